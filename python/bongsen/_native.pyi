"""The compiled part of bongsen. Import from `bongsen`, not from here."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from os import PathLike
from typing import Any, Literal, TypeAlias, final, overload

__all__ = [
    "Abbreviation",
    "Address",
    "Age",
    "Analyzer",
    "Boundary",
    "Contribution",
    "Conversion",
    "Decoded",
    "Document",
    "Entity",
    "EntityExplanation",
    "Fact",
    "IndexItem",
    "Item",
    "LegalDocument",
    "ListRow",
    "Normalized",
    "Official",
    "OfficialExplanation",
    "Place",
    "Places",
    "Quantity",
    "Quotation",
    "Referent",
    "Restored",
    "RestoredSyllable",
    "Sentence",
    "Span",
    "Syllable",
    "Tenure",
    "Time",
    "Token",
    "Unit",
    "Word",
    "__version__",
    "decode",
    "detect",
    "encode",
    "find",
    "keystrokes",
    "normalize",
    "restore",
    "segment",
    "sort_key",
    "syllable",
    "timeline",
]

_Unit: TypeAlias = Literal["chars", "bytes", "utf16"]
_Label: TypeAlias = Literal["PERSON", "TITLE", "ORG", "ADMIN_UNIT", "LOC", "DATE", "LEGAL_DOC"]
_Tone: TypeAlias = Literal["ngang", "huyen", "sac", "hoi", "nga", "nang"]
_Strings: TypeAlias = list[str]
_View: TypeAlias = Literal["nested", "outermost", "innermost"]
_Labels: TypeAlias = Literal["bongsen", "vlsp"]
_Language: TypeAlias = Literal["vi", "en"]
_Share: TypeAlias = Literal["whole", "part", "unstated"]
_Level: TypeAlias = Literal["province", "district", "commune"]
_Status: TypeAlias = Literal["current", "former", "acting", "appointed", "dismissed", "proposed"]
_Date: TypeAlias = date | str | None
_Folding: TypeAlias = Literal["none", "extra", "only"]
_Granularity: TypeAlias = Literal["word", "syllable", "index"]
_Charset: TypeAlias = Literal[
    "utf8",
    "tcvn3",
    "tcvn3-capitals",
    "vni",
    "viscii",
    "vps",
    "viqr",
    "cp1258",
    "bkhcm1",
    "bkhcm1-capitals",
    "bkhcm2",
    "vietwarex",
    "vietwaref",
    "vietwaref-capitals",
]
_Rule: TypeAlias = Literal["join", "split", "prefer"]
_Entry: TypeAlias = (
    tuple[_Rule, str] | tuple[_Rule, str, int | Literal["case"]] | tuple[_Rule, str, int, Literal["case"]]
)
_Lexicon: TypeAlias = str | PathLike[str] | Iterable[_Entry] | None

__version__: str

@final
class Analyzer:
    """Reads Vietnamese text. Holds nothing that changes: one serves every thread.

    `lexicon` are words of yours, laid over the model: the path of a file, its text (a str with a tab or a line
    break), or entries such as ("join", "nông thôn mới"), ("split", "đất nước|Việt Nam"), ("prefer", "cán bộ xã", 3),
    ("join", "Hòa Bình", "case"). `word_model` is a word model of yours in place of the bundled one: the path of a file
    that bongsen-train wrote, or its bytes.

    Raises LexiconError, which names the line of a bad entry, and ModelError when the model or the data in the package
    is damaged.
    """

    def __new__(cls, lexicon: _Lexicon = None, word_model: str | PathLike[str] | bytes | None = None) -> Analyzer: ...
    def __call__(self, text: str, date: _Date = None) -> Document:
        """Reads a text.

        `date` is the day of the text and picks the era of its places; without one it is read from the text.
        Raises DateError, TextTooLongError.
        """

    def segment(self, text: str) -> Document:
        """Reads only sentences, words and tokens: a Document without entities, made many times as fast.

        Raises TextTooLongError.
        """

    def batch(
        self, texts: Iterable[str], *, dates: Iterable[_Date] | None = None, threads: int | None = None
    ) -> list[Document]:
        """Reads many texts in parallel; the Documents come in the order of the texts.

        `dates` are the days of the texts, one for each. `threads` is by default the number of cores. Other Python
        threads run meanwhile, and ctrl-C stops it.
        """

    def __reduce__(self) -> tuple[Any, ...]: ...

class Item:
    """A stretch of a document's text. Items are equal when they are the same item of the same Document."""

    @property
    def text(self) -> str:
        """Its text, exactly as it stands in the document."""

    @property
    def start(self) -> int:
        """Its first position, in code points: `doc.text[start:end]` is its text."""

    @property
    def end(self) -> int:
        """The first position after it, in code points."""

    def span(self, unit: _Unit = "chars") -> tuple[int, int]:
        """Its start and end in another unit: code points, UTF-8 bytes or UTF-16 units."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...

@final
class Span(Item):
    """A stretch of the text: the heading, the evidence of an official."""

@final
class Token(Item):
    """A syllable, a number, a date, a mark: what the text is made of before any word is known."""

    @property
    def kind(self) -> str:
        """What it is: "Syllable", "Number", "Date", "Punctuation", …"""

@final
class Word(Item):
    """A word: one token or several syllables."""

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Its tokens."""

