"""A document and what is in it."""

import copy
import datetime
import json
import pickle

import bongsen
import pytest
from conftest import ARTICLE, assert_exact, items


def test_every_item_is_where_it_says(doc):
    assert len(items(doc)) > 100
    assert_exact(doc, ARTICLE)


def test_officials(doc):
    current, former = doc.officials
    assert repr(current) == "<Official Trần Văn Mẫu: Bí thư, Đảng ủy xã Đốc Binh Kiều (current)>"
    assert (current.person.text, current.title.text) == ("Trần Văn Mẫu", "Bí thư Đảng ủy xã Đốc Binh Kiều")
    assert (current.organization.text, current.area.text) == ("Đảng ủy xã Đốc Binh Kiều", "xã Đốc Binh Kiều")
    assert (current.role, current.status, current.as_of) == ("Bí thư", "current", datetime.date(2013, 8, 23))
    assert (current.person.label, current.title.label, current.organization.label) == (
        "PERSON",
        "TITLE",
        "ORG",
    )
    assert current.evidence.text == current.text
    assert current.person.text in current.text and current.title.text in current.text
    assert current.pattern
    assert (former.person.text, former.role, former.status) == ("Lê Thử Nghiệm", "Chủ tịch", "former")


def test_entities_nest(doc):
    title = doc.officials[0].title
    (body,) = title.children
    (unit,) = body.children
    assert (unit.label, unit.text, unit.children) == ("ADMIN_UNIT", "xã Đốc Binh Kiều", ())
    assert unit.parent == body and body.parent == title and title.parent is None
    assert title.value == "Bí thư"
    assert title.origin
    assert "".join(token.text for token in unit.tokens) == "xãĐốcBinhKiều"
    assert set(doc.outermost()) == {entity for entity in doc.entities if entity.parent is None}
    assert set(doc.innermost()) == {entity for entity in doc.entities if not entity.children}
    assert title in doc.outermost() and unit not in doc.outermost()
    assert unit in doc.innermost() and title not in doc.innermost()


def test_referents_are_a_partition_of_the_mentions(doc):
    mentions = [mention for referent in doc.referents for mention in referent.mentions]
    named = [entity for entity in doc.entities if entity.label not in ("DATE", "LEGAL_DOC")]
    assert sorted(mentions, key=doc.entities.index) == named
    for referent in doc.referents:
        assert {mention.referent for mention in referent.mentions} == {referent}
        assert referent.label == referent.mentions[0].label
        assert referent.text in {mention.text for mention in referent.mentions}
    ids = [entity["referent"]["id"] for entity in doc.to_dict()["entities"] if "referent" in entity]
    assert ids == [entity.referent.id for entity in named]


def test_find(doc):
    assert [person.text for person in doc.find("PERSON")] == ["Trần Văn Mẫu", "Lê Thử Nghiệm"]
    with pytest.raises(ValueError, match="PERSON, TITLE, ORG"):
        doc.find("person")


def test_places(doc):
    place = doc.officials[0].area.place
    assert repr(place) == f"<Place xã Đốc Binh Kiều 30061 ({place.how})>"
    assert (place.code, place.name, place.full_name) == ("30061", "Đốc Binh Kiều", "xã Đốc Binh Kiều")
    assert (place.level, place.kind, place.on) == ("commune", "xã", datetime.date(2013, 8, 23))
    assert place.dated
    assert place.valid_to == datetime.date(2025, 6, 30)
    assert place.valid_from is None or place.valid_from < place.on
    district, province = place.parents
    assert repr(district) == "<Unit huyện Tháp Mười 872>"
    assert (province.code, province.name, province.kind, province.level) == (
        "87",
        "Đồng Tháp",
        "tỉnh",
        "province",
    )
    assert district.parents == (province,)
    assert place.candidates == (place.unit,) and place.candidate_count == 1
    assert place == doc.officials[0].area.place and hash(place) == hash(doc.officials[0].area.place)
    assert doc.officials[0].person.place is None


