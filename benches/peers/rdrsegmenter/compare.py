"""How far bongsen and VnCoreNLP (RDRsegmenter) agree, and how both score on annotated words.

    make test-python     # once: builds the package into .venv
    .venv/bin/python benches/peers/rdrsegmenter/compare.py [--paragraphs 6000] [--examples 8]

VnCoreNLP is GPL-3.0 and no part of this project. It is fetched from PyPI into a folder of its own (BONGSEN_PEERS, by
default ~/.cache/bongsen-peers) and run there as a program: the wheel python_vncorenlp 0.1.8 holds its classes (cut text
into sentences and tokens, join tokens into words), the wheel python_rdrsegmenter 0.1.1 the models that they need.
Wanted: pip, and a JDK of version 11 or later. Corpora: BONGSEN_CORPORA, by default ../shared/data.

Two texts are compared word by word over the characters that are neither white space nor underscores. A paragraph where
these are not equal in number (decomposed letters, invisible characters) cannot be compared and is counted.
"""

import argparse
import lzma
import os
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections import Counter, defaultdict
from pathlib import Path

import bongsen

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
PEERS = Path(os.environ.get("BONGSEN_PEERS", Path.home() / ".cache" / "bongsen-peers")) / "rdrsegmenter"
CORPORA = Path(os.environ.get("BONGSEN_CORPORA", ROOT.parent / "shared" / "data"))
WHEELS = ["python_vncorenlp==0.1.8", "python_rdrsegmenter==0.1.1"]

Sentences = list[list[str]]


def install() -> None:
    """Fetches the peer and compiles the driver, unless that was done."""
    if not (PEERS / "python_rdrsegmenter").exists() or not (PEERS / "python_vncorenlp").exists():
        PEERS.mkdir(parents=True, exist_ok=True)
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(PEERS)]
        subprocess.run([*pip, *WHEELS], check=True)
        for wheel in PEERS.glob("*.whl"):
            with zipfile.ZipFile(wheel) as archive:
                archive.extractall(PEERS)
    subprocess.run(["javac", "-cp", jar(), "-d", str(PEERS), str(HERE / "Peer.java")], check=True)


def jar() -> str:
    return str(PEERS / "python_vncorenlp" / "data" / "vncorenlp.jar")


def peer(lines: list[str], mode: str) -> list[Sentences]:
    """The sentences of the peer for each line."""
    models = [str(PEERS / "python_rdrsegmenter" / name) for name in ("vi-vocab", "wordsegmenter.rdr")]
    command = ["java", "-cp", f"{jar()}{os.pathsep}{PEERS}", "Peer", *models, mode]
    text = "".join(line + "\n" for line in lines)
    answer = subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout.decode()
    found: list[Sentences] = []
    block: Sentences = []
    for line in answer.split("\n")[:-1]:
        if line:
            block.append(line.split(" "))
        else:
            found.append(block)
            block = []
    assert len(found) == len(lines), (len(found), len(lines))
    return found


def words(line: str) -> Sentences:
    """The words of bongsen."""
    return [["_".join(word.split()) for word in sentence] for sentence in bongsen.segment(line)]


NLP = bongsen.Analyzer()


def form(line: str) -> Sentences:
    """The form of VnCoreNLP as bongsen writes it."""
    return [sentence.split(" ") for sentence in NLP.segment(line).to_vncorenlp().splitlines()]


def spans(sentences: Sentences) -> list[tuple[int, int, str]]:
    at, found = 0, []
    for word in (word for sentence in sentences for word in sentence if word.strip("_")):
        size = len(word.replace("_", ""))
        found.append((at, at + size, word))
        at += size
    return found


class Agreement:
    """Counts over pairs of answers."""

    def __init__(self) -> None:
        self.ours = self.theirs = self.same = self.identical = 0
        self.sentences = self.same_sentences = self.left_out = self.paragraphs = 0
        self.differences: Counter[tuple[str, str]] = Counter()

    def add(self, ours: Sentences, theirs: Sentences) -> None:
        self.paragraphs += 1
        a, b = spans(ours), spans(theirs)
        if (a[-1][1] if a else 0) != (b[-1][1] if b else 0):
            self.left_out += 1
            return
        by_span = {(start, end): word for start, end, word in b}
        common = [(word, by_span[start, end]) for start, end, word in a if (start, end) in by_span]
        self.ours += len(a)
        self.theirs += len(b)
        self.same += len(common)
        self.identical += sum(x == y for x, y in common)
        rest = Counter(map(" ".join, theirs))
        for sentence in map(" ".join, ours):
            self.sentences += 1
            if rest[sentence]:
                rest[sentence] -= 1
                self.same_sentences += 1
        self.regions(a, b)

    def regions(self, a: list[tuple[int, int, str]], b: list[tuple[int, int, str]]) -> None:
        """Counts the least stretches on which the two differ."""
        i = j = 0
        for end in sorted({e for _, e, _ in a} & {e for _, e, _ in b}):
            x, y = [], []
            while i < len(a) and a[i][1] <= end:
                x.append(a[i][2])
                i += 1
            while j < len(b) and b[j][1] <= end:
                y.append(b[j][2])
                j += 1
            if x != y:
                self.differences[" ".join(x), " ".join(y)] += 1

    def print(self, name: str) -> None:
        f1 = 200 * self.same / (self.ours + self.theirs)
        print(
            f"{name}: {self.sentences:,} sentences, {self.ours:,} words (peer {self.theirs:,}); word F1 {f1:.2f}, "
            f"tokens identical {100 * self.identical / self.ours:.2f} %, "
            f"sentences identical {100 * self.same_sentences / self.sentences:.1f} %; "
            f"not comparable {self.left_out} of {self.paragraphs} paragraphs"
        )

    def causes(self, examples: int) -> None:
        by_cause: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        for pair, count in self.differences.items():
            by_cause[cause(*pair)][pair] += count
        total = self.differences.total()
        for name, pairs in sorted(by_cause.items(), key=lambda item: -item[1].total()):
            shown = ", ".join(f"{x} | {y} ({n})" for (x, y), n in pairs.most_common(examples))
            print(f"  {pairs.total():6,} {100 * pairs.total() / total:5.1f} %  {name}: {shown}")


