"""Words of the user, and why a text is cut into words where it is."""

import pickle
from pathlib import Path

import bongsen
import pytest

TEXT = "Xã đạt chuẩn nông thôn mới và góp đất ở Hòa Bình."
ENTRIES = [("join", "nông thôn mới"), ("prefer", "góp đất", 9), ("join", "hòa bình"), ("join", "ở Hòa Bình", "case")]
LINES = "# ours\njoin\tnông thôn mới\r\nprefer\tgóp đất\t9\njoin\thòa bình\njoin\tở Hòa Bình\tcase\n"
WORDS = ["Xã", "đạt", "chuẩn", "nông thôn mới", "và", "góp đất", "ở Hòa Bình", "."]


def words(nlp: bongsen.Analyzer, text: str = TEXT) -> list[str]:
    return [word.text for word in nlp(text).words]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "words.tsv"
    path.write_text("\ufeff" + LINES, encoding="utf-8")
    return path


def test_a_file_text_and_entries_are_the_same_lexicon(nlp, path):
    assert words(nlp) != WORDS
    for lexicon in (path, str(path), LINES, ENTRIES, iter(ENTRIES), [list(entry) for entry in ENTRIES]):
        assert words(bongsen.Analyzer(lexicon)) == WORDS
    assert words(bongsen.Analyzer(lexicon=None)) == words(bongsen.Analyzer(lexicon=[])) == words(nlp)


def test_an_analyzer_with_a_lexicon_is_pickled_with_it(path):
    for lexicon in (path, LINES, ENTRIES, "join\tnông thôn mới"):
        nlp = bongsen.Analyzer(lexicon)
        copy = pickle.loads(pickle.dumps(nlp))
        assert words(pickle.loads(pickle.dumps(copy))) == words(copy) == words(nlp)


def test_a_word_model_of_ones_own(nlp, tmp_path):
    path = Path(__file__).parents[2] / "crates/bongsen-data/models/word.bsm"
    for model in (path, str(path), path.read_bytes()):
        mine = bongsen.Analyzer(LINES, word_model=model)
        assert words(mine) == WORDS
        assert words(pickle.loads(pickle.dumps(mine))) == WORDS
    damaged = tmp_path / "mine.bsm"
    damaged.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(bongsen.ModelError, match=r"mine\.bsm: model file is damaged"):
        bongsen.Analyzer(word_model=damaged)
    with pytest.raises(FileNotFoundError):
        bongsen.Analyzer(word_model=tmp_path / "none.bsm")


@pytest.mark.parametrize(
    ("lexicon", "message"),
    [
        ("join\txã hội\n\nsplit\tXã hội", 'line 3: "Xã hội": line 1 says otherwise of the same word'),
        ("nông thôn mới\n", 'line 1: "nông thôn mới": an entry begins with join, split or prefer'),
        ([("join", "xã hội"), ("split", "xã hội")], 'entry 2: "xã hội": entry 1 says otherwise'),
        ([("joined", "xã hội")], 'lexicon[0]: "joined": an entry begins with join, split or prefer'),
        ([("prefer", "xã hội", 10)], 'entry 1: "xã hội": a strength is 1 to 9, not 10'),
        ([("join", "xã hội", 3)], "lexicon[0]: 3 says nothing"),
        ([("prefer", "xã hội", "now")], "lexicon[0]: 'now' says nothing"),
    ],
)
def test_a_bad_entry_is_named(lexicon, message):
    with pytest.raises(bongsen.LexiconError) as error:
        bongsen.Analyzer(lexicon)
    assert message in str(error.value)
    assert isinstance(error.value, ValueError)


def test_a_bad_file_is_named(tmp_path, path):
    path.write_text("join\t\n", encoding="utf-8")
    with pytest.raises(bongsen.LexiconError, match=r"words\.tsv: line 1: no word after the rule"):
        bongsen.Analyzer(path)
    path.write_text(LINES, encoding="utf-16")
    with pytest.raises(bongsen.LexiconError, match=r"words\.tsv: not UTF-8"):
        bongsen.Analyzer(str(path))
    with pytest.raises(FileNotFoundError, match="absent"):
        bongsen.Analyzer(tmp_path / "absent.tsv")
    for wrong in (7, ["join"], [7], [("join",)], [("join", 7)]):
        with pytest.raises(TypeError):
            bongsen.Analyzer(wrong)


def test_every_gap_is_explained_as_it_was_decided():
    nlp = bongsen.Analyzer(ENTRIES)
    doc = nlp("🪷 " + TEXT + " Chủ tịch\nxã nói.")
    starts = {word.start for word in doc.words}
    deciders = set()
    for before, after in zip(doc.tokens, doc.tokens[1:], strict=False):
        boundary = doc.explain_boundary(after.start)
        assert boundary is not None
        assert boundary.joined == (after.start not in starts)
        assert boundary.score == sum(c.weight for c in boundary.contributions)
        assert (boundary.before, boundary.after) == (before, after)
        assert doc.explain_boundary(before.end).after == after
        assert len(str(boundary).splitlines()) == 1 + len(boundary.contributions)
        deciders.add(boundary.decided_by)
    assert deciders == {"score", "user", "alone", "line", "sentence"}
    assert doc.explain_boundary(0) is doc.explain_boundary(len(doc.text)) is doc.explain_boundary(10**6) is None
    assert doc.explain_boundary(doc.text.index("huẩn")) is None


def test_what_decided_is_told_in_words():
    doc = bongsen.Analyzer(LINES)(TEXT)
    joined = doc.explain_boundary(TEXT.index("mới"))
    assert (joined.decided_by, joined.entry) == ("user", ("join", "nông thôn mới", 2))
    assert repr(joined).startswith("<Boundary 'thôn_mới' joined ")
    assert "your join “nông thôn mới”, line 2" in str(joined)
    preferred = doc.explain_boundary(TEXT.index(" đất"))
    assert (preferred.decided_by, preferred.entry) == ("score", ("prefer", "góp đất", 3))
    first = preferred.contributions[0]
    assert (first.weight, first.kind, first.text, first.place, first.sources) == (-9000, "user", "góp đất", None, [])
    word = next(c for c in joined.contributions if c.text == "nông thôn")
    assert word.kind == "sequence" and word.place == "right before" and "Wiktionary" in word.sources
    assert str(word).endswith(", ".join(["“nông thôn” right before", f"a word of {', '.join(word.sources)}"]))
    assert {c.kind for c in joined.contributions} >= {"sequence", "shapes", "cover"}
