import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sample.story import texts

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(
    r"^diplowatch (?:show|changes|timeline|diff|list|parse) .*$", README, re.MULTILINE
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("readme")
    run(["diplowatch", "demo", "."], folder)
    for name in ("before.wikitext", "after.wikitext", "Foreign relations of Mongolia.wiki"):
        (folder / name).write_text(texts()[name.startswith("after")], encoding="utf-8")
    return folder


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_of_the_readme_is_answered(question: str, folder: Path):
    words = shlex.split(question)
    database = [] if "wiki" in question else ["--db", "demo.db"]

    assert run([*words, *database], folder)


def run(words: list[str], folder: Path) -> str:
    program = Path(sys.executable).with_name(words[0])
    done = subprocess.run(
        [program, *words[1:]],
        cwd=folder,
        env={**os.environ, "COLUMNS": "80"},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout
