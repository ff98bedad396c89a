"""Why an entity or an official is one; views and labels."""

import bongsen
import pytest

TEXT = (
    "Sáng nay, đồng chí Trần Văn Mẫu - Bí thư Đảng ủy xã Đốc Binh Kiều được bầu giữ chức Chủ tịch HĐND xã. "
    "Ông Mẫu nhắc lại Nghị định 100/2019/NĐ-CP ngày 30/12/2019."
)


@pytest.fixture(scope="module")
def doc() -> bongsen.Document:
    return bongsen.Analyzer()(TEXT, date="2020-01-02")


def test_every_entity_is_explained_by_rows_of_the_text(doc):
    explained = doc.explain_entities()
    assert tuple(why.entity for why in explained) == doc.entities
    for why in explained:
        assert why.rule == why.entity.origin
        assert why.sentence("vi") in str(why) == why.tell("vi")
        assert why.sentence("en") in why.tell("en")
        for row in why.rows:
            start, end = row.span()
            assert doc.text[start:end] == row.text
            assert row.list.endswith(".tsv")
    person = explained[0]
    assert (person.rows[0].list, person.rows[0].at, person.rows[0].flags) == (
        "entity/honorifics.tsv",
        "before",
        ["strong"],
    )
    assert person.syllables[0][0] == "Trần" and person.syllables[0][1] > 1000
    with pytest.raises(ValueError, match="no language"):
        person.tell("fr")


def test_every_official_is_explained_by_its_pattern(doc):
    explained = doc.explain_officials()
    assert [doc.officials[why.index].pattern for why in explained] == [why.pattern for why in explained]
    given = next(why for why in explained if doc.officials[why.index].status == "appointed")
    assert given.status_row.list == "entity/appoint.tsv" and "bầu giữ chức" in given.status_row.text
    assert given.status_row.text in given.tell("en")


def test_views_are_flat_and_labels_are_those_asked_for(doc):
    assert [entity for entity, _ in doc.view()] == list(doc.entities)
    assert [entity for entity, _ in doc.view("outermost")] == list(doc.outermost())
    assert [entity for entity, _ in doc.view("innermost")] == list(doc.innermost())
    assert {label for _, label in doc.view("nested", "vlsp")} == {"PER", "ORG", "LOC"}
    rows = [line.split("\t") for line in doc.to_conll(labels="vlsp").splitlines() if line]
    assert sum(tag.startswith("B-") for _, tag in rows) == len(doc.view("outermost", "vlsp"))
    for wrong in (lambda: doc.view("flat"), lambda: doc.view("nested", "conll"), lambda: doc.to_conll("nested")):
        with pytest.raises(ValueError, match=r"not|flat"):
            wrong()
