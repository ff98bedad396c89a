"""How well bongsen and other programs convert addresses to the units of 1 July 2025.

    cargo build --release -p bongsen-cli
    python3 benches/peers/addresses/compare.py [--python python3.12]

The peers are no part of this project. They are fetched from PyPI into a virtual environment of their own
(BONGSEN_PEERS, by default ~/.cache/bongsen-peers) and run there by peer.py, which says how each is asked:
vietnamadminunits 1.0.4, underthesea 9.5.0, vietnam-address-converter 1.0.5, vietnam-provinces 2026.9.0 (wants Python
3.12: --python). bongsen is asked by `bongsen place --column --on DATE --to 2025-07-01` (BONGSEN, by default
target/release/bongsen), so it alone is told the day of each line; the peers are told on which side of the reform it is.

The addresses: data/gold/addresses, both halves, and each commune of before the reform in the conversion table of the
statistics office written in full (`Phường A, Quận B, Thành phố C`; BONGSEN_CORPORA, by default ../shared/data). Only
what a line is today is compared: by code, or by the new name and province for peers that give no codes.
"""

import argparse
import csv
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
PEERS = Path(os.environ.get("BONGSEN_PEERS", Path.home() / ".cache" / "bongsen-peers")) / "addresses"
CORPORA = Path(os.environ.get("BONGSEN_CORPORA", ROOT.parent / "shared" / "data"))
BONGSEN = Path(os.environ.get("BONGSEN", ROOT / "target" / "release" / "bongsen"))
PACKAGES = {
    "vietnamadminunits": "1.0.4",
    "underthesea": "9.5.0",
    "vietnam-address-converter": "1.0.5",
    "vietnam-provinces": "2026.9.0",
}
REFORM = "2025-07-01"
EVE = "2025-06-30"

Units = frozenset[str]


class Line(NamedTuple):
    address: str
    on: str
    right: Units
    group: str
    style: str


class Answer(NamedTuple):
    units: Units
    told: bool = False
    error: str = ""


class Run(NamedTuple):
    answers: list[Answer]
    speed: float


def install(python: str) -> Path:
    """The Python of the peers, with them."""
    inside = PEERS / "bin" / "python"
    if not inside.exists():
        subprocess.run([python, "-m", "venv", str(PEERS)], check=True)
        wanted = [f"{name}=={version}" for name, version in PACKAGES.items()]
        subprocess.run([str(inside), "-m", "pip", "install", "--quiet", *wanted], check=True)
    return inside


TONES = "\u0300\u0301\u0303\u0309\u0323"


def fold(name: str) -> str:
    """Small letters, and each tone at the end of its syllable, for it is written on either of two vowels."""
    syllables = re.split(r"[\s,’'-]+", unicodedata.normalize("NFD", name.lower()).strip())
    return " ".join("".join(sorted(one, key=lambda letter: letter in TONES)) for one in syllables)


PROVINCE = re.compile(rf"^({fold('tỉnh')}|{fold('thành phố')}) ")


def province_key(name: str) -> str:
    return PROVINCE.sub("", fold(name))


class Table:
    """The conversion table of the statistics office."""

    def __init__(self, path: Path) -> None:
        self.communes: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.provinces: dict[str, str] = {}
        self.lines: list[Line] = []
        targets: dict[str, set[str]] = defaultdict(set)
        written: dict[str, str] = {}
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                new_province, new, code, old, old_code, _, district, province = (" ".join(c.split()) for c in row[:8])
                if not code.isdigit():
                    continue
                number = re.search(r"\((\d+)\)", new_province)
                key = province_key(new_province.split("(")[0])
                self.communes[fold(new), key].add(f"commune:{code}")
                if number:
                    self.provinces[key] = f"province:{number[1]}"
                if old_code.isdigit():
                    address = ", ".join(name.split("(")[0].strip() for name in (old, district, province))
                    written.setdefault(fold(address), address)
                    targets[fold(address)].add(f"commune:{code}")
        for key, address in written.items():
            right = frozenset(targets[key])
            self.lines.append(Line(address, EVE, right, "one" if len(right) == 1 else "divided", ""))

    def units(self, found: Iterable[list[str]]) -> Units:
        """The units of an answer by code or by name; what is in no table is kept as it is, and is wrong."""
        units: set[str] = set()
        for commune, province in found:
            if commune.isdigit():
                units.add(f"commune:{commune:0>5}")
            elif commune:
                key = fold(commune), province_key(province)
                units |= self.communes.get(key, {f"unknown:{commune}"})
            elif province.isdigit():
                units.add(f"province:{province:0>2}")
            elif province:
                units.add(self.provinces.get(province_key(province), f"unknown:{province}"))
        return frozenset(units)


