"""Whoever only asks leaves a file as it is; what cannot be read or written is one line."""

import hashlib
import sqlite3
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.history import History
from storage.upkeep import Upkeep
from tests.installed import DIPLOWATCH
from tests.monitor import world
from tests.monitor.exports import export

MONGOLIA = "Foreign relations of Mongolia"
TEXTS = [world.article("Chad 5 May 2011"), None, world.article("Chad 6 May 2011")]
ASKING = [
    ["list"],
    ["show", "Mongolia"],
    ["changes", "Mongolia"],
    ["timeline", "Chad"],
    ["text", "Mongolia"],
    ["export"],
    ["audit"],
    ["outbox"],
    ["verify"],
]


def told(ended):
    return ended.status, ended.err


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def backup(diplowatch, tmp_path):
    """Give a copy of a small database, as ``diplowatch backup`` makes it."""
    (tmp_path / "dump.xml").write_bytes(export({MONGOLIA: TEXTS}))
    diplowatch("backfill", "--from", "dump.xml", "--db", "x.db")
    diplowatch("backup", "copy.db", "--db", "x.db")
    return tmp_path / "copy.db"


@pytest.mark.parametrize("asking", ASKING, ids=lambda asking: asking[0])
def test_a_question_changes_no_byte_of_the_database(diplowatch, backup, asking):
    before = digest(backup)
    ended = diplowatch(*asking, "--db", backup)

    assert (ended.status, digest(backup)) == (0, before)
    assert sorted(path.name for path in backup.parent.glob("copy.db*")) == ["copy.db"]


@pytest.mark.parametrize("asking", [*ASKING, ["purge", "7"], ["reparse"]], ids=lambda one: one[0])
def test_a_database_of_another_program_is_left_alone(diplowatch, tmp_path, asking):
    path = tmp_path / "recipes.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipes (name TEXT)")
    other.close()
    before = digest(path)

    assert told(diplowatch(*asking, "--db", path)) == (
        3,
        f'diplowatch: database "{path}" is not one of diplowatch: give another file with --db\n',
    )
    assert digest(path) == before


@pytest.mark.parametrize("asking", [*ASKING, ["purge", "7"]], ids=lambda one: one[0])
def test_an_empty_file_is_no_database(diplowatch, tmp_path, asking):
    path = tmp_path / "empty.db"
    path.touch()

    assert told(diplowatch(*asking, "--db", path)) == (
        2,
        f'diplowatch: database "{path}" is empty: restore a backup, or remove it, and '
        '"diplowatch check" makes a new one\n',
    )
    assert path.stat().st_size == 0


@pytest.mark.parametrize("asking", [["list"], ["export"], ["show", "Mongolia"], ["--help"]])
def test_an_output_that_cannot_be_written_is_one_line(backup, asking):
    place = [] if asking == ["--help"] else ["--db", str(backup)]
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [DIPLOWATCH, *asking, *place], stdout=full, stderr=subprocess.PIPE, text=True
        )

    assert (ended.returncode, ended.stderr) == (
        3,
        "diplowatch: cannot read or write the output: no space left on device: "
        "check the path, its rights and the disk\n",
    )


def test_nobody_need_listen(backup):
    command = f'"{DIPLOWATCH}" list --db "{backup}" >&- 2>&-'

    assert subprocess.run(["sh", "-c", command]).returncode == 0


def test_the_demo_cannot_go_where_a_file_is(diplowatch, tmp_path):
    (tmp_path / "file").touch()
    ended = diplowatch("demo", "file/reports")

    assert (ended.status, ended.err.count("\n")) == (3, 1)
    assert ended.err.startswith('diplowatch: cannot read or write "file/reports": not a directory')


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["show", "Mongolia", "--revision", "9" * 30], "is not in the range"),
        (["diff", "Mongolia", "--from", "9" * 5000, "--to", "1"], "is not"),
        (["report", "9" * 30], "is not in the range"),
        (["outbox", "--drop", "9" * 30], "is not in the range"),
        (["purge", "--article", "Mongolia", "9" * 30], "is not in the range"),
        (["show", "Mongolia", "--settled", "--settle-hours", "nan"], '"nan" is no number'),
        (["reparse", "--wait", "inf"], '"inf" is no number'),
        (["show", "Mongolia", "--settle-hours", "5"], "is the settle time of --settled"),
        (["timeline", ""], "no name is given"),
        (["timeline", "Chad", "--kind", "membership"], "as a membership, but as a relation"),
        (["show", "Mongolia", "--as-of", "1999-01-01"], "as of 1999-01-01 is stored"),
        (["changes", "--since", "2020-01-01", "--until", "2010-01-01"], "is after"),
        (["export", "--since", "2020-01-01", "--until", "2010-01-01"], "is after"),
        (["backfill", "X", "--wiki", "https://x.org/"], '"https://x.org/" is no host name'),
        (["backfill", "X", "--wiki", "DE.x.org"], 'has capitals: write "de.x.org"'),
    ],
)
def test_what_is_none_is_refused_in_one_line(diplowatch, backup, arguments, says):
    ended = diplowatch(*arguments, "--db", backup)

    assert (ended.status, ended.err.count("\n"), ended.out) == (2, 1, "")
    assert says in ended.err


def test_a_text_that_was_dropped_to_save_space_leaves_no_gap(diplowatch, backup):
    with History(backup) as history:
        (mongolia,) = history.articles()
        Upkeep(history).drop_texts(mongolia, datetime(2100, 1, 1, tzinfo=UTC))
    ended = diplowatch("show", "Mongolia", "--revision", "1", "--db", backup)

    assert (ended.status, ended.err) == (0, "")


@pytest.mark.parametrize("asked", [["--revision", "2"], ["--as-of", "2012-01-01T02:30"]])
def test_a_gap_in_what_is_known_is_said(diplowatch, backup, asked):
    ended = diplowatch("show", "Mongolia", *asked, "--db", backup)

    assert (ended.status, "Chad" in ended.out) == (0, True)
    assert ended.err == (
        f'diplowatch: revision "2" of "{MONGOLIA}" has no text here (the wiki withholds it, or '
        "it was removed): this is what the one before it says\n"
    )