def test_a_place_that_may_be_several_is_not_guessed(nlp):
    (unit,) = nlp("Hội nghị họp tại xã Tân Thành.", date="2013-08-23").find("ADMIN_UNIT")
    place = unit.place
    assert place.how == "ambiguous" and place.unit is None and place.code is None and place.parents == ()
    assert 1 < len(place.candidates) <= place.candidate_count
    assert {candidate.name for candidate in place.candidates} == {"Tân Thành"}
    assert repr(place) == f"<Place {place.candidate_count} candidates (ambiguous)>"


def test_the_date_picks_the_era(nlp):
    text = "Đảng ủy xã Đốc Binh Kiều họp."
    old, new = (nlp(text, date=date).find("ADMIN_UNIT")[0].place for date in ("2013-08-23", "2025-08-23"))
    assert [unit.code for unit in old.parents] == ["872", "87"]
    assert [unit.code for unit in new.parents] == ["82"]
    assert new.valid_from == datetime.date(2025, 7, 1) and new.valid_to is None
    assert old != new


def test_dates(nlp):
    day = datetime.date(2013, 8, 23)
    for given in (day, "2013-08-23", datetime.datetime(2013, 8, 23, 4, 52)):
        assert nlp("Tin.", date=given).date == day
    assert nlp("Tin.").date is None
    for bad in ("23/08/2013", "2013-02-30", "0000-01-01", ""):
        with pytest.raises(bongsen.DateError, match="is not a date"):
            nlp("Tin.", date=bad)
    for bad in (20130823, 1.5, b"2013-08-23"):
        with pytest.raises(TypeError, match="a date is"):
            nlp("Tin.", date=bad)


def test_words_of_sentences_are_the_words(doc):
    assert [word for sentence in doc for word in sentence] == list(doc.words)
    assert [token for sentence in doc for token in sentence.tokens] == list(doc.tokens)
    assert [token for word in doc.words for token in word.tokens] == list(doc.tokens)
    assert len(doc) == len(doc.sentences)
    assert all(len(sentence) == len(sentence.words) for sentence in doc)
    assert "".join(token.text for token in doc.tokens) == "".join(ARTICLE.split())


def test_token_kinds(doc):
    kinds = {token.text: token.kind for token in doc.tokens}
    assert kinds["Xã"] == "Syllable" and kinds["20/08/2013"] == "Date"
    assert kinds["."] == "Punctuation" and kinds["🪷"] == "Emoji"


def test_equality_is_of_the_item_in_its_document(nlp, doc):
    assert doc.words[3] == doc.sentences[0].words[3] and hash(doc.words[3]) == hash(doc.sentences[0].words[3])
    assert doc.words[3] != doc.words[4] and doc.words[0] != doc.tokens[0] and doc.words[0] != "Xã"
    again = nlp(ARTICLE, date="2013-08-23")
    assert again.words[3] != doc.words[3] and again != doc
    assert len({*doc.entities, *again.entities, *doc.entities}) == 2 * len(doc.entities)
    assert doc.words is doc.words


def test_reprs_are_one_readable_line(nlp, doc):
    assert repr(doc.words[0]) == "<Word 'Xã'>"
    assert repr(doc.tokens[0]) == "<Token Syllable 'Xã'>"
    assert repr(doc.officials[0].person) == "<Entity PERSON 'Trần Văn Mẫu'>"
    assert repr(doc.officials[0].evidence).startswith("<Span 'Trần Văn Mẫu - Bí thư")
    assert repr(bongsen.Analyzer()) == f"<Analyzer bongsen {bongsen.__version__}>"
    odd = nlp("Dòng\tmột \u202e\x00dài " + "a " * 500)
    for item in [odd, *odd.sentences]:
        assert repr(item).isprintable() and len(repr(item)) < 150


