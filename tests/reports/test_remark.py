from datetime import UTC, datetime

import pytest

from reports.remark import Remark, remark
from scraper.snapshot import Fact
from storage.change import Change
from storage.tellings import Telling

ABSENT = None
OLD, NEW = ("1970", "established"), ("1970-05-03", "established")
MONDAY = datetime(2024, 5, 6, tzinfo=UTC)


def fact(value, references=()):
    if value is None:
        return None
    return Fact("relation", "FJI", "Fiji", value[0], (), value[1], "List", "", references)


def change(before, after, references=((), ())):
    return Change(
        "relation", "redated", "FJI", fact(before, references[0]), fact(after, references[1])
    )


def told(*tellings):
    return [
        Telling(number, MONDAY, before, after)
        for number, (before, after) in enumerate(tellings, start=7)
    ]


@pytest.mark.parametrize(
    ("before", "tellings", "expected"),
    [
        pytest.param(OLD, [], (0, False), id="what was never told takes nothing back"),
        pytest.param(OLD, [(ABSENT, OLD)], (0, False), id="a further change takes nothing back"),
        pytest.param(OLD, [(NEW, OLD)], (7, False), id="what was told and is undone is taken back"),
        pytest.param(
            OLD,
            [(OLD, NEW), (NEW, OLD)],
            (8, True),
            id="what was told, undone and is told again is contested",
        ),
        pytest.param(
            ABSENT, [(ABSENT, NEW), (NEW, ABSENT)], (8, True), id="so is a row that comes and goes"
        ),
        pytest.param(
            OLD, [(NEW, OLD), (OLD, ABSENT)], (0, False), id="only the last telling is undone"
        ),
    ],
)
def test_a_change_names_the_report_that_it_takes_back(before, tellings, expected):
    graded = remark(change(before, NEW), told(*tellings))

    assert (graded.retracts, graded.contested) == expected


@pytest.mark.parametrize(
    ("references", "expected"),
    [
        pytest.param(((), ()), "none", id="no reference"),
        pytest.param((("a",), ("a",)), "kept", id="only one that was there"),
        pytest.param((("a",), ("a", "b")), "new", id="one that is new"),
        pytest.param((("a",), ()), "none", id="one that is gone"),
    ],
)
def test_references_are_told_apart(references, expected):
    assert remark(change(OLD, NEW, references)).reference == expected


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        pytest.param(NEW, NEW, "agrees", id="the same day"),
        pytest.param(NEW, OLD, "agrees", id="the same year, told less exactly"),
        pytest.param(NEW, ("1971", "established"), "differs", id="another year"),
        pytest.param(NEW, ("1970-05-03", "severed"), "differs", id="another status"),
        pytest.param(NEW, ABSENT, "silent", id="nothing"),
        pytest.param(ABSENT, ABSENT, "agrees", id="neither lists the other"),
        pytest.param(ABSENT, ("", "none"), "agrees", id="listed as without relations"),
        pytest.param(ABSENT, OLD, "differs", id="still listed there"),
    ],
)
def test_the_other_side_agrees_or_not(ours, theirs, expected):
    graded = remark(change(OLD, ours), (), fact(theirs), other_is_watched=True)

    assert graded.other_side == expected


def test_an_article_that_is_not_watched_says_nothing():
    assert remark(change(OLD, NEW)) == Remark()
