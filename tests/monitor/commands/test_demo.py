import json
import re
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest

from monitor.commands import program
from monitor.commands.outcome import run
from tests.sample.story import STORY


@dataclass(frozen=True)
class Played:
    """What the demo ended with, wrote to the screen, and left."""

    status: int
    out: str
    folder: Path


@pytest.fixture(scope="module")
def played(tmp_path_factory) -> Played:
    return play(tmp_path_factory.mktemp("demo"))


def play(folder: Path) -> Played:
    screen = StringIO()
    with redirect_stdout(screen):
        status = run(program, ["demo", str(folder)])
    return Played(status, screen.getvalue(), folder)


def test_the_demo_tells_of_every_edit(played):
    edits = re.findall(r"^# Edit (\d+) of (\d+)", played.out, re.MULTILINE)

    assert (played.status, len(edits)) == (0, len(STORY))


def test_nobody_hears_of_what_was_put_right_or_only_rewritten(played):
    silent = [part for part in played.out.split("# Edit ")[1:] if "No report" in part]

    assert [int(part.split()[0]) for part in silent] == [5, 8, 9, 13, 16]


def test_the_reports_are_files_in_four_forms(played):
    files = [path.suffix for path in played.folder.iterdir()]

    counts = {form: files.count(form) for form in (".txt", ".md", ".html", ".json")}
    assert counts == dict.fromkeys(counts, 12)


def test_no_line_of_the_screen_is_wider_than_80_columns_but_for_addresses(played):
    apart = ("https://", str(played.folder))
    wide = [line for line in played.out.splitlines() if len(line) > 80]

    assert [line for line in wide if not any(part in line for part in apart)] == []


def test_played_again_it_leaves_the_same_files(played):
    before = {path.name for path in played.folder.iterdir()}
    play(played.folder)

    assert {path.name for path in played.folder.iterdir()} == before


def test_its_database_answers_questions(played, diplowatch):
    question = ("changes", "Mongolia", "--identity", "Eswatini", "--format", "json")
    ended = diplowatch(*question, "--db", played.folder / "demo.db")

    assert [(row["what"], row["name"]) for row in json.loads(ended.out)] == [
        ("established", "Swaziland")
    ]
