"""The stub says what is there, and the examples in the docs run."""

import doctest
import subprocess
import sys
from pathlib import Path

import bongsen

USAGE = Path(__file__).with_name("usage.py")


def run(*arguments: object) -> None:
    done = subprocess.run([sys.executable, *map(str, arguments)], capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_stub_is_true():
    run("-m", "mypy.stubtest", "--ignore-disjoint-bases", "bongsen._native")


def test_a_program_that_uses_everything_is_well_typed():
    run("-m", "mypy", "--strict", "--no-error-summary", USAGE)


def test_that_program_runs_without_a_warning():
    run("-W", "error", USAGE)


def test_the_examples_in_the_docs_run():
    result = doctest.testmod(bongsen)
    assert result.attempted >= 6 and result.failed == 0


def test_everything_public_is_documented():
    for name in bongsen.__all__:
        thing = getattr(bongsen, name)
        assert name == "__version__" or thing.__doc__, name
        members = vars(thing) if isinstance(thing, type) else {}
        undocumented = [m for m, value in members.items() if not m.startswith("_") and not value.__doc__]
        assert not undocumented, (name, undocumented)
