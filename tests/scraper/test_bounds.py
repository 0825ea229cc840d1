"""No text raises, none is read in two ways, and none costs more than its length.

That is counted, not timed: the lines of the program that run. What patterns cost inside does
not show in that; there a process has minutes of CPU for what takes seconds.
"""

import resource
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings

from scraper.parse import Parser
from tests.fuzz.families import FAMILIES, Family
from tests.fuzz.growth import steps
from tests.scraper.wikitext import broken

TITLE = "Foreign relations of Mongolia"
_ROOT = Path(__file__).parents[2]
_CORPUS = sorted((_ROOT / "tests" / "fuzz" / "corpus").iterdir())
_CPU = 300  # seconds, for what takes some ten


@pytest.fixture(scope="module", autouse=True)
def _all_is_loaded():
    Parser().parse(TITLE, "{{a|{{b}}}} is a member of [[UN]]")


@settings(max_examples=150)
@given(broken)
def test_any_text_is_read_and_read_alike_by_two_parsers(text: str):
    first = Parser()

    assert first.parse(TITLE, text) == Parser().parse(TITLE, text) == first.parse(TITLE, text)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_three_times_the_text_is_three_times_the_work(family: Family):
    once, threefold = steps(family.sized(500)), steps(family.sized(1_500))

    assert threefold <= 3.5 * once + 500


def test_texts_that_once_cost_too_much_are_read_in_time():
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.endurance"],
        cwd=_ROOT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (_CPU, _CPU)),
        capture_output=True,
        text=True,
    )

    assert done.stdout.splitlines()[-1] == "all are read", done.stderr


def test_what_the_fuzzer_found_is_read_and_read_alike():
    for path in _CORPUS:
        text = path.read_bytes().decode("utf-8", "replace")

        assert Parser().parse(TITLE, text) == Parser().parse(TITLE, text), path.name


def test_there_is_a_corpus():
    assert len(_CORPUS) > 100
