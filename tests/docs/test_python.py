"""The page on Python: its example is run, and what it names is there."""

import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

from storage.history import History

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "python.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"`past\.(\w+)\(([^`]*)\)`", PAGE)


def test_the_example_prints_what_the_page_says(demo: Path):
    example = DOCS / "examples" / "questions.py"
    done = subprocess.run(
        [sys.executable, example, demo / "demo.db"], capture_output=True, text=True, check=True
    )

    assert f"```text\n{done.stdout}```\n" in PAGE


@pytest.mark.parametrize(("question", "arguments"), QUESTIONS)
def test_a_question_of_the_page_can_be_asked_so(question: str, arguments: str):
    taken = inspect.signature(getattr(History, question)).parameters

    assert set(re.findall(r"(\w+)=", arguments)) - set(taken) == set()
