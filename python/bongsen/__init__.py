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

Mentions of one person, body or place share a referent:

>>> doc = nlp("Ông Nguyễn Thành Phong đến dự. Ông Phong phát biểu.")
>>> [(referent, [m.text for m in referent.mentions]) for referent in doc.referents]
[(<Referent r0 PERSON 'Nguyễn Thành Phong'>, ['Nguyễn Thành Phong', 'Phong'])]
>>> doc.entities[-1].referent.text, doc.entities[-1].referent_origin, doc.entities[-1].referent_confidence
('Nguyễn Thành Phong', 'short_name', 'sure')

Words of yours are laid over the model, and any gap between two tokens can be asked why it is cut or not:

>>> nlp = bongsen.Analyzer(lexicon=[("join", "nông thôn mới"), ("split", "đất nước|Việt Nam")])
>>> doc = nlp("Xã đạt chuẩn nông thôn mới.")
>>> [word.text for word in doc.words]
['Xã', 'đạt', 'chuẩn', 'nông thôn mới', '.']
>>> boundary = doc.explain_boundary(doc.text.index("mới"))
>>> boundary.joined, boundary.decided_by, boundary.entry
(True, 'user', ('join', 'nông thôn mới', 1))
>>> sum(c.weight for c in boundary.contributions) == boundary.score
True

Officials as facts, merged over their mentions, and over documents as a timeline:

>>> nlp = bongsen.Analyzer()
>>> old = nlp("Ông Trần Văn Mẫu được bầu giữ chức Bí thư Huyện ủy Tháp Mười nhiệm kỳ 2010 - 2015.", date="2010-09-01")
>>> [fact] = old.facts
>>> fact, fact.start_date, fact.end_date, [span.text for span in fact.evidence]
(<Fact Trần Văn Mẫu: Bí thư, Huyện ủy Tháp Mười (appointed)>, '2010', '2015', \
['Trần Văn Mẫu được bầu giữ chức Bí thư Huyện ủy Tháp Mười'])
>>> new = nlp("Nguyên Bí thư Huyện ủy Tháp Mười Trần Văn Mẫu dự.", date="2016-01-15")
>>> [tenure] = bongsen.timeline([("cũ.txt", old), ("mới.txt", new)])
>>> tenure, tenure.sources, [(day.year, status) for day, status in tenure.changes]
(<Tenure Trần Văn Mẫu: Bí thư, Huyện ủy Tháp Mười (former)>, ['cũ.txt', 'mới.txt'], \
[(2010, 'appointed'), (2016, 'former')])

Each entity and each official can be asked why it is one, and read in a flat view or with the labels of VLSP:

>>> doc = nlp("Sau đó đồng chí Trần Văn Mẫu - Bí thư Huyện ủy Tháp Mười phát biểu.", date="2013-08-23")
>>> why = doc.explain_entities()[0]
>>> why.entity.text, why.rule, why.rows
('Trần Văn Mẫu', 'person.honorific', (<ListRow before entity/honorifics.tsv 'đồng chí'>,))
>>> why.sentence("en")
'The capitalised words right behind a word of address or a trade are a name.'
>>> print(doc.explain_officials()[0])
Trần Văn Mẫu | Bí thư Huyện ủy Tháp Mười
  mẫu câu “đồng chí NAME - TITLE”: Các chức danh sau dấu gạch ngang do đồng chí đứng trước giữ.
  tình trạng current: không có từ nào nói khác
>>> [(label, entity.text) for entity, label in doc.view("outermost", "vlsp")]
[('PER', 'Trần Văn Mẫu'), ('ORG', 'Huyện ủy Tháp Mười')]
>>> doc.to_conll(labels="vlsp").splitlines()[3]
'Trần_Văn_Mẫu\\tB-PER'

Text from before Unicode is read when its charset is known, or sure:

>>> read = bongsen.decode("Nh©n d©n x· Th¸p M­êi vµ c¸n bé huyÖn ®Òu ®Õn dù häp")
>>> read.text, read.charset, read.to_original(0, 4)
('Nhân dân xã Tháp Mười và cán bộ huyện đều đến dự họp', 'tcvn3', (0, 4))
>>> bongsen.encode("Việt Nam", "vni")
b'Vie\\xe4t Nam'
>>> bongsen.detect("Tiáº¿ng Viá»‡t cÃ³ dáº¥u".encode())[0][0]
'mojibake'
>>> bongsen.decode("ngÆ°á»i lÃ m ruá»™ng á»Ÿ HÃ  TÃ¢y", "mojibake").text
'người làm ruộng ở Hà Tây'
>>> typed = bongsen.keystrokes("Tieengs Vieejt", "telex")
>>> typed.text, typed.to_original(6, 10)
('Tiếng Việt', (8, 14))

Text typed without diacritics gets them back, with a confidence for each syllable:

>>> restored = bongsen.restore("Dong bao ca nuoc")
>>> restored.text
'Đồng bào cả nước'
>>> syllable = restored.syllables[0]
>>> syllable.text, syllable.start, syllable.end, syllable.confidence > 0.5
('Đồng', 0, 4, True)

A syllable taken apart, and how it sounds in Hà Nội, Huế and Sài Gòn:

>>> syllable = bongsen.syllable("Nguyễn")
>>> syllable.onset, syllable.medial, syllable.nucleus, syllable.coda, syllable.tone
('ng', 'u', 'yê', 'n', 'nga')
>>> syllable.ipa(), syllable.ipa("centre"), syllable.ipa("south")
('ŋwiən˧ˀ˥', 'ŋwiəŋ˧˨ˀ', 'wiəŋ˨˩˦')
>>> bongsen.syllable("John") is None
True

The caller's text is never altered, and offsets count code points: ``doc.text[item.start:item.end] == item.text``.
``nlp.batch(texts)`` reads many texts in parallel; ``doc.to_dict()`` and
``doc.to_json()`` give the whole answer as data.
"""

from bongsen._native import (
    Abbreviation,
    Address,
    Age,
    Analyzer,
    Boundary,
    Contribution,
    Conversion,
    Decoded,
    Document,
    Entity,
    EntityExplanation,
    Fact,
    IndexItem,
    Item,
    LegalDocument,
    ListRow,
    Normalized,
    Official,
    OfficialExplanation,
    Place,
    Places,
    Quantity,
    Quotation,
    Referent,
    Restored,
    RestoredSyllable,
    Sentence,
    Span,
    Syllable,
    Tenure,
    Time,
    Token,
    Unit,
    Word,
    __version__,
    decode,
    detect,
    encode,
    find,
    keystrokes,
    normalize,
    restore,
    segment,
    sort_key,
    syllable,
    timeline,
)
from bongsen.errors import (
    BongsenError,
    CharsetError,
    DateError,
    InternalError,
    LexiconError,
    ModelError,
    TextTooLongError,
)

__all__ = [
    "Abbreviation",
    "Address",
    "Age",
    "Analyzer",
    "BongsenError",
    "Boundary",
    "CharsetError",
    "Contribution",
    "Conversion",
    "DateError",
    "Decoded",
    "Document",
    "Entity",
    "EntityExplanation",
    "Fact",
    "IndexItem",
    "InternalError",
    "Item",
    "LegalDocument",
    "LexiconError",
    "ListRow",
    "ModelError",
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
    "TextTooLongError",
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
