"""What the tests share."""

import os
from pathlib import Path

import bongsen
import pytest

ROOT = Path(__file__).resolve().parents[2]
CORPORA = Path(os.environ.get("BONGSEN_CORPORA", ROOT.parent / "shared" / "data"))

# Written for these tests: the persons are invented, the places are real.
ARTICLE = """Xã Đốc Binh Kiều họp chi bộ

Sáng 20/08/2013, đồng chí Trần Văn Mẫu - Bí thư Đảng ủy xã Đốc Binh Kiều cho biết: “Xã đã đạt chuẩn nông thôn mới”. \
Ông Lê Thử Nghiệm - nguyên Chủ tịch UBND huyện Tháp Mười cũng dự họp.

Các đảng viên (ĐV) góp ý sôi nổi. Mỗi ĐV nhận một việc 🪷."""


@pytest.fixture(scope="session")
def nlp() -> bongsen.Analyzer:
    return bongsen.Analyzer()


@pytest.fixture(scope="session")
def doc(nlp: bongsen.Analyzer) -> bongsen.Document:
    return nlp(ARTICLE, date="2013-08-23")


def items(doc: bongsen.Document) -> list[bongsen.Item]:
    """Every item of a document."""
    found: list[bongsen.Item] = [*doc.tokens, *doc.words, *doc.sentences, *doc.entities]
    found += [*doc.officials, *doc.abbreviations, *doc.quotations]
    found += [span for span in (doc.heading, doc.kicker, doc.byline) if span is not None]
    for sentence in doc.sentences:
        found += [*sentence.words, *sentence.tokens]
    for abbreviation in doc.abbreviations:
        found += [abbreviation.short, abbreviation.long, *abbreviation.uses]
    found += [quotation.cue for quotation in doc.quotations if quotation.cue is not None]
    return found


def assert_exact(doc: bongsen.Document, text: str) -> None:
    """The text is unaltered, and every item is where it says, in each unit of offsets."""
    assert doc.text == text
    utf8, utf16 = text.encode(), text.encode("utf-16-le")
    for item in items(doc):
        assert text[item.start : item.end] == item.text, item
        assert item.span() == item.span("chars") == (item.start, item.end)
        start, end = item.span("bytes")
        assert utf8[start:end].decode() == item.text
        start, end = item.span("utf16")
        assert utf16[2 * start : 2 * end].decode("utf-16-le") == item.text