def test_dict_and_json(doc):
    data = doc.to_dict()
    assert data == json.loads(doc.to_json()) == json.loads(doc.to_json(indent=True))
    assert "\n" not in doc.to_json() and "\n" in doc.to_json(indent=True)
    assert data["offsets"] == "code points" and data["document"]["as_of"] == "2013-08-23"
    assert "text" not in data and "tokens" not in data and "words" not in data and "source" not in data
    for entity, record in zip(doc.entities, data["entities"], strict=True):
        assert (entity.label, entity.text, entity.start, entity.end) == tuple(
            record[key] for key in ("label", "text", "start", "end")
        )
        assert entity.value == record.get("value") and entity.origin == record["origin"]
        unit = record.get("place", {}).get("unit", {})
        assert (entity.place.code if entity.place else None) == unit.get("identifier")
    names = {person["id"]: person["name"] for person in data["persons"]}
    assert [(names[m["person_id"]], m["role"], m["status"]) for m in data["memberships"]] == [
        (official.person.text, official.role, official.status) for official in doc.officials
    ]


def test_dict_with_layers_and_other_offsets(doc):
    data = doc.to_dict(offsets="bytes", text=True, tokens=True, words=True, source="bài 1")
    assert data["text"] == doc.text and data["source"] == "bài 1"
    for layer, items_ in (("tokens", doc.tokens), ("words", doc.words), ("sentences", doc.sentences)):
        assert [(r["start"], r["end"]) for r in data[layer]] == [item.span("bytes") for item in items_]
    assert [r["kind"] for r in data["tokens"]] == [token.kind for token in doc.tokens]
    utf16 = doc.to_dict(offsets="utf16")["sentences"][-1]
    assert (utf16["start"], utf16["end"]) == doc.sentences[-1].span("utf16")
    for call in (doc.to_dict, doc.to_json):
        with pytest.raises(ValueError, match="'chars', 'bytes' or 'utf16'"):
            call(offsets="utf-16")
    with pytest.raises(ValueError, match="'chars', 'bytes' or 'utf16'"):
        doc.tokens[0].span("words")


def test_documents_and_items_are_not_pickled_but_analysers_are(doc):
    for refuse in (pickle.dumps, copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="cannot be pickled: keep"):
            refuse(doc)
    for item in (doc.tokens[0], doc.entities[0], doc.officials[0].area.place):
        with pytest.raises(TypeError, match="pickle"):
            pickle.dumps(item)
    nlp = pickle.loads(pickle.dumps(bongsen.Analyzer()))
    assert nlp(ARTICLE, date="2013-08-23").to_json() == doc.to_json()


def test_nothing_can_be_changed_or_made_by_hand(doc):
    with pytest.raises(AttributeError):
        doc.text = "khác"
    with pytest.raises(AttributeError):
        doc.tokens[0].start = 3
    for made in (bongsen.Document, bongsen.Entity, bongsen.Item, bongsen.Place):
        with pytest.raises(TypeError):
            made()


def test_items_outlive_their_document(nlp):
    person = nlp(ARTICLE).officials[0].person
    assert person.text == "Trần Văn Mẫu" and person.parent is None
    unit = nlp(ARTICLE).officials[0].area.place.unit
    assert unit.full_name == "xã Đốc Binh Kiều"


def test_a_legal_document_is_taken_apart() -> None:
    doc = bongsen.Analyzer()("Theo Nghị định 100/2019/NĐ-CP, ông Trần Văn Mẫu bị phạt.")
    (decree,) = doc.find("LEGAL_DOC")
    parts = decree.legal_document
    assert parts is not None
    assert (parts.kind, parts.number, parts.year, parts.code) == ("Nghị định", "100", 2019, "NĐ-CP")
    assert repr(parts) == "<LegalDocument Nghị định 100/2019/NĐ-CP>"
    assert doc.find("PERSON")[0].legal_document is None
    (entity,) = [e for e in doc.to_dict()["entities"] if e["label"] == "LEGAL_DOC"]
    assert entity["legal_document"] == {"kind": "Nghị định", "number": "100", "year": 2019, "code": "NĐ-CP"}


def test_amounts_are_exact() -> None:
    doc = bongsen.Analyzer()("Xã chi hơn 4,8 tỷ đồng cho 1.200 hộ dân.")
    money, homes = doc.quantities
    assert (money.text, str(money.value), money.unit, money.qualifier) == (
        "4,8 tỷ đồng",
        "4800000000",
        "VND",
        "more-than",
    )
    assert (homes.value, homes.unit, homes.measure, homes.upper, homes.ambiguous) == (1200, "hộ", "count", None, False)
    assert doc.to_dict()["quantities"][0]["value"] == "4800000000"


