"""Words for others: the token stream of a search index, and the form of VnCoreNLP."""

import unicodedata

import bongsen
import pytest
from conftest import ARTICLE


def test_a_compound_and_its_syllables_share_positions(nlp):
    items = nlp.segment("Xã Hòa: NÔNG THÔN mới!").index()
    assert [(item.text, item.position, item.position_length, item.kind) for item in items] == [
        ("xã", 0, 1, "word"),
        ("hoà", 1, 1, "word"),
        ("nông thôn", 2, 2, "word"),
        ("nông", 2, 1, "syllable"),
        ("thôn", 3, 1, "syllable"),
        ("mới", 4, 1, "word"),
    ]
    assert repr(items[2]) == "<IndexItem 2+2 word 'nông thôn'>"


def test_items_lie_on_the_original(nlp):
    text = unicodedata.normalize("NFD", ARTICLE) + " 🪷 hết"
    doc = nlp.segment(text)
    utf8 = text.encode()
    for item in doc.index(folding="extra", parts=True):
        surface = text[item.start : item.end]
        assert surface == surface.strip() != ""
        start, end = item.span("bytes")
        assert utf8[start:end].decode() == surface
        if item.folded:
            base = "".join(c for c in unicodedata.normalize("NFD", surface) if not unicodedata.combining(c))
            assert item.text == base.replace("đ", "d").replace("Đ", "D").lower().strip(".")
    # Every form of a text gives the same stream.
    texts = [item.text for item in doc.index()]
    assert texts == [item.text for item in nlp.segment(unicodedata.normalize("NFC", text)).index()]


def test_folding_and_parts(nlp):
    doc = nlp("Số 30/2020/NĐ-CP của Đảng")
    assert [item.text for item in doc.index(parts=True)][1:6] == ["30/2020/nđ-cp", "30", "2020", "nđ", "cp"]
    assert [item.text for item in doc.index(folding="only")] == ["so", "30/2020/nd-cp", "cua", "dang"]
    extra = doc.index(folding="extra")
    assert [(item.text, item.folded) for item in extra][-2:] == [("đảng", False), ("dang", True)]
    with pytest.raises(ValueError, match="the foldings are none, extra, only"):
        doc.index(folding="all")


def test_granularities():
    text = "Huyện ủy họp. Xong!"
    assert bongsen.segment(text, granularity="syllable") == [["Huyện", "ủy", "họp", "."], ["Xong", "!"]]
    assert bongsen.segment(text, granularity="index") == [["huyện uỷ", "huyện", "uỷ", "họp"], ["xong"]]
    assert bongsen.segment(text, granularity="index", join="_") == "huyện_uỷ huyện uỷ họp\nxong\n"
    assert bongsen.segment(text, granularity="word", join="_") == bongsen.segment(text, join="_")
    with pytest.raises(ValueError, match="the granularities are 'word', 'syllable' and 'index'"):
        bongsen.segment(text, granularity="letter")


def test_the_form_of_vncorenlp(nlp):
    doc = nlp.segment("Ủy ban nhân dân TP.HCM (UBND)\nhọp 9-10 giờ. Xong!")
    lines = doc.to_vncorenlp().splitlines()
    assert len(lines) == len(doc.sentences)
    assert lines[-1] == "Xong !"
    assert lines[0].startswith("Uỷ_ban nhân_dân TP. HCM ( UBND )")


def test_segment_finds_no_entities_and_the_same_words(nlp, doc):
    fast = nlp.segment(ARTICLE)
    assert fast.entities == () and doc.entities
    assert [word.text for word in fast.words] == [word.text for word in doc.words]