@final
class Sentence(Item):
    """A sentence. Iterating gives its words."""

    @property
    def words(self) -> tuple[Word, ...]:
        """Its words."""

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Its tokens."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Word]: ...

@final
class Entity(Item):
    """A name in the text: a person, a title, a body, a place, a date, a legal document. Entities nest."""

    @property
    def label(self) -> _Label:
        """What it is."""

    @property
    def parent(self) -> Entity | None:
        """The least entity around it."""

    @property
    def children(self) -> tuple[Entity, ...]:
        """The entities directly inside it, in order."""

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Its tokens."""

    @property
    def origin(self) -> str:
        """The rule that found it."""

    @property
    def place(self) -> Place | None:
        """For an ADMIN_UNIT: which unit it is, in the era of the document's date."""

    @property
    def value(self) -> str | None:
        """For a DATE, ISO 8601 as far as it is written; for a TITLE, the role in its normal form."""

    @property
    def legal_document(self) -> LegalDocument | None:
        """For a LEGAL_DOC: its type, number, year and code."""

    @property
    def referent(self) -> Referent | None:
        """What it names, which may have other mentions. None for dates and documents."""

    @property
    def referent_origin(self) -> Literal["exact", "short_name", "abbreviation", "elided", "code"] | None:
        """How it is tied to what it names: the same words, a part of a name, a body without its place, …"""

    @property
    def referent_confidence(self) -> Literal["sure", "likely"] | None:
        """How far that can be relied on."""

@final
class LegalDocument:
    """What a legal document is called, as far as the mention says it."""

    @property
    def kind(self) -> str | None:
        """Its type in its normal form: "Nghị định"."""

    @property
    def number(self) -> str | None:
        """Its number, as written: "100"."""

    @property
    def year(self) -> int | None:
        """The year in its number, or in the name of a law."""

    @property
    def code(self) -> str | None:
        """The code of type and issuer: "NĐ-CP"."""

@final
class Referent(Item):
    """A person, body, post or place of the text, with all its mentions. Its text is its fullest form."""

    @property
    def id(self) -> str:
        """Its number in the document: "r0", "r1", … in order of first mention, as in the JSON."""

    @property
    def label(self) -> _Label:
        """The label of its mentions."""

    @property
    def mentions(self) -> tuple[Entity, ...]:
        """Its mentions, in order."""

@final
class Official(Item):
    """A person and a post that the text joins. Its text is the evidence for it."""

    @property
    def person(self) -> Entity:
        """The person."""

    @property
    def title(self) -> Entity:
        """The title."""

    @property
    def organization(self) -> Entity | None:
        """The organisation: inside the title, or the nearest earlier one that fits when the title leaves it out."""

    @property
    def area(self) -> Entity | None:
        """The place of the organisation or of the title."""

    @property
    def role(self) -> str:
        """The role in its normal form: "Bí thư"."""

    @property
    def status(self) -> _Status:
        """Whether the post is held."""

    @property
    def start_date(self) -> str | None:
        """Since when the post is held, as far as the text says: "2021-07-01", "2015", "--08-05"."""

    @property
    def end_date(self) -> str | None:
        """Until when; of a term of office the end that is foreseen."""

    @property
    def as_of(self) -> date | None:
        """The day for which this is said: the document's date."""

    @property
    def pattern(self) -> str:
        """Name of the pattern that joined person and title."""

    @property
    def evidence(self) -> Span:
        """The stretch of the text that says so."""

@final
class Fact:
    """A person in a post, as one document says it: all its mentions merged."""

    @property
    def person(self) -> str:
        """The fullest name of the person."""

    @property
    def role(self) -> str:
        """The role in its normal form: "Bí thư"."""

    @property
    def organization(self) -> str | None:
        """The fullest name of the organisation."""

    @property
    def area(self) -> str | None:
        """The place, with its level word: "xã Đốc Binh Kiều"."""

    @property
    def area_code(self) -> str | None:
        """The code of the place, when the unit is certain."""

    @property
    def status(self) -> _Status:
        """Whether the post is held."""

    @property
    def start_date(self) -> str | None:
        """Since when the post is held, as far as the text says: "2021-07-01", "2015", "--08-05"."""

    @property
    def end_date(self) -> str | None:
        """Until when; of a term of office the end that is foreseen."""

    @property
    def title(self) -> str:
        """The title as written where the fact is first said."""

    @property
    def as_of(self) -> date | None:
        """The day for which this is said: the document's date."""

    @property
    def evidence(self) -> tuple[Span, ...]:
        """The stretches of the text that say so, in order; at least one."""

