"""A syllable taken apart, and how it sounds."""

import unicodedata

import bongsen
import pytest


def parts(text):
    s = bongsen.syllable(text)
    return s and (s.onset, s.medial, s.nucleus, s.coda, s.rime, s.tone)


def test_a_syllable_is_taken_apart():
    assert parts("Quyết") == ("qu", "u", "yê", "t", "yêt", "sac")
    assert parts("giếng") == ("gi", "", "iê", "ng", "iêng", "sac")
    assert parts("gì") == ("gi", "", "i", "", "i", "huyen")
    assert parts("OANH") == ("", "o", "a", "nh", "oanh", "ngang")
    assert parts("hòa") == parts("hoà") == parts(unicodedata.normalize("NFD", "hoà"))
    assert repr(bongsen.syllable("áo")) == "<Syllable - - a o sac>"


def test_what_is_no_syllable_is_none():
    assert [bongsen.syllable(text) for text in ["", "John", "bac", "xã hội", "ngi", "a" * 9999]] == [None] * 6


def test_a_possible_syllable_is_in_use_or_not():
    assert all(bongsen.syllable(text).is_known for text in ["nghiêng", "Hoà", "giếng", "AN"])
    assert not bongsen.syllable("boèo").is_known


def test_a_syllable_sounds_as_in_a_dialect():
    anh = bongsen.syllable("anh")
    assert [anh.ipa(dialect) for dialect in ["north", "centre", "south"]] == ["ʔɛŋ̟˧˧", "ʔɛn˧˥", "ʔan˧˧"]
    assert anh.ipa() == anh.ipa(dialect="north")
    with pytest.raises(ValueError, match=r'"west" is no dialect: the dialects are north, centre, south'):
        anh.ipa("west")
