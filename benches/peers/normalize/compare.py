"""How fast Python programs put text into its normal form, and what becomes of it, on the same text.

    python3 benches/peers/normalize/compare.py news.txt

Beside `bongsen.normalize`: `unicodedata.normalize` of Python, and `text_normalize` of underthesea 9.2.10, which is
no part of this project: it is fetched from PyPI into a virtual environment of its own (BONGSEN_PEERS, by default
~/.cache/bongsen-peers), where this project is built and installed too.

Timed inside Python on the wall clock, the best of several runs, a text at a time of about a news article: text that
is clean, and the same text decomposed (NFD). Beside the speed: in how many texts of the clean ones something changed,
and in how many of the decomposed ones the result is other than NFC. Then the moves of tone marks in the table of
underthesea (pairs that differ by the place of the mark alone): how many `bongsen.normalize(tone=...)` makes.
"""

import argparse
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PEERS = Path(os.environ.get("BONGSEN_PEERS", Path.home() / ".cache" / "bongsen-peers")) / "normalize"
PACKAGES = ["underthesea==9.2.10"]

ASK = r"""
import sys, time, unicodedata
from pathlib import Path

import bongsen
from underthesea import text_normalize

def articles(text, size):
    texts, start = [], 0
    while start < len(text) and sum(map(len, texts)) < size:
        end = text.find("\n", start + 2000)
        end = len(text) if end < 0 else end
        texts.append(text[start:end])
        start = end + 1
    return texts

text = unicodedata.normalize("NFC", bongsen.normalize(Path(sys.argv[1]).read_text()).text)
programs = {
    "bongsen.normalize": (lambda t: bongsen.normalize(t).text, 4_000_000),
    'bongsen.normalize, tone="new"': (lambda t: bongsen.normalize(t, tone="new").text, 4_000_000),
    "unicodedata.normalize, NFC": (lambda t: unicodedata.normalize("NFC", t), 4_000_000),
    "underthesea, text_normalize": (text_normalize, 60_000),
}
print("| program | clean, MB/s | texts changed | decomposed, MB/s | not NFC of the original |\n|---|---|---|---|---|")
for name, (run, size) in programs.items():
    clean = articles(text, size)
    row = [name]
    for texts in (clean, [unicodedata.normalize("NFD", t) for t in clean]):
        best, found = float("inf"), []
        for _ in range(5):
            start = time.perf_counter()
            found = [run(t) for t in texts]
            best = min(best, time.perf_counter() - start)
        size = sum(len(t.encode()) for t in texts) / 1e6
        wrong = sum(a != b for a, b in zip(found, clean))
        row += [f"{size / best:,.1f}", f"{wrong} of {len(clean)}"]
    print("| " + " | ".join(row) + " |", flush=True)

from underthesea.pipeline.text_normalize.text_normalizer import token_map

TONES = "\u0300\u0301\u0303\u0309\u0323"

def parts(word):
    letters = unicodedata.normalize("NFD", word)
    bare = unicodedata.normalize("NFC", "".join(c for c in letters if c not in TONES))
    return bare, [c for c in letters if c in TONES]

moves = [(a, b) for a, b in token_map.items() if parts(a) == parts(b)]
missed = [(a, b) for a, b in moves if b not in (bongsen.normalize(a, tone=s).text for s in ("old", "new"))]
print(f"\nmoves of tone marks in the table of underthesea: {len(moves)}, the same here: {len(moves) - len(missed)}")
print("not so here: " + ", ".join(f"{a} > {b}" for a, b in missed[:60]))
"""


def peer_python() -> Path:
    """The interpreter that has the peers and this project."""
    python = PEERS / "bin" / "python"
    if not python.exists():
        venv.create(PEERS, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--force-reinstall", "--no-deps", str(ROOT)], check=True)
    return python


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, help="text in UTF-8, some megabytes")
    args = parser.parse_args()
    # One thread: numerical libraries would take all cores.
    environment = os.environ | {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}
    sys.exit(subprocess.run([peer_python(), "-c", ASK, args.file.resolve()], check=False, env=environment).returncode)


if __name__ == "__main__":
    main()