@final
class Tenure:
    """A person in a post, over many documents."""

    @property
    def person(self) -> str:
        """The fullest name of the person."""

    @property
    def role(self) -> str:
        """The role in its normal form: "Bí thư"."""

    @property
    def organization(self) -> str | None:
        """The fullest name of the organisation."""

    @property
    def area(self) -> str | None:
        """The place, with its level word: "xã Đốc Binh Kiều"."""

    @property
    def area_code(self) -> str | None:
        """The code of the place, when the unit is certain."""

    @property
    def status(self) -> _Status:
        """The status that the last document gives."""

    @property
    def start_date(self) -> str | None:
        """Since when the post is held, as far as the text says: "2021-07-01", "2015", "--08-05"."""

    @property
    def end_date(self) -> str | None:
        """Until when; of a term of office the end that is foreseen."""

    @property
    def person_number(self) -> int:
        """The number of the person in its timeline: namesakes that nothing ties have different ones."""

    @property
    def post_number(self) -> int:
        """The number of the post in its timeline."""

    @property
    def changes(self) -> tuple[tuple[date | None, _Status], ...]:
        """The statuses in order of time, each with the day on which it was first seen after another."""

    @property
    def first_seen(self) -> date | None:
        """The day of the first document that says so."""

    @property
    def last_seen(self) -> date | None:
        """The day of the last one."""

    @property
    def sources(self) -> list[str]:
        """The names of the documents that say so, in order of their dates."""

def timeline(
    documents: Iterable[Document] | Iterable[tuple[str, Document]], *, by: Literal["post", "person"] = "post"
) -> list[Tenure]:
    """Who held which post when, over documents: the facts of all, merged.

    ``documents`` are Documents, or pairs of a name and a Document; without a name a document is called by its place,
    "0", "1", …. Sorted by "post" or by "person", then by time.
    """

@final
class Abbreviation(Item):
    """An abbreviation that the text defines. Its text is the short form where it is defined."""

    @property
    def short(self) -> Span:
        """The short form where it is defined."""

    @property
    def long(self) -> Span:
        """The long form."""

    @property
    def uses(self) -> tuple[Token, ...]:
        """Later uses of the short form."""

@final
class Quotation(Item):
    """A quotation. Its text is what stands between the quotation marks."""

    @property
    def speaker(self) -> Entity | None:
        """Who is quoted: a PERSON, or a TITLE or an ORG that stands for one."""

    @property
    def cue(self) -> Span | None:
        """The words that introduce it ("cho biết")."""

@final
class Quantity(Item):
    """An amount of money, a share, a measure or a count. Its text is number, multiplier and unit."""

    @property
    def value(self) -> Decimal:
        """The value in its unit, multiplied out; of a range, the lower end."""

    @property
    def upper(self) -> Decimal | None:
        """The upper end of a range."""

    @property
    def unit(self) -> str | None:
        """The unit in its normal form: "VND", "%", "ha", "người"; None where only a multiplier stands."""

    @property
    def measure(self) -> str | None:
        """One of "money", "percent", "length", "area", "volume", "mass", "power" or "count"."""

    @property
    def per(self) -> str | None:
        """What the unit is per: "ha" in "6 tấn/ha"."""

    @property
    def qualifier(self) -> str | None:
        """One of "more-than", "nearly", "about", "less-than", "at-least" or "at-most"."""

    @property
    def ambiguous(self) -> bool:
        """Whether a mark in the number can also be read the other way ("1,200")."""

@final
class Time(Item):
    """A point, an interval or a length of time that the text names; an interval is one, with the words that join its
    ends.
    """

    @property
    def kind(self) -> Literal["point", "interval", "duration"]:
        """What kind of time it is."""

    @property
    def value(self) -> str | None:
        """ISO 8601: "2013-08-23T14:30", "2013-W34", "2013-Q3", "2013-H1", "2013-07-01/2013-08-05", "P2Y6M", "198X".

        What cannot be completed stays as the entity has it ("--08-05"); None for lunar dates, and for relative words
        where the
        document has no day.
        """

    @property
    def upper(self) -> str | None:
        """Of a length with two ends ("2-3 ngày"), the longer."""

    @property
    def first_day(self) -> date | None:
        """The first day; None for lengths, and where year, month or day is not known."""

    @property
    def last_day(self) -> date | None:
        """The last day, included."""

    @property
    def basis(self) -> Literal["written", "document", "text"]:
        """Where the value comes from: it is written, counted from the day of the document, or the day that was named
        last.
        """

    @property
    def part(self) -> Literal["start", "mid", "end"] | None:
        """Which part of the period is meant ("cuối năm"); first_day and last_day are those of the whole."""

    @property
    def qualifier(self) -> str | None:
        """One of "more-than", "nearly", "about", "less-than", "at-least" or "at-most"."""

