"""Bad and odd input: an exception that says what is wrong, or an exact answer."""

import unicodedata

import bongsen
import pytest
from bongsen import _native
from conftest import ARTICLE, assert_exact

ODD = {
    "empty": "",
    "blank": " \n\t\n ",
    "nul": "Xã Đốc Binh Kiều\0 họp.\0\0",
    "bidi": "Ông \u202eTrần Văn Mẫu\u202c, Bí thư \u2066Đảng ủy\u2069 xã Đốc Binh Kiều.",
    "zero width": "\ufeffĐồng chí Trần\u200b Văn\u200d Mẫu - Bí thư Đảng\u2060 ủy xã Đốc\u00ad Binh Kiều.",
    "one syllable": "a" * 1_000_000,
    "one syllable of letters with marks": "ế" * 300_000,
    "brackets": "(" * 200_000,
    "dots": "a." * 200_000,
    "nfd": unicodedata.normalize("NFD", ARTICLE),
    "capitals": ARTICLE.upper(),
    "look-alikes": ARTICLE.replace("Đ", "Ð").replace("đ", "ð"),
    "marks alone": "\u0301\u0323" * 1000,
    "emoji": "👩‍👩‍👧‍👦🇻🇳1️⃣" * 1000,
    "hangul": unicodedata.normalize("NFD", "한국어 각"),
    "line ends": ARTICLE.replace("\n", "\r\n"),
    "beyond the planes": "\U0010ffff\ue000\ufffe xã Đốc Binh Kiều",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_texts_are_unaltered_and_spans_exact(nlp, text):
    doc = nlp(text)
    assert doc.text == text
    if len(text) < 100_000:
        assert_exact(doc, text)
    else:
        assert all(text[item.start : item.end] == item.text for item in (*doc.tokens[:100], *doc.sentences[:100]))
    assert doc.to_dict()["sentences"] is not None
    bongsen.segment(text)
    normal = bongsen.normalize(text).text
    assert bongsen.normalize(normal).text == normal


def test_an_empty_text_is_an_empty_document(nlp):
    doc = nlp("")
    assert len(doc) == 0 and not doc
    assert doc.tokens == doc.words == doc.entities == doc.officials == doc.abbreviations == doc.quotations == ()
    assert doc.heading is doc.kicker is doc.byline is doc.date is None
    assert bongsen.segment("") == [] and bongsen.segment("", join="_") == "" and bongsen.normalize("").text == ""


def test_decomposed_letters_give_the_same_answer(nlp, doc):
    same = nlp(unicodedata.normalize("NFD", ARTICLE), date="2013-08-23")
    assert [unicodedata.normalize("NFC", e.text) for e in same.entities] == [e.text for e in doc.entities]
    assert [o.area.place.code for o in same.officials] == [o.area.place.code for o in doc.officials]
    assert same.normalized == doc.normalized == doc.text


def test_lone_surrogates_are_no_text(nlp):
    for call in (nlp, bongsen.segment, bongsen.normalize, lambda text: nlp.batch(["Tin.", text])):
        with pytest.raises(UnicodeEncodeError):
            call("xã \ud800 họp")


@pytest.mark.parametrize("bad", [None, 3, b"x\xc3\xa3", ["Tin."], object()], ids=lambda bad: type(bad).__name__)
def test_wrong_types_are_type_errors(nlp, bad):
    for call in (nlp, bongsen.segment, bongsen.normalize, lambda text: nlp.batch([text])):
        with pytest.raises(TypeError):
            call(bad)


def test_a_text_beyond_one_gibibyte_is_refused(nlp):
    text = "a" * (1 << 30)
    for call in (nlp, bongsen.segment):
        with pytest.raises(bongsen.TextTooLongError, match="1073741824 bytes"):
            call(text)
    with pytest.raises(bongsen.TextTooLongError, match=r"texts\[1\]"):
        nlp.batch(["Tin.", text])


def test_exceptions_are_of_one_family_and_of_the_builtin_ones():
    for error, builtin in (
        (bongsen.DateError, ValueError),
        (bongsen.TextTooLongError, ValueError),
        (bongsen.InternalError, RuntimeError),
        (bongsen.ModelError, Exception),
    ):
        assert issubclass(error, bongsen.BongsenError) and issubclass(error, builtin)


@pytest.mark.parametrize("size", [0, 1_000_000], ids=["attached", "detached"])
def test_a_fault_inside_is_a_catchable_exception(size, capfd):
    with pytest.raises(bongsen.InternalError, match=r"report it.*: on request"):
        _native._panic(size)
    assert "on request" in capfd.readouterr().err


def test_segment():
    text = "Ông Mẫu họp ở xã Đốc Binh Kiều. Nông\nthôn mới!"
    sentences = bongsen.segment(text)
    assert [word for sentence in sentences for word in sentence][:3] == ["Ông", "Mẫu", "họp"]
    assert " ".join(sentences[0]) == "Ông Mẫu họp ở xã Đốc Binh Kiều ."
    joined = bongsen.segment(text, join="_")
    assert joined == "".join(" ".join("_".join(word.split()) for word in words) + "\n" for words in sentences)
    assert "Đốc_Binh_Kiều" in joined
    with pytest.raises(TypeError):
        bongsen.segment(text, join=3)


def test_segment_is_what_the_analyser_reads(doc):
    assert bongsen.segment(ARTICLE) == [[word.text for word in sentence] for sentence in doc]


def test_normalize():
    assert bongsen.normalize("Ða\u0323i\u00a0hội\u200b").text == "Đại hội"
    assert bongsen.normalize("xã Hoà Thuỷ, xã Hòa Thủy").text == "xã Hoà Thuỷ, xã Hòa Thủy"
    assert bongsen.normalize("xã Hoà Thuỷ, quý I", tone="old").text == "xã Hòa Thủy, quý I"
    assert bongsen.normalize("ỦY BAN, hoàn, khỏe", tone="new").text == "UỶ BAN, hoàn, khoẻ"
    with pytest.raises(ValueError, match="keep, old, new"):
        bongsen.normalize("hòa", tone="cũ")
    assert bongsen.normalize("tòan thể, qúy I, kỹ sư", tone="old", i_y="i").text == "toàn thể, quý I, kĩ sư"
    assert bongsen.normalize("kĩ sư Mĩ, tỉ mỉ", i_y="y").text == "kỹ sư Mĩ, tỉ mỉ"
    with pytest.raises(ValueError, match="the styles are keep, i, y"):
        bongsen.normalize("kĩ", i_y="j")


def test_changes_are_told():
    text = "“La\u0300 Ðại\u00a0hội”"
    normal = bongsen.normalize(text)
    assert (normal.text, str(normal), normal.original) == ("“Là Đại hội”", normal.text, text)
    assert normal.changes == [
        ((2, 4), "a\u0300", "à", "compose"),
        ((5, 6), "Ð", "Đ", "look-alikes"),
        ((8, 9), "\u00a0", " ", "spaces"),
    ]
    assert text[slice(*normal.to_original(1, 3))] == "La\u0300"
    assert bongsen.normalize(text, rules={"quotes": True, "spaces": False}).text == '"Là Đại\u00a0hội"'
    with pytest.raises(ValueError, match="is no rule"):
        bongsen.normalize(text, rules={"tone": True})
    with pytest.raises(ValueError, match="is no stretch"):
        normal.to_original(3, 100)
