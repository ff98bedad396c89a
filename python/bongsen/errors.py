"""What can go wrong, as exceptions. Every one of them is a `BongsenError`.

Wrong types are a `TypeError`, wrong words in arguments a `ValueError`, and a str with lone surrogates, which is no
text, a `UnicodeEncodeError`, as everywhere in Python.
"""

__all__ = [
    "BongsenError",
    "CharsetError",
    "DateError",
    "InternalError",
    "LexiconError",
    "ModelError",
    "TextTooLongError",
]


class BongsenError(Exception):
    """Anything that bongsen raises of its own."""


class ModelError(BongsenError):
    """The data inside the package is damaged or of another version: install it again."""


class TextTooLongError(BongsenError, ValueError):
    """One text has more bytes than one document can hold (1 GiB): cut it into several."""


class CharsetError(BongsenError, ValueError):
    """A text cannot be written in a charset, or it is not sure which one it is in: the message says what to do."""


class DateError(BongsenError, ValueError):
    """What was given as a date is no date: write year-month-day, as in 2013-08-23."""


class LexiconError(BongsenError, ValueError):
    """An entry of a lexicon of the user cannot be used: the message names its line, and says what to do."""


class InternalError(BongsenError, RuntimeError):
    """A fault in bongsen itself. Please report it, with the text if you can."""