@final
class Age(Item):
    """The age or the birth of a person, as the text tells it: "45 tuổi", "SN 1963"."""

    @property
    def person(self) -> Entity | None:
        """The mention of the person."""

    @property
    def years(self) -> int | None:
        """The age in years."""

    @property
    def born(self) -> str | None:
        """The year of birth, with month and day where they are told: "1963", "1963-08-05"."""

@final
class ListRow:
    """A row of a list, found in the text."""

    @property
    def list(self) -> str:
        """The file of the list, in the folder data of the project: "entity/honorifics.tsv"."""

    @property
    def at(self) -> Literal["before", "begins", "inside", "behind", "beyond"]:
        """Where it stands, seen from the entity; "beyond" is behind the mark after it."""

    @property
    def text(self) -> str:
        """Its phrase, as it stands in the text."""

    @property
    def normal(self) -> str:
        """Its normal form."""

    @property
    def flags(self) -> _Strings:
        """Its flags, by their names in the list."""

    def span(self, unit: _Unit = "chars") -> tuple[int, int]:
        """Its start and end in the text: in code points, UTF-8 bytes or UTF-16 units."""

@final
class EntityExplanation:
    """Why an entity is one: its rule, and the rows of the lists that the rule looked at. Its str() is in Vietnamese."""

    @property
    def entity(self) -> Entity:
        """The entity."""

    @property
    def rule(self) -> str:
        """Name of the rule: the entity's origin."""

    def sentence(self, language: _Language = "vi") -> str | None:
        """What the rule says, in one sentence."""

    @property
    def rows(self) -> tuple[ListRow, ...]:
        """Rows of the lists that stand where the rule looks; the head of the entity first."""

    @property
    def title(self) -> Entity | None:
        """The title beside a name whose rule looks for one."""

    @property
    def syllables(self) -> list[tuple[str, int, int, int]]:
        """The syllables of a name: how often each was seen as family, middle and given name."""

    def tell(self, language: _Language = "vi") -> str:
        """All of it in words: also its unit, what it names, and what decided these."""

@final
class OfficialExplanation:
    """Why a person is said to hold a post. Its str() is in Vietnamese."""

    @property
    def index(self) -> int:
        """Its index in `doc.officials`."""

    @property
    def pattern(self) -> str:
        """Name of the pattern."""

    def sentence(self, language: _Language = "vi") -> str | None:
        """What the pattern says, in one sentence."""

    @property
    def status_row(self) -> ListRow | None:
        """The row that decided the status; None where nothing is said and the post counts as held."""

    def tell(self, language: _Language = "vi") -> str:
        """All of it in words."""

@final
class IndexItem:
    """One item of the token stream for a search index: a word, a syllable of it, or a part of a number.

    `position` and `position_length` are Lucene's: a compound and its syllables begin at one position, and positions
    count syllables.
    """

    @property
    def text(self) -> str:
        """Its normalised text: composed, in lower case, tone marks in the new style."""

    @property
    def start(self) -> int:
        """Its first position in the document, in code points."""

    @property
    def end(self) -> int:
        """The first position after it, in code points."""

    @property
    def position(self) -> int:
        """The position at which it begins, from 0."""

    @property
    def position_length(self) -> int:
        """How many positions it spans; Lucene's PositionLengthAttribute."""

    @property
    def kind(self) -> Literal["word", "syllable", "part"]:
        """What it is: a word, a syllable of a word that has several, or a part of a date, a number, an address."""

    @property
    def folded(self) -> bool:
        """Whether the diacritics were taken from its text."""

    def span(self, unit: _Unit = "chars") -> tuple[int, int]:
        """Its start and end in another unit: code points, UTF-8 bytes or UTF-16 units."""