def bare(text: str) -> str:
    """Without tone marks and spaces."""
    marks = "\u0300\u0301\u0303\u0309\u0323"
    return "".join(c for c in unicodedata.normalize("NFD", text) if c not in marks)


def cause(ours: str, theirs: str) -> str:
    """Why the two differ, by what the stretch looks like."""
    if ours.split(" ") != theirs.split(" ") and bare(ours) == bare(theirs):
        return "tone style"
    letters = re.sub(r"[\s_]", "", ours)
    if re.search(r"\d+/\d+/|\d/[A-ZĐ]|\d+-[A-ZĐ]+/", letters):
        return "document numbers"
    if re.search(r"\d", letters):
        return "numbers and units"
    if re.search(r"[^\W_]-[^\W_]", letters):
        return "hyphens"
    if re.search(r"[^\W_][.][^\W_]", letters):
        return "lost space after a dot, initials"
    if re.search(r"[^\w]", letters):
        return "other marks"
    syllables = re.split(r"[\s_]+", ours)
    if len(letters) > 2 and letters.isupper():
        return "all capitals"
    if all(s[:1].isupper() for s in syllables):
        return "names (every syllable with a capital)"
    size = len(re.split(r"\s+", ours)), len(re.split(r"\s+", theirs))
    if size[0] < size[1] == len(syllables):
        return "a word here, syllables there"
    if size[1] < size[0] == len(syllables):
        return "syllables here, a word there"
    return "words cut elsewhere"


def paragraphs(corpus: str, count: int) -> list[str]:
    """Every k-th paragraph of prose of a corpus."""
    starts = re.compile(r"(\d+\.|[a-zđ]\)|Điều|Chương|Mục)")
    found, buffer = [], []

    def close() -> None:
        text = " ".join(buffer)
        buffer.clear()
        marked = sum(c > "\x7f" for c in text)
        if 60 <= len(text) < 5000 and text[0].isalnum() and marked * 8 > len(text):
            found.append(text)

    with lzma.open(CORPORA / "raw" / f"{corpus}.txt.xz", "rt", encoding="utf8") as file:
        for line in file:
            line = " ".join(line.split())
            is_prose = bool(line) and "|" not in line and line[0] not in "#>-*!`"
            # An encyclopedia page has a paragraph a line; a law is wrapped.
            if not is_prose or corpus != "law" or starts.match(line):
                close()
            if is_prose:
                buffer.append(line)
    close()
    return found[:: max(1, len(found) // count)][:count]


def treebank(path: Path) -> list[Sentences]:
    """The gold words of a CoNLL-U file or of lines with underscores; a sentence each."""
    text = path.read_text(encoding="utf8")
    if path.suffix == ".txt":
        return [[line.split(" ")] for line in text.splitlines() if line.strip()]
    blocks = [block for block in text.split("\n\n") if block.strip()]
    rows = [[line.split("\t") for line in block.splitlines() if not line.startswith("#")] for block in blocks]
    return [[[row[1].replace(" ", "_") for row in block if row[0].isdigit()]] for block in rows]


def score(name: str, gold: list[Sentences]) -> None:
    """Both against gold words, on tokens as the gold has them."""
    lines = [" ".join(word.replace("_", " ") for word in sentence[0]) for sentence in gold]
    for who, answers in (("bongsen", [words(line) for line in lines]), ("RDRsegmenter", peer(lines, "tokens"))):
        agreement = Agreement()
        for answer, right in zip(answers, gold, strict=True):
            agreement.add(answer, right)
        f1 = 200 * agreement.same / (agreement.ours + agreement.theirs)
        print(f"{name}: {who} F1 {f1:.2f} ({agreement.left_out} of {len(gold)} sentences not comparable)")


def main() -> None:
    parser = argparse.ArgumentParser(description="Agreement of bongsen and VnCoreNLP, and their scores.")
    parser.add_argument("--paragraphs", type=int, default=6000, help="of each corpus")
    parser.add_argument("--examples", type=int, default=6, help="of each cause")
    arguments = parser.parse_args()
    install()
    texts = {name: paragraphs(name, arguments.paragraphs) for name in ("wiki", "law")}
    samples = sorted((ROOT / "data" / "samples").glob("*.txt"))
    texts["samples"] = [line for path in samples for line in path.read_text("utf8").splitlines() if line.strip()]
    for name, lines in texts.items():
        theirs = peer(lines, "raw")
        for title, ours in (("words", map(words, lines)), ("form", map(form, lines))):
            agreement = Agreement()
            for one, other in zip(ours, theirs, strict=True):
                agreement.add(one, other)
            agreement.print(f"{name}, {title}")
        agreement.causes(arguments.examples)
    for part in ("dev", "test"):
        score(f"UD_Vietnamese-VTB {part}", treebank(CORPORA / "segmentation" / f"vi_vtb-ud-{part}.conllu"))
    for part in ("dev", "test"):
        files = sorted((ROOT / "data" / "gold" / "words").glob(f"*.{part}.txt"))
        score(f"data/gold/words, {part}", [sentence for path in files for sentence in treebank(path)])


if __name__ == "__main__":
    main()
