"""The register of units, addresses and conversions, from Python."""

import datetime

import bongsen
import pytest

REFORM = "2025-07-01"


@pytest.fixture(scope="module")
def places():
    return bongsen.Places()


def test_a_code_means_a_unit_on_a_day(places):
    then, now = places.get("26740", on="2013-08-23"), places.get("26740", on=datetime.date(2025, 7, 1))
    assert (then.full_name, now.full_name) == ("phường Bến Nghé", "phường Sài Gòn")
    assert [unit.full_name for unit in then.parents] == ["quận 1", "thành phố Hồ Chí Minh"]
    assert places.get("99999", on=REFORM) is None
    assert (then.parents[-1].iso_code, then.iso_code, now.parents[0].iso_code) == ("VN-SG", None, "VN-SG")
    assert len(places.units("commune", on="2013-12-31")) == 11102
    assert (len(places.units("district", on="2013-12-31")), len(places.units("province"))) == (708, 34)


def test_units_lead_to_each_other(places):
    commune = places.get("30061", on=REFORM)
    assert [(unit.code, share) for unit, share in commune.predecessors] == [("30049", "whole"), ("30061", "whole")]
    old = commune.predecessors[0][0]
    assert [(unit.code, share) for unit, share in old.successors] == [("30061", "whole")]
    district = old.parents[0]
    assert old in district.children and district.name == "Tháp Mười"
    assert old.on_day(REFORM).unit == commune.on_day(REFORM).unit


def test_names_are_looked_up(places):
    district = places.lookup("huyện Tháp Mười", on="2013-08-23")[0]
    inside = places.lookup("Tân Kiều", on="2013-08-23", within=district)
    assert [unit.code for unit in inside] == ["30049"]
    assert places.lookup("Không Có Đâu") == ()


def test_an_address_is_read(places):
    text = "26 Nguyễn Huệ, P. Bến Nghé, Q.1, TP.HCM"
    address = places.parse_address(text, on="2024-01-01")
    assert (address.unit.code, address.how, address.rest) == ("26740", "chain", "26 Nguyễn Huệ")
    assert (address.commune.name, address.district.code, address.province.code) == ("Bến Nghé", "760", "79")
    start, end = address.span_of("district")
    assert text[start:end] == "Q.1"
    assert repr(address) == "<Address phường Bến Nghé 26740 (chain)>"
    many = places.parse_address("xã Tân Lập", on="2020-01-01")
    assert many.unit is None and many.candidate_count > 20 and len(many.candidates) == 8
    assert places.parse_address("").how == "unknown"
    # Without a day, the newest era in which it makes sense.
    assert str(places.parse_address("xã Tân Kiều, huyện Tháp Mười").on) == "2025-06-30"


def test_many_addresses_at_once(places):
    texts = ["xã Tân Kiều, huyện Tháp Mười", "Paris", "phường 5, quận 8, TP.HCM"] * 5000
    read = places.parse_addresses(texts, on="2024-01-01")
    assert len(read) == 15000
    assert [address.unit and address.unit.code for address in read[:3]] == ["30049", None, "27418"]
    with pytest.raises(TypeError):
        places.parse_addresses(["a", 1])


def test_conversions_say_what_became(places):
    merged = places.convert("xã Tân Kiều, huyện Tháp Mười, Đồng Tháp", REFORM, on="2013-08-23")
    assert (merged.status, merged.unit.full_name, str(merged.on)) == ("merged", "xã Đốc Binh Kiều", REFORM)
    divided = places.convert("phường 5, quận 8, TP.HCM", REFORM)
    assert (divided.status, divided.unit) == ("divided", None)
    assert [unit.code for unit in divided.units] == ["27418", "27424"]
    assert divided.shares == ("part", "part")
    assert places.convert("xã Tân Lập", REFORM, on="2020-01-01").status == "ambiguous"
    assert places.convert("Paris", REFORM).status == "not-found"
    back = places.convert(merged.unit, "2013-08-23")
    assert [unit.name for unit in back.units] == ["Tân Kiều", "Đốc Binh Kiều"]
    assert repr(merged) == "<Conversion merged on 2025-07-01: xã Đốc Binh Kiều>"


def test_bad_arguments_are_said(places):
    with pytest.raises(bongsen.DateError):
        places.parse_address("Hà Nội", on="1/7/2025")
    with pytest.raises(ValueError, match="a level is"):
        places.units("village")
    with pytest.raises(TypeError, match="a Unit or the str"):
        places.convert(5, REFORM)
    with pytest.raises(TypeError):
        places.convert("Hà Nội", None)