@final
class Unit:
    """An administrative unit in the period in which it had this code, name, kind and parent."""

    @property
    def code(self) -> str:
        """The code of the statistics office ("30061", "872", "01"). It means a unit only together with a day."""

    @property
    def iso_code(self) -> str | None:
        """The code of a province in ISO 3166-2 ("VN-45"); None for districts and communes, which have none."""

    @property
    def name(self) -> str:
        """Its name without the level word: "Đốc Binh Kiều"."""

    @property
    def full_name(self) -> str:
        """Level word and name: "xã Đốc Binh Kiều"."""

    @property
    def level(self) -> _Level:
        """Its level."""

    @property
    def kind(self) -> str:
        """What the law calls it: "xã", "thị trấn", "quận"."""

    @property
    def valid_from(self) -> date | None:
        """The first day on which it was valid; None when that is before the first source (31 December 2004)."""

    @property
    def valid_to(self) -> date | None:
        """The last day on which it was valid; None when it still is."""

    @property
    def parents(self) -> tuple[Unit, ...]:
        """The units that it lay in, the nearest first, in the era of the document's date (of the day that it was
        asked for).
        """

    @property
    def children(self) -> tuple[Unit, ...]:
        """The units directly inside, in order of code, in the era of the same date."""

    @property
    def predecessors(self) -> tuple[tuple[Unit, _Share], ...]:
        """The units that it was formed from, and how much of each went into it."""

    @property
    def successors(self) -> tuple[tuple[Unit, _Share], ...]:
        """The units that it went into, and how much of it went into each."""

    def on_day(self, day: date | str) -> Conversion:
        """What it is on another day, earlier or later."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...

@final
class Conversion:
    """A unit, or the unit of an address, on another day."""

    @property
    def status(self) -> Literal["exact", "renamed", "merged", "divided", "ambiguous", "not-found"]:
        """What became of it; "ambiguous" of an address: it is not certain which unit is meant."""

    @property
    def unit(self) -> Unit | None:
        """The unit, where it is one; None when it was divided, or is not certain."""

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units in order of code: several when it was divided."""

    @property
    def shares(self) -> tuple[_Share, ...]:
        """How much of it lies in each of the units."""

    @property
    def on(self) -> date:
        """The day."""

@final
class Address:
    """What a line names: the finest unit, and each level where it is told."""

    @property
    def text(self) -> str:
        """The line."""

    @property
    def unit(self) -> Unit | None:
        """The finest unit that it names, when one is certain."""

    @property
    def candidates(self) -> tuple[Unit, ...]:
        """The units that it may be, the likeliest first (at most 8); only the unit when it is certain."""

    @property
    def candidate_count(self) -> int:
        """How many candidates there are, those left out included."""

    @property
    def commune(self) -> Unit | None:
        """The commune, where the line names it."""

    @property
    def district(self) -> Unit | None:
        """The district, where the line names it."""

    @property
    def province(self) -> Unit | None:
        """The province, where the line names it."""

    def span_of(self, level: _Level) -> tuple[int, int] | None:
        """Where the line names a level: start and end in code points."""

    @property
    def rest(self) -> str | None:
        """What stands before the units (behind them, where they come first): house, street, hamlet."""

    @property
    def how(self) -> str:
        """How it was read: "exact", "chain", "spelling", "other-kind", "other-era", "ambiguous", "conflict" or
        "unknown".
        """

    @property
    def on(self) -> date:
        """The day in whose era it was read."""

    def on_day(self, day: date | str) -> Conversion:
        """What the unit is on another day."""

@final
class Places:
    """Every administrative unit of Vietnam since 2004, each in the period in which it had its code, name, kind and
    parent.

    A day is a date or a str such as "2013-08-23"; without one the newest is taken.
    """

    def __new__(cls) -> Places: ...
    def get(self, code: str, on: date | str | None = None) -> Unit | None:
        """The unit that had a code on a day: two digits are a province, three a district, five a commune."""

    def lookup(self, name: str, on: date | str | None = None, within: Unit | None = None) -> tuple[Unit, ...]:
        """The units of a name on a day, the best fit first; the name may have a level word, short or long."""

    def units(self, level: _Level, on: date | str | None = None) -> tuple[Unit, ...]:
        """Every unit of a level on a day, in order of code."""

    def parse_address(self, text: str, on: date | str | None = None) -> Address:
        """Reads an address, as it was written in the era of a day; without one, in the newest era in which it makes
        sense.
        """

    def parse_addresses(self, texts: Sequence[str], on: date | str | None = None) -> list[Address]:
        """Reads many addresses of one era, in their order."""

    def convert(self, place: Unit | str, to: date | str, on: date | str | None = None) -> Conversion:
        """What a unit, or the unit of an address, is on the day `to`; `on` is the era of the address."""

    def __len__(self) -> int: ...

