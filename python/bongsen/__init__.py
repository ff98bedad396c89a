"""Reads Vietnamese text: sentences, words, and the people, posts, bodies and places that it names.

>>> import bongsen
>>> nlp = bongsen.Analyzer()
>>> doc = nlp("Theo đồng chí Trần Văn Mẫu - Bí thư Đảng ủy xã Đốc Binh Kiều, xã đã đạt chuẩn nông thôn mới.",
...           date="2013-08-23")
>>> official = doc.officials[0]
>>> official
<Official Trần Văn Mẫu: Bí thư, Đảng ủy xã Đốc Binh Kiều (current)>
>>> official.person.text, doc.text[official.person.start : official.person.end]
('Trần Văn Mẫu', 'Trần Văn Mẫu')
>>> official.area.place.code, [unit.full_name for unit in official.area.place.parents]
('30061', ['huyện Tháp Mười', 'tỉnh Đồng Tháp'])
>>> bongsen.segment("Xã đã đạt chuẩn nông thôn mới.")
[['Xã', 'đã', 'đạt', 'chuẩn', 'nông thôn', 'mới', '.']]
>>> nlp.segment("Huyện ủy họp.").index()
[<IndexItem 0+2 word 'huyện uỷ'>, <IndexItem 0+1 syllable 'huyện'>, <IndexItem 1+1 syllable 'uỷ'>, \
<IndexItem 2+1 word 'họp'>]
>>> nlp.segment("Huyện ủy họp.").to_vncorenlp()
'Huyện_uỷ họp .\\n'

The caller's text is never altered, and offsets count code points: ``doc.text[item.start:item.end] == item.text``.
``nlp.batch(texts)`` reads many texts in parallel; ``doc.to_dict()`` and
``doc.to_json()`` give the whole answer as data.
"""

from bongsen._native import (
    Abbreviation,
    Analyzer,
    Document,
    Entity,
    IndexItem,
    Item,
    Official,
    Place,
    Quotation,
    Sentence,
    Span,
    Token,
    Unit,
    Word,
    __version__,
    normalize,
    segment,
)
from bongsen.errors import BongsenError, DateError, InternalError, ModelError, TextTooLongError

__all__ = [
    "Abbreviation",
    "Analyzer",
    "BongsenError",
    "DateError",
    "Document",
    "Entity",
    "IndexItem",
    "InternalError",
    "Item",
    "ModelError",
    "Official",
    "Place",
    "Quotation",
    "Sentence",
    "Span",
    "TextTooLongError",
    "Token",
    "Unit",
    "Word",
    "__version__",
    "normalize",
    "segment",
]