def gold(half: str) -> list[Line]:
    lines = []
    with (ROOT / "data" / "gold" / "addresses" / f"{half}.tsv").open(encoding="utf8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            right = frozenset(row["to"].split("|")) - {"-"}
            if row["status"] in ("ambiguous", "none"):
                group = row["status"]
            elif row["on"] >= REFORM:
                group = "new"
            else:
                group = "one" if len(right) == 1 else "divided"
            lines.append(Line(row["address"], row["on"], right, group, row["style"]))
    return lines


def place(addresses: list[str], on: str) -> tuple[list[Answer], float]:
    """What bongsen answers, and the seconds of the processor."""
    with tempfile.NamedTemporaryFile("w", suffix=".csv", encoding="utf8", newline="") as file:
        csv.writer(file).writerows([["address"], *([address] for address in addresses)])
        file.flush()
        command = [str(BONGSEN), "place", "--column", "address", file.name, "--on", on, "--to", REFORM]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        table = subprocess.run(command, capture_output=True, check=True).stdout.decode()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    codes = [row["place_to_code"].split("|") for row in csv.DictReader(table.splitlines())]
    assert len(codes) == len(addresses), (len(codes), len(addresses))
    levels = {2: "province", 3: "district", 5: "commune"}
    answers = [Answer(frozenset(f"{levels[len(code)]}:{code}" for code in row if code)) for row in codes]
    return answers, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def ours(lines: list[Line]) -> Run:
    by_day: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        by_day[line.on].append(at)
    answers: dict[int, Answer] = {}
    for on, places in by_day.items():
        answers |= zip(places, place([lines[at].address for at in places], on)[0], strict=True)
    # The time of many less the time of few leaves out the start.
    many = [line.address for line in lines] * max(1, 30000 // len(lines))
    seconds = min(place(many, EVE)[1] for _ in range(3)) - min(place(many[:1], EVE)[1] for _ in range(3))
    return Run([answers[at] for at in range(len(lines))], len(many) / seconds)


def theirs(name: str, lines: list[Line], table: Table, python: Path) -> Run:
    questions = [json.dumps({"address": line.address, "is_new": line.on >= REFORM}) for line in lines]
    command = [str(python), str(HERE / "peer.py"), name, "20"]
    text = "".join(question + "\n" for question in questions)
    out = subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()
    *found, last = [json.loads(line) for line in out.splitlines()]
    assert len(found) == len(lines), (len(found), len(lines))
    answers = [Answer(table.units(one["units"]), one["told"], one.get("error", "")) for one in found]
    return Run(answers, last["questions"] / last["seconds"])


def outcome(line: Line, answer: Answer) -> str:
    """What an answer is worth. A province where a commune is asked is no answer."""
    units = answer.units
    if line.group == "none":
        return "guess" if len(units) == 1 else "right" if not units else "several"
    if not any(unit.startswith("province:") for unit in line.right):
        units = frozenset(unit for unit in units if not unit.startswith("province:"))
    if line.group == "ambiguous":
        return "guess" if len(units) == 1 and not answer.told else "right"
    if not units:
        return "nothing"
    if units == line.right:
        return "right"
    if len(line.right) == 1:
        return "wrong" if len(units) == 1 else "several"
    if len(units) == 1:
        kind = "" if units <= line.right else "wrong "
        return kind + ("told" if answer.told else "guess")
    return "several"


def share(count: int, of: int) -> str:
    return f"{100 * count / of:.1f} %" if of else "-"


def report(title: str, lines: list[Line], runs: dict[str, Run]) -> None:
    size = Counter(line.group for line in lines)
    print(f"\n{title}: " + ", ".join(f"{count} {group}" for group, count in size.most_common()))
    columns = [
        ("one", ["right", "wrong", "several", "nothing"]),
        ("divided", ["right", "told", "guess", "wrong told", "wrong guess", "several", "nothing"]),
        ("new", ["right", "wrong", "several", "nothing"]),
        ("ambiguous", ["guess"]),
        ("none", ["guess", "several"]),
    ]
    for name, run in runs.items():
        count = Counter((line.group, outcome(line, one)) for line, one in zip(lines, run.answers, strict=True))
        crashes = Counter(one.error for one in run.answers if one.error)
        print(f"  {name}: {run.speed:,.0f} addresses a second; crashes {crashes.total()} {dict(crashes) or ''}")
        for group, kinds in columns:
            if size[group]:
                cells = ", ".join(f"{kind} {count[group, kind]}" for kind in kinds if count[group, kind])
                print(f"    {group}: {share(count[group, 'right'], size[group])} right ({cells})")
        guesses = sum(number for (_, kind), number in count.items() if kind in ("guess", "wrong guess"))
        print(f"    silent guesses: {guesses}")


def by_style(lines: list[Line], runs: dict[str, Run]) -> None:
    """Right answers by style; where there is no right unit, no guess is right."""
    styles = Counter(line.style for line in lines)
    print("\n| style | rows | " + " | ".join(runs) + " |\n|---|---|" + "---|" * len(runs))
    for style, size in sorted(styles.items()):
        counts = [
            sum(
                outcome(line, one) == "right"
                for line, one in zip(lines, run.answers, strict=True)
                if line.style == style
            )
            for run in runs.values()
        ]
        print(f"| {style} | {size} | " + " | ".join(map(str, counts)) + " |")


def main() -> None:
    parser = argparse.ArgumentParser(description="Addresses in the units of 1 July 2025, by bongsen and others.")
    parser.add_argument("--python", default=sys.executable, help="makes the environment of the peers; 3.12 or later")
    arguments = parser.parse_args()
    python = install(arguments.python)
    table = Table(CORPORA / "admin" / "nso_conversion_2025-07.csv")

    halves = [gold("train"), gold("test")]
    lines = halves[0] + halves[1]
    runs = {"bongsen": ours(lines)} | {name: theirs(name, lines, table, python) for name in PACKAGES}
    cut = len(halves[0])
    report("gold, both halves", lines, runs)
    report("gold, train", halves[0], {name: Run(run.answers[:cut], run.speed) for name, run in runs.items()})
    report("gold, test", halves[1], {name: Run(run.answers[cut:], run.speed) for name, run in runs.items()})
    by_style(lines, runs)

    whole = {"bongsen": ours(table.lines)} | {name: theirs(name, table.lines, table, python) for name in PACKAGES}
    report("table", table.lines, whole)


if __name__ == "__main__":
    main()