@final
class Place:
    """What a mention of an administrative unit was linked to: one unit when that is certain, else candidates.

    When no unit is certain, code, name, full_name, level, kind, valid_from and valid_to are None.
    """

    @property
    def unit(self) -> Unit | None:
        """The unit, when one is certain."""

    @property
    def code(self) -> str | None:
        """The code of the unit."""

    @property
    def name(self) -> str | None:
        """The name of the unit without the level word."""

    @property
    def full_name(self) -> str | None:
        """Level word and name of the unit."""

    @property
    def level(self) -> _Level | None:
        """The level of the unit."""

    @property
    def kind(self) -> str | None:
        """What the law calls the unit."""

    @property
    def valid_from(self) -> date | None:
        """The first day on which the unit was valid."""

    @property
    def valid_to(self) -> date | None:
        """The last day on which the unit was valid."""

    @property
    def parents(self) -> tuple[Unit, ...]:
        """The units that the unit lies in, the nearest first."""

    @property
    def candidates(self) -> tuple[Unit, ...]:
        """The units that it may be, the likeliest first (at most 8); only the unit when it is certain."""

    @property
    def candidate_count(self) -> int:
        """How many candidates there are, those left out included."""

    @property
    def how(self) -> str:
        """What decided: "exact", "chain", "head-level", "ambiguous", "unknown", …"""

    @property
    def on(self) -> date:
        """The day in whose era it was linked."""

    @property
    def dated(self) -> bool:
        """Whether that is the document's date. If not, the document has none, and the newest era was taken."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...

@final
class Boundary:
    """The gap between two tokens, and what decided whether it is inside a word. `str()` of it is a report."""

    @property
    def joined(self) -> bool:
        """Whether the gap is inside a word."""

    @property
    def score(self) -> int:
        """The sum of the weights, in thousandths: above 0 speaks for a cut."""

    @property
    def decided_by(self) -> Literal["score", "user", "alone", "line", "sentence"]:
        """What decided.

        "user": a join or split of the lexicon; "alone": a mark, number, date or address; "line", "sentence": one ends.
        """

    @property
    def entry(self) -> tuple[_Rule, str, int] | None:
        """The entry of the user's lexicon that decided, or that is in the score: its rule, word, and line or number."""

    @property
    def before(self) -> Token:
        """The token before the gap."""

    @property
    def after(self) -> Token:
        """The token after the gap."""

    @property
    def contributions(self) -> tuple[Contribution, ...]:
        """What the score is made of, the heaviest first. The weights add up to the score."""

@final
class Contribution:
    """One term of the score of a Boundary. `str()` of it says what it is."""

    @property
    def weight(self) -> int:
        """Its weight in thousandths: above 0 for a cut."""

    @property
    def kind(self) -> Literal["sequence", "shapes", "cover", "user"]:
        """What it is the weight of: tokens near the gap, shapes of the four around it, lexicon cover, a prefer."""

    @property
    def text(self) -> str | None:
        """The tokens of a sequence, or the word of the user; None for the others."""

    @property
    def place(self) -> str | None:
        """Where a sequence lies: "across the gap", "right before", "one token further on", …; None for the others."""

    @property
    def sources(self) -> list[str]:
        """Where the lexicon has a sequence from: "Wiktionary", "pyvi", "news text", "treebank"; else empty."""