def test_times_have_values_and_days(nlp):
    doc = nlp("Từ ngày 1/7 đến cuối năm ngoái, hơn hai năm rưỡi.", date="2013-08-23")
    stretch, length = doc.times
    assert (stretch.text, stretch.kind, stretch.value) == (
        "Từ ngày 1/7 đến cuối năm ngoái",
        "interval",
        "2012-07-01/2012",
    )
    assert (str(stretch.first_day), str(stretch.last_day), stretch.basis) == ("2012-07-01", "2012-12-31", "document")
    assert (length.value, length.qualifier, length.first_day, length.kind) == ("P2Y6M", "more-than", None, "duration")
    assert repr(length) == "<Time 'hai năm rưỡi': P2Y6M>"
    assert doc.to_dict()["times"][0]["last_day"] == "2012-12-31"
    (point,) = nlp("Cuối tháng 8 năm 2013.").times
    assert (point.part, point.value, point.basis) == ("end", "2013-08", "written")


def test_ages_belong_to_persons(nlp):
    doc = nlp("Ông Lê Văn Mẫu (SN 1963) và bà Trần Thị Sen, 45 tuổi, dự họp.")
    born, age = doc.ages
    assert (born.person.text, born.born, born.years) == ("Lê Văn Mẫu", "1963", None)
    assert (age.person.text, age.years, age.born, age.text) == ("Trần Thị Sen", 45, None, "45 tuổi")
    assert repr(age) == "<Age 'Trần Thị Sen': 45 tuổi>"
    persons = doc.to_dict()["persons"]
    assert (persons[0]["birth_date"], persons[1]["age"]) == ("1963", 45)


def test_facts_are_merged_over_mentions(nlp):
    text = "Bí thư Huyện ủy Tháp Mười Trần Văn Mẫu đến dự. Bí thư Huyện ủy Trần Văn Mẫu phát biểu."
    doc = nlp(text, date="2013-08-23")
    assert len(doc.officials) == 2
    (fact,) = doc.facts
    assert doc.facts is doc.facts
    assert repr(fact) == "<Fact Trần Văn Mẫu: Bí thư, Huyện ủy Tháp Mười (current)>"
    assert (fact.area, fact.area_code, fact.as_of) == ("huyện Tháp Mười", "872", datetime.date(2013, 8, 23))
    assert [text[span.start : span.end] for span in fact.evidence] == [span.text for span in fact.evidence]
    assert len(fact.evidence) == 2


def test_the_timeline_does_not_depend_on_order(nlp):
    docs = [
        ("a", nlp("Bí thư Huyện ủy Tháp Mười Trần Văn Mẫu đến dự.", date="2013-08-23")),
        ("b", nlp("Ngày 1/3, ông Trần Văn Mẫu thôi giữ chức Bí thư Huyện ủy Tháp Mười.", date="2016-03-05")),
        ("c", nlp("Giám đốc Sở Y tế Trần Văn Mẫu đến dự.", date="2016-03-05")),
    ]
    for by in ("post", "person"):
        there, back = bongsen.timeline(docs, by=by), bongsen.timeline(reversed(docs), by=by)
        assert [(repr(t), t.sources, t.person_number) for t in there] == [
            (repr(t), t.sources, t.person_number) for t in back
        ]
    tenure = next(t for t in bongsen.timeline(docs) if t.role == "Bí thư")
    assert (tenure.status, tenure.end_date, tenure.sources) == ("dismissed", "2016-03-01", ["a", "b"])
    assert tenure.changes == ((datetime.date(2013, 8, 23), "current"), (datetime.date(2016, 3, 5), "dismissed"))
    assert (tenure.first_seen, tenure.last_seen) == (datetime.date(2013, 8, 23), datetime.date(2016, 3, 5))
    assert len({t.person_number for t in bongsen.timeline(docs, by="person")}) == 2
    with pytest.raises(ValueError, match="by 'post' or 'person'"):
        bongsen.timeline(docs, by="day")
    with pytest.raises(TypeError):
        bongsen.timeline(["a text"])
