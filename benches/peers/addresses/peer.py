"""Asks one peer about addresses; run by compare.py with the Python of the peers.

    python peer.py NAME SECONDS < questions > answers

A question is a line of JSON: the address, and whether it is written in the units from 1 July 2025 (a peer that has a
reader of its own for these is told so). An answer has `units`, each a list of the new commune and the new province by
code or by name, a commune empty when only the province was found; `told`, whether the peer said that a unit which it
names is one of several; and `error`. A last line has the seconds of the processor for all questions.
"""

import json
import sys
import time
from collections.abc import Callable, Iterable
from importlib import import_module
from typing import Any

# What a peer may take for the speed alone.
LEAST = 2000

Answer = dict[str, Any]
Ask = Callable[[str, bool], Answer]


def answer(units: Iterable[tuple[Any, Any]], told: bool = False) -> Answer:
    found = [[str(commune or ""), str(province or "")] for commune, province in units]
    return {"units": [unit for unit in found if any(unit)], "told": told}


def vietnamadminunits() -> Ask:
    """`convert_address`; addresses of the new units by `parse_address`.

    For a divided commune and a street it asks a geocoder on the Internet. Here it gets the answer for a place that the
    geocoder does not know, upon which it takes its default, so that no address is sent anywhere.
    """
    package = import_module("vietnamadminunits")
    import_module("vietnamadminunits.converter.converter_2025").get_geo_location = lambda _: None

    def ask(address: str, is_new: bool) -> Answer:
        unit = package.parse_address(address) if is_new else package.convert_address(address)
        return answer([(unit.ward_code, unit.province_code)])

    return ask


def underthesea() -> Ask:
    """`convert_address`; it has no reader of the new units. It says when a commune was divided."""
    package = import_module("underthesea.address")

    def ask(address: str, is_new: bool) -> Answer:
        found = package.convert_address(address)
        told = found.mapping_type is not None and found.mapping_type.value == "divided"
        return answer([(found.new.ward, found.new.province)], told)

    return ask


def vietnam_address_converter() -> Ask:
    """`convert_address_text`, which gives all candidates where `auto_convert_address` takes the first."""
    package = import_module("vietnam_address_converter")
    parse_new = import_module("vietnam_address_converter.text").parse_new_address_text

    def unit(found: dict[str, Any]) -> tuple[str, str]:
        names = [(found.get(key) or {}).get("name_with_type") for key in ("new_ward", "new_province")]
        return names[0], names[1]

    def ask(address: str, is_new: bool) -> Answer:
        if is_new:
            return answer([unit(parse_new(address))])
        conversion = package.convert_address_text(address)["conversion"]
        return answer(map(unit, [conversion["result"]] if conversion["result"] else conversion["candidates"]))

    return ask


def vietnam_provinces() -> Ask:
    """Tables and a search by name, no reader of addresses: the parts between commas are looked up from the right.

    A part that names no district is looked up as a commune, one that begins with the class of a commune at once. Of
    what a search finds the first is taken, and the communes that are called the same.
    """
    new = import_module("vietnam_provinces")
    old = import_module("vietnam_provinces.legacy")

    def best(found: tuple[Any, ...]) -> list[Any]:
        return [one for one in found if one.name == found[0].name]

    def ask(address: str, is_new: bool) -> Answer:
        parts = [part.strip() for part in reversed(address.split(",")) if part.strip()]
        is_province = bool(parts) and (new if is_new else old).Province.search(parts[0])
        province = is_province[0].code if is_province else None
        rest = parts[1:] if is_province else parts
        wards: list[Any] = []
        if is_new:
            for part in rest:
                wards = wards or best(new.Ward.search(part, province=province))
        else:
            district = None
            for part in rest:
                is_ward = part.lower().startswith(("xã ", "phường ", "thị trấn "))
                districts = () if district or wards or is_ward else old.District.search(part, province=province)
                if districts:
                    district = districts[0].code
                else:
                    wards = wards or best(old.Ward.search(part, district=district, province=province))
            found = [one for ward in wards for one in current(ward.code)]
            if not wards and district:
                found = new.Ward.search_from_legacy_district(code=district.value)
            wards = [one.ward for one in found]
        if wards:
            return answer((ward.code.value, ward.province_code.value) for ward in wards)
        if province and not is_new:
            provinces = new.Province.search_from_legacy(code=province.value)
            return answer((None, one.province.code.value) for one in provinces)
        return answer([(None, province.value)] if province else [])

    def current(code: Any) -> tuple[Any, ...]:
        return new.Ward.search_from_legacy(code=code.value)

    return ask


PEERS: dict[str, Callable[[], Ask]] = {
    "vietnamadminunits": vietnamadminunits,
    "underthesea": underthesea,
    "vietnam-address-converter": vietnam_address_converter,
    "vietnam-provinces": vietnam_provinces,
}


def guarded(ask: Ask, address: str, is_new: bool) -> Answer:
    try:
        return ask(address, is_new)
    except Exception as error:
        return {"units": [], "told": False, "error": type(error).__name__}


def main() -> None:
    ask = PEERS[sys.argv[1]]()
    most = float(sys.argv[2])
    questions = [json.loads(line) for line in sys.stdin]
    # Tables that are loaded at the first question are not counted.
    guarded(ask, "Xã A, Huyện B, Tỉnh C", False)
    guarded(ask, "Xã A, Tỉnh C", True)
    start, done = time.process_time(), 0
    answers = [guarded(ask, one["address"], one["is_new"]) for one in questions]
    done += len(questions)
    while done < LEAST and time.process_time() - start < most:
        for one in questions:
            guarded(ask, one["address"], one["is_new"])
        done += len(questions)
    seconds = time.process_time() - start
    for one in answers:
        print(json.dumps(one, ensure_ascii=False))
    print(json.dumps({"questions": done, "seconds": seconds}))


if __name__ == "__main__":
    main()