@final
class Document:
    """A text and what is in it. Iterating gives its sentences. It cannot be pickled."""

    @property
    def text(self) -> str:
        """The text as it was given, unaltered."""

    @property
    def normalized(self) -> str:
        """The normalised view that was read: composed, look-alikes and invisible characters settled."""

    @property
    def date(self) -> date | None:
        """The date of the document: as given, else as the text says."""

    @property
    def heading(self) -> Span | None:
        """The heading."""

    @property
    def kicker(self) -> Span | None:
        """The line above the heading."""

    @property
    def byline(self) -> Span | None:
        """The line that names the authors."""

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences, in order."""

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Tokens, in order."""

    @property
    def words(self) -> tuple[Word, ...]:
        """Words, in order."""

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Entities in order of start, the outer before the inner."""

    @property
    def officials(self) -> tuple[Official, ...]:
        """Who holds which post."""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Who holds which post: the officials, merged over their mentions."""

    @property
    def abbreviations(self) -> tuple[Abbreviation, ...]:
        """Abbreviations that the text defines."""

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """Quotations, and who is quoted."""

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """Amounts of money, shares, measures and counts, in order."""

    @property
    def times(self) -> tuple[Time, ...]:
        """Points, intervals and lengths of time, in order; what is relative counts from the day of the document."""

    @property
    def ages(self) -> tuple[Age, ...]:
        """Ages and births of persons, in order."""

    @property
    def referents(self) -> tuple[Referent, ...]:
        """The persons, bodies, posts and places that the text names, in order of first mention."""

    def view(self, view: _View = "nested", labels: _Labels = "bongsen") -> list[tuple[Entity, str]]:
        """The entities of a view with their labels, in order.

        `labels` "vlsp" are PER, ORG, and LOC also of units; titles, dates and documents are left out first, so that the
        body inside a title is outermost.
        """

    def to_conll(self, view: Literal["outermost", "innermost"] = "outermost", labels: _Labels = "bongsen") -> str:
        """The words with the entities of a flat view as CoNLL: a word a line, a tab, and O, B- or I- with a label."""

    def explain_entities(self) -> tuple[EntityExplanation, ...]:
        """Why each entity is one, in the order of the entities. A slow road."""

    def explain_officials(self) -> tuple[OfficialExplanation, ...]:
        """Why each official is one, in the order of the officials. A slow road."""

    def explain_boundary(self, offset: int) -> Boundary | None:
        """Why the text is or is not cut into words at an offset (in code points).

        None inside a token, before the first and after the last. A slow road, for single places.
        """

    def find(self, label: _Label) -> tuple[Entity, ...]:
        """The entities with a label."""

    def outermost(self) -> tuple[Entity, ...]:
        """The entities that lie in no other."""

    def innermost(self) -> tuple[Entity, ...]:
        """The entities that hold no other."""

    def to_json(
        self,
        *,
        offsets: _Unit = "chars",
        text: bool = False,
        tokens: bool = False,
        words: bool = False,
        source: str | None = None,
        indent: bool = False,
    ) -> str:
        """The document as JSON, with Popolo's names: the same as `bongsen analyze --format json` prints.

        `offsets` says what offsets count; `text`, `tokens` and `words` add these layers; `source` says where the text
        is from; `indent` spreads it over lines.
        """

    def to_dict(
        self,
        *,
        offsets: _Unit = "chars",
        text: bool = False,
        tokens: bool = False,
        words: bool = False,
        source: str | None = None,
    ) -> dict[str, Any]:
        """The document as a dict: `to_json`, read back."""

    def index(self, *, folding: _Folding = "none", parts: bool = False) -> list[IndexItem]:
        """The token stream for a search index, in order of position, the longer item before the shorter.

        Texts are normalised, marks are left out. `folding` says whether texts without diacritics are wanted: "none",
        "extra" (beside the others, at the same positions) or "only". `parts` adds the parts of dates, document numbers,
        abbreviations and addresses. Read queries with the same options.
        """

    def to_vncorenlp(self) -> str:
        """The words as VnCoreNLP writes them, for PhoBERT: a sentence a line, tokens apart by a space, syllables of a
        word joined by an underscore.
        """

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[Sentence]: ...
    def __reduce__(self) -> Any: ...

@overload
def segment(text: str, *, granularity: _Granularity = "word", join: None = None) -> list[list[str]]:
    """The sentences of a text as lists of words.

    `granularity` is "word"; "syllable": syllables, numbers and marks, each by itself; or "index": the texts of
    `Document.index`. With `join`, one str instead: a sentence a line, words apart by a space, the parts of a word
    joined by it.
    """

@overload
def segment(text: str, *, granularity: _Granularity = "word", join: str) -> str: ...
def find(
    text: str,
    needle: str,
    *,
    ignore: Literal["diacritics", "tones", "nothing"] = "diacritics",
    case: bool = False,
    words: bool = False,
) -> list[tuple[int, int]]:
    """Where a text stands in another: (start, end) in code points, from left to right without overlaps.

    `ignore` "diacritics": every mark, and đ is d; "tones": the tone only. How letters are composed never matters. With
    `words`, no letter or digit may stand right before or behind.
    """

def sort_key(text: str) -> bytes:
    """A key that sorts as a Vietnamese dictionary does, in the order of CLDR: sorted(names, key=bongsen.sort_key)."""

@final
class Syllable:
    """A possible syllable of Vietnamese taken apart, in small letters without tone mark."""

    @property
    def onset(self) -> str:
        """The consonants before the vowel, "qu" and "gi" whole; "" when there are none."""

    @property
    def medial(self) -> str:
        """The glide between onset and nucleus as it is written: "o", "u" (that of "qu" too), or ""."""

    @property
    def nucleus(self) -> str:
        """The vowel: one letter, or one of ia, iê, ya, yê, ua, uô, ưa, ươ, oo."""

    @property
    def coda(self) -> str:
        """The end: c, ch, m, n, ng, nh, p, t, or a glide i, y, o, u; "" when the syllable is open."""

    @property
    def rime(self) -> str:
        """Everything behind the onset."""

    @property
    def tone(self) -> _Tone:
        """The tone."""

    @property
    def is_known(self) -> bool:
        """Whether it is in use: it was seen often enough in the news that the model of `restore` was made from."""

    def ipa(self, dialect: Literal["north", "centre", "south"] = "north") -> str:
        """How it sounds, in IPA the tone in Chao's letters: Hà Nội ("north"), Huế ("centre"), Sài Gòn ("south")."""

