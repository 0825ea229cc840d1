"""Databases of every released version, brought up to date: they say what they said."""

import shutil
from pathlib import Path

import pytest

from storage.history import History
from storage.outbox import Outbox
from storage.told import Told
from storage.verify import verify
from tests.storage.builders import MONGOLIA, NORWAY, read, values

RELEASED = sorted((Path(__file__).parent / "released").glob("*.sqlite"))


@pytest.fixture(params=RELEASED, ids=[path.stem for path in RELEASED])
def opened(request, tmp_path):
    path = tmp_path / request.param.name
    shutil.copy(request.param, path)
    with History(path, read=read) as history:
        yield history


def test_it_has_the_tables_of_a_new_database(opened):
    """Where this fails for a version that is not out yet: ``python -m tests.storage.released``."""
    with History(":memory:") as new:
        schema = "SELECT type, name, sql FROM sqlite_schema ORDER BY 1, 2"
        assert opened.database.rows(schema) == new.database.rows(schema)


def test_it_is_whole(opened):
    assert [checked.wrong for checked in verify(opened) if checked.wrong] == []


def test_it_says_what_it_said(opened):
    said = {
        number: values(opened.facts(MONGOLIA, revision=number))
        for number in range(1, len(opened.revisions(MONGOLIA)) + 1)
    }

    assert said == {
        1: ["Cuba 1960", "UN member"],
        2: ["Chad 1961", "Cuba 1960", "UN member"],
        3: [],
        4: ["Chad 1961", "Cuba 1960", "UN member"],
        5: ["Chad 1961", "Cuba 1960", "UN member"],
        6: ["Chad 1962", "Cuba 1960", "UN member"],
    }
    assert [opened.text(MONGOLIA, number) is None for number in said] == [
        False, False, False, False, True, False,
    ]  # fmt: skip
    assert opened.find("Foreign relations of the Norwegians") == NORWAY
    assert [problem.what for problem in opened.snapshot_problems(NORWAY)] == ["?a table"]


def test_it_owes_what_it_owed(opened):
    (delivery,) = Outbox(opened).deliveries()

    assert (delivery.recipient, delivery.state) == ("ann@example.org", "pending")
    assert values(Told(opened).told("everyone", MONGOLIA)) == ["Cuba 1960", "Chad 1961"]
