"""How well and how fast bongsen and pyvi put diacritics back, on the same lines.

    cargo build --release -p bongsen-cli
    cargo run --release -p bongsen-train -- restore --lines held/
    python3 benches/peers/restore/compare.py held/news.txt held/law.txt

The files hold lines of documents that the model of bongsen was not made from (`--lines` writes them; whether pyvi's
was made
from any of them is not known). pyvi 0.1.1 is no part of this project: it is fetched from PyPI into a virtual
environment of
its own (BONGSEN_PEERS, by default ~/.cache/bongsen-peers) and asked by `ViUtils.add_accents`, a line at a time.
bongsen is asked
by `bongsen normalize --restore` (BONGSEN, by default target/release/bongsen).

The marks of each line are taken off, and what comes back is compared word by word (letters only, whatever the case
and the
tone style); a line whose words cannot be paired, because a program joined or cut some, counts as wrong for that
program;
a line
on which pyvi raises an exception is counted, and left out for both programs. Times are processor time with the start of
the program, all lines asked.
"""

import argparse
import os
import re
import resource
import subprocess
import sys
import unicodedata
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
PEERS = Path(os.environ.get("BONGSEN_PEERS", Path.home() / ".cache" / "bongsen-peers")) / "restore"
BONGSEN = Path(os.environ.get("BONGSEN", ROOT / "target" / "release" / "bongsen"))
PACKAGES = ["pyvi==0.1.1"]

ASK = """
import sys
from pyvi import ViUtils
for line in sys.stdin:
    line = line.rstrip("\\n")
    try:
        print(ViUtils.add_accents(line).replace("\\n", " "))
    except Exception:
        print("\\x00")
"""

# What stands for the answer to a line on which the peer raised.
RAISED = "\x00"

WORD = re.compile(r"[^\W\d_]+")
TONES = str.maketrans({"\u0300": "1", "\u0301": "2", "\u0303": "3", "\u0309": "4", "\u0323": "5"})


def bare(text: str) -> str:
    """The text without diacritics."""
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def folded(word: str) -> str:
    """A word in small letters, its tone behind it: the same in either tone style."""
    letters = unicodedata.normalize("NFD", word.lower()).translate(TONES)
    tone = "".join(c for c in letters if c in "12345")
    return "".join(c for c in letters if c not in "12345") + tone


def peer_python() -> Path:
    """The interpreter that has the peer."""
    python = PEERS / "bin" / "python"
    if not python.exists():
        venv.create(PEERS, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return python


def answers(command: list[str], lines: list[str]) -> tuple[list[str], float]:
    """What a program makes of lines, and its processor time in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    text = "\n".join(lines) + "\n"
    # One thread: numerical libraries would take all cores.
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(command, input=text, text=True, capture_output=True, check=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.stdout.splitlines(), after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--lines", type=int, default=5000, help="lines of each file, spread over it")
    args = parser.parse_args()
    programs = {
        "bongsen": [str(BONGSEN), "normalize", "--restore"],
        "pyvi": [str(peer_python()), "-c", ASK],
    }
    print("| lines | program | words | right | unpaired lines | seconds | kB/s |\n|---|---|---|---|---|---|---|")
    for path in args.files:
        lines = [unicodedata.normalize("NFC", line) for line in path.read_text().splitlines() if line.strip()]
        lines = lines[:: max(1, len(lines) // args.lines)][: args.lines]
        asked = [bare(line) for line in lines]
        found = {name: answers(command, asked) for name, command in programs.items()}
        for name, (answer, _) in found.items():
            if len(answer) != len(lines):
                sys.exit(f"{name}: {len(answer)} answers to {len(lines)} lines")
        raised = [answer == RAISED for answer in found["pyvi"][0]]
        for name, (given, seconds) in found.items():
            words = right = unpaired = 0
            for line, answer, skip in zip(lines, given, raised, strict=True):
                if skip:
                    continue
                gold, got = WORD.findall(line), WORD.findall(unicodedata.normalize("NFC", answer))
                words += len(gold)
                if len(gold) != len(got):
                    unpaired += 1
                    continue
                right += sum(folded(a) == folded(b) for a, b in zip(gold, got, strict=True))
            size = sum(len(line) + 1 for line in asked) / 1000
            shares = f"{right / words:.2%} | {unpaired} | {seconds:.1f} | {size / seconds:,.0f}"
            print(f"| {path.stem}, {len(lines)} | {name} | {words} | {shares} |", flush=True)
        print(f"pyvi raised an exception on {sum(raised)} of {len(lines)} lines of {path.stem}", file=sys.stderr)


if __name__ == "__main__":
    main()
