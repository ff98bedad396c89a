"""The article that the project began with."""

import datetime
import json
from collections import Counter

import pytest
from conftest import CORPORA, assert_exact

SEED = CORPORA / "seed"

pytestmark = pytest.mark.skipif(
    not (SEED / "article.txt").exists(), reason=f"no seed article at {SEED}: set BONGSEN_CORPORA"
)


@pytest.fixture(scope="module")
def text():
    return (SEED / "article.txt").read_bytes().decode()


@pytest.fixture(scope="module")
def expected():
    return json.loads((SEED / "expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def doc(nlp, text):
    return nlp(text)


def test_spans_are_exact(doc, text):
    assert_exact(doc, text)


def test_layout_and_date(doc, expected):
    head = expected["document"]
    assert doc.date == datetime.date(2013, 8, 23) == datetime.date.fromisoformat(head["published"][:10])
    assert (doc.kicker.text, doc.heading.text) == (head["kicker"], head["title"])
    assert doc.byline.text == "Dương Út"


def test_entities(doc, expected):
    found = {(entity.label, entity.start, entity.end, entity.text) for entity in doc.entities}
    wanted = {(e["label"], e["start"], e["end"], e["text"]) for e in expected["entities"]}
    assert wanted <= found
    # The gold annotation has short mentions too (`Đảng ủy xã`), line by line.
    lines = (SEED / "article.gold.jsonl").read_text(encoding="utf-8").splitlines()
    gold = [(e["label"], e["text"]) for line in lines for e in json.loads(line)["entities"]]
    mentions = [(entity.label, entity.text) for entity in doc.entities]
    right = (Counter(gold) & Counter(mentions)).total()
    assert 2 * right / (len(gold) + len(mentions)) >= 0.95


def test_officials(doc, expected):
    assert len(doc.officials) == len(expected["memberships"]) == 2
    persons = {person["id"]: person["name"] for person in expected["persons"]}
    bodies = {body["id"]: body["name"] for body in expected["organizations"]}
    areas = {area["id"]: area["identifiers"][0]["identifier"] for area in expected["areas"]}
    for official, membership in zip(doc.officials, expected["memberships"], strict=True):
        assert official.person.text == persons[membership["person_id"]]
        assert official.title.text == membership["label"]
        assert official.organization.text == bodies[membership["organization_id"]]
        assert official.area.place.code == areas[membership["area_id"]]
        assert (official.role, official.status) == (membership["role"], membership["status"])
        assert official.as_of.isoformat() == membership["as_of"]
        evidence = membership["evidence"]
        assert (official.start, official.end, official.text) == (
            evidence["start"],
            evidence["end"],
            evidence["text"],
        )
    assert [official.area.place.code for official in doc.officials] == ["30061", "872"]


def test_abbreviations(doc, expected):
    (found,), (wanted,) = doc.abbreviations, expected["abbreviations"]
    assert (found.short.text, found.long.text) == (wanted["short"], wanted["long"]) == ("ĐV", "đảng viên")
    assert (found.short.start, found.long.start) == (wanted["short_start"], wanted["long_start"])
    assert [use.start for use in found.uses] == wanted["later_use_starts"]
    assert not [entity for entity in doc.entities if entity.text == "ĐV"]


def test_quotations(doc, expected):
    persons = {person["id"]: person["name"] for person in expected["persons"]}
    found = [(q.text, q.start, q.end, q.cue.text, q.speaker.text) for q in doc.quotations]
    wanted = [
        (q["text"], q["start"], q["end"], q["cue"]["text"], persons[q["speaker_id"]]) for q in expected["quotations"]
    ]
    assert found == wanted
