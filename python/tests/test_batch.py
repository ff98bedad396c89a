"""Many texts: the same answers, in order, from any number of threads."""

import datetime
import os
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import bongsen
import pytest
from conftest import ARTICLE

TEXTS = [ARTICLE[i:] for i in range(0, 300, 7)] + ["", "Tin."] + [ARTICLE * 30]


@pytest.fixture(scope="module")
def single(nlp) -> list[str]:
    return [nlp(text).to_json(words=True) for text in TEXTS]


@pytest.mark.parametrize("threads", [None, 1, 2, 5, 1000])
def test_a_batch_is_the_single_answers_in_order(nlp, single, threads):
    assert [doc.to_json(words=True) for doc in nlp.batch(TEXTS, threads=threads)] == single


def test_any_iterable_is_read(nlp):
    assert [doc.text for doc in nlp.batch(text for text in TEXTS)] == TEXTS
    assert nlp.batch([]) == [] and nlp.batch((), dates=()) == []


def test_dates_go_with_their_texts(nlp):
    docs = nlp.batch(["Một.", "Hai.", "Ba."], dates=["2013-08-23", None, datetime.date(2025, 7, 1)])
    assert [doc.date for doc in docs] == [datetime.date(2013, 8, 23), None, datetime.date(2025, 7, 1)]
    with pytest.raises(ValueError, match="2 texts and 1 dates"):
        nlp.batch(["Một.", "Hai."], dates=["2013-08-23"])
    with pytest.raises(bongsen.DateError):
        nlp.batch(["Một."], dates=["hôm qua"])


def test_one_text_is_no_batch(nlp):
    with pytest.raises(TypeError, match="not one str"):
        nlp.batch("Tin.")
    with pytest.raises(TypeError, match="not one str"):
        nlp.batch(["Tin."], dates="2013-08-23")
    with pytest.raises(TypeError):
        nlp.batch(None)


def test_threads_must_be_some(nlp):
    with pytest.raises(ValueError, match="1 or more"):
        nlp.batch(["Tin."], threads=0)
    with pytest.raises(OverflowError):
        nlp.batch(["Tin."], threads=-1)


def test_an_error_of_the_iterable_comes_through(nlp):
    def texts():
        yield "Tin."
        raise LookupError("hết tin")

    with pytest.raises(LookupError, match="hết tin"):
        nlp.batch(texts())


def test_one_analyser_serves_many_threads(nlp, single):
    with ThreadPoolExecutor(8) as pool:
        for answer, expected in zip(pool.map(nlp, TEXTS * 3), single * 3, strict=True):
            assert answer.to_json(words=True) == expected
        batches = list(pool.map(lambda _: [doc.to_json(words=True) for doc in nlp.batch(TEXTS)], range(4)))
    assert batches == [single] * 4


def test_one_document_serves_many_threads(nlp):
    doc = nlp(ARTICLE * 20)
    ready = threading.Barrier(8)

    def read(_):
        ready.wait()
        return doc.words, doc.entities, [item.start for item in doc.entities]

    with ThreadPoolExecutor(8) as pool:
        (first, *others) = pool.map(read, range(8))
    assert all(other[0] is first[0] and other[1] is first[1] and other[2] == first[2] for other in others)


def test_other_threads_run_during_a_long_text(nlp):
    ticks = []
    done = threading.Event()

    def tick():
        while not done.is_set():
            ticks.append(time.monotonic())
            time.sleep(0.0005)

    text = ARTICLE * 4000
    ticker = threading.Thread(target=tick)
    ticker.start()
    start = time.monotonic()
    nlp(text)
    end = time.monotonic()
    done.set()
    ticker.join()
    assert sum(start < at < end for at in ticks) >= 5


INTERRUPTED = """
import os, signal, sys, threading
import bongsen
# A process in the background may have been started with SIGINT ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
nlp = bongsen.Analyzer()
texts = [sys.argv[1] * 200] * 5000
threading.Timer(0.3, os.kill, (os.getpid(), signal.SIGINT)).start()
try:
    nlp.batch(texts)
except KeyboardInterrupt:
    print("stopped", nlp("Tin.").text)
"""


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_ctrl_c_stops_a_batch():
    # 600 MB of text: more than is read in the time that is allowed.
    command = [sys.executable, "-c", INTERRUPTED, ARTICLE]
    run = subprocess.run(command, capture_output=True, text=True, timeout=20)
    assert run.stdout == "stopped Tin.\n", run.stderr


@pytest.mark.skipif(not hasattr(os, "fork"), reason="fork of POSIX")
def test_a_forked_child_can_batch_too(nlp, single):
    code = """
import os, sys, warnings
import bongsen
warnings.simplefilter("ignore")
nlp = bongsen.Analyzer()
texts = ["Xã Đốc Binh Kiều họp."] * 50
nlp.batch(texts, threads=4)
child = os.fork()
if child == 0:
    os._exit(len(nlp.batch(texts, threads=4)))
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert run.stdout == "50\n", run.stderr
