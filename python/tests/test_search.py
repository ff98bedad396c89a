"""Searching without marks and sorting as a dictionary does."""

import unicodedata

import bongsen
import pytest


def test_a_text_is_found_whatever_its_marks():
    text = "Xã Đốc Binh Kiều; " + unicodedata.normalize("NFD", "xã Đốc Binh Kiều")
    found = [text[start:end] for start, end in bongsen.find(text, "doc binh")]
    assert [unicodedata.normalize("NFC", part) for part in found] == ["Đốc Binh", "Đốc Binh"]
    assert bongsen.find("Má mạ mă", "ma", ignore="tones") == [(0, 2), (3, 5)]
    assert bongsen.find("Má ma", "ma", ignore="nothing") == [(3, 5)]
    assert bongsen.find("Xã xã", "Xa", case=True) == [(0, 2)]
    assert bongsen.find("ban An", "an", words=True) == [(4, 6)]
    assert bongsen.find("a", "") == []
    with pytest.raises(ValueError, match="what is ignored"):
        bongsen.find("a", "a", ignore="marks")


def test_names_sort_as_in_a_dictionary():
    names = ["Đạt", "Dũng", "Ân", "An", "Ánh", "Ăn", "Anh"]
    assert sorted(names, key=bongsen.sort_key) == ["An", "Anh", "Ánh", "Ăn", "Ân", "Dũng", "Đạt"]
    assert bongsen.sort_key("ế") == bongsen.sort_key(unicodedata.normalize("NFD", "ế"))