def syllable(text: str) -> Syllable | None:
    """A text that is one possible syllable of Vietnamese taken apart, in any case and tone style; None when it is none.

    That a syllable is possible does not make it a word: see `Syllable.is_known`.
    """

@final
class Normalized:
    """A text in its normal form, with the way back to the original. Offsets count code points."""

    @property
    def text(self) -> str:
        """The text."""

    @property
    def original(self) -> str:
        """The text as it was."""

    @property
    def changes(self) -> list[tuple[tuple[int, int], str, str, str]]:
        """What was changed, in order: (start, end) in the original, what was there, what is there now, and the rule.

        The rules are compose, marks, look-alikes, spaces, line-breaks, invisible, full-width, quotes, tone. A stretch
        that several of them changed is told once for each.
        """

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the text stands in the original, widened to whole changes."""

def normalize(
    text: str,
    *,
    tone: Literal["keep", "old", "new"] = "keep",
    i_y: Literal["keep", "i", "y"] = "keep",
    rules: Mapping[str, bool] | None = None,
) -> Normalized:
    """A text in its normal form: composed letters with their marks in place, Đ for its look-alikes, plain spaces, no
    invisible characters.

    `tone` puts the mark of an open oa, oe, uy in one style, "old" (hòa) or "new" (hoà), and with either moves marks
    that stand on a wrong letter (tòan, qúy). `i_y` writes the vowel of open syllables with "i" (kĩ thuật), or with "y"
    where the press has it (kỹ thuật). `rules` switches rules by their names: {"quotes": True, "full-width": False}; all
    but quotes are on.
    """

@final
class Decoded:
    """A text that was read from another charset, or from keystrokes; `str` of it is the text."""

    @property
    def text(self) -> str:
        """The text, in composed letters."""

    @property
    def charset(self) -> str:
        """What it was read as; "telex" and "vni-keys" are keystrokes."""

    @property
    def confidence(self) -> float:
        """How sure the charset is, 0 to 1; 1 when it was given."""

    @property
    def undecodable(self) -> int:
        """How many pieces of the input stand for nothing in the charset; each is U+FFFD in the text."""

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` was in the input: offsets of bytes for bytes, of code points for a str."""

def decode(data: bytes | str, charset: _Charset | Literal["auto", "mojibake"] = "auto") -> Decoded:
    """Bytes, or text that was read as Windows-1252 (`ViÖt Nam`), in the named charset.

    With "auto" the charset is guessed, and what is not sure is a `CharsetError`; "mojibake" is UTF-8 that was read as
    Windows-1252 or 1258, also several times over, and with its no-break spaces lost.
    """

def encode(text: str, charset: _Charset) -> bytes:
    """A text in a charset, such that `decode` gives it back.

    A character that cannot come back is a `CharsetError` that names it, its place, why, and what to do: Vietware F has
    one code for `Ấ` and `ấ`, and tells them apart by the letters around or under its capital font,
    "vietwaref-capitals".
    """

def detect(data: bytes | str) -> list[tuple[str, float]]:
    """What charset bytes may be in, or the bytes that a str was read from: names with confidence, the best first."""

def keystrokes(text: str, method: Literal["telex", "vni"]) -> Decoded:
    """Keystrokes made letters (`Tieengs Vieejt`), where a possible syllable comes of them; other words stay."""

@final
class RestoredSyllable:
    """A syllable that was written without marks and is known to the model."""

    @property
    def text(self) -> str:
        """Its text in the result."""

    @property
    def start(self) -> int:
        """Where it begins in the result, in code points."""

    @property
    def end(self) -> int:
        """Where it ends in the result, in code points."""

    @property
    def original(self) -> tuple[int, int]:
        """Where it begins and ends in the original, in code points."""

    @property
    def confidence(self) -> float:
        """How sure the model is of it, 0 to 1."""

    @property
    def alternatives(self) -> list[tuple[str, float]]:
        """The other ways to write it and how sure the model is of each, the surest first."""

@final
class Restored:
    """A text with its diacritics put back."""

    @property
    def text(self) -> str:
        """The text."""

    @property
    def syllables(self) -> tuple[RestoredSyllable, ...]:
        """The syllables that were written without marks and are known to the model, in order."""

def restore(text: str, model: str | PathLike[str] | bytes | None = None, *, least: float = 0.0) -> Restored:
    """Puts diacritics back: "Dong bao ca nuoc" is "Đồng bào cả nước".

    Only words without any mark are changed; case, white space and everything else stay. A word of which the model
    is less
    sure than `least` (0 to 1) stays as it is. `model` is a model of yours in place of the bundled one: the path of
    a file
    that bongsen-train wrote, or its bytes.
    """
