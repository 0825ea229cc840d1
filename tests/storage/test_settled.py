"""What was settled then, beside what was said then."""

from datetime import timedelta

import pytest

from storage.history import UnknownRevision
from storage.settled import settled_changes, settled_facts
from tests.storage.builders import MONGOLIA, add, at, page, revision, values

HOUR = timedelta(hours=1)
STORY = [
    (0, page("Cuba 1960")),
    (100, page("Cuba 1961")),
    (130, page("Cuba 1960", "Chad 1970")),
    (400, page("Chad 1970")),
    (410, page("Chad 1970", "Cuba 1962")),
]


@pytest.fixture
def told(history):
    add(history, *(revision(n, text, m) for n, (m, text) in enumerate(STORY, start=1)))
    return history


@pytest.mark.parametrize(
    ("minutes", "said", "settled"),
    [
        pytest.param(59, ["Cuba 1960"], [], id="the first value is too young"),
        pytest.param(60, ["Cuba 1960"], ["Cuba 1960"], id="the first value has stood"),
        pytest.param(129, ["Cuba 1961"], ["Cuba 1960"], id="a new value is too young"),
        pytest.param(190, ["Chad 1970", "Cuba 1960"], ["Chad 1970", "Cuba 1960"], id="a new fact"),
        pytest.param(405, ["Chad 1970"], ["Chad 1970", "Cuba 1960"], id="an absence is too young"),
        pytest.param(
            469, ["Chad 1970", "Cuba 1962"], ["Chad 1970", "Cuba 1960"], id="a value after a gap"
        ),
        pytest.param(
            470, ["Chad 1970", "Cuba 1962"], ["Chad 1970", "Cuba 1962"], id="now it has stood, too"
        ),
    ],
)
def test_facts_then(told, minutes, said, settled):
    assert values(told.facts(MONGOLIA, at=at(minutes))) == said
    assert values(settled_facts(told, MONGOLIA, HOUR, at(minutes))) == settled


def test_changes_that_lasted(told):
    found = settled_changes(told, told.periods(), HOUR, at(999))

    assert [(change.revision.id, change.what, change.name) for _, change in found] == [
        (3, "established", "Chad"),
        (5, "redated", "Cuba"),
    ]


def test_what_an_article_began_with_was_settled_from_the_first(history):
    add(history, revision(1, page("Cuba 1960"), 0), revision(2, page("Cuba 1961"), 10))
    found = settled_changes(history, history.periods(), HOUR, at(999))

    assert [(change.revision.id, change.what) for _, change in found] == [(2, "redated")]


def test_what_was_settled_before_the_first_stored_revision_is_not_known(told):
    with pytest.raises(UnknownRevision, match="as of 2011-12-31 is stored"):
        settled_facts(told, MONGOLIA, HOUR, at(-5))


def test_without_a_settle_time_every_change_lasted(told):
    settled = settled_changes(told, told.periods(), timedelta(0), at(999))

    assert [change for _, change in settled] == [change for _, change in told.changes()]
