"""What was told, read again with the texts: a better parser makes no news, and hides none."""

from dataclasses import replace

import pytest

from storage.retold import retold
from storage.told import Told
from storage.upkeep import Upkeep
from tests.storage.builders import MONGOLIA, add, page, read, relation, revision, values

TEXTS = [page("Cuba 1960", "?peru 1963"), page("Cuba 1961", "?peru 1963", "Chad 1970")]


def better(text):
    """Read as a better parser does: it knows Peru, and each date has a month."""
    snapshot = read(MONGOLIA, text.replace("?peru", "Peru"))
    facts = tuple(replace(fact, since=f"{fact.since}-01") for fact in snapshot.facts)
    return replace(snapshot, facts=facts, parser="test 2")


@pytest.mark.parametrize(
    ("told", "again"),
    [
        pytest.param(
            [relation("Cuba", "1961"), relation("?peru", "1963"), relation("Chad", "1970")],
            ["Chad 1970-01", "Cuba 1961-01", "Peru 1963-01"],
            id="all was told",
        ),
        pytest.param(
            [relation("Cuba", "1960"), relation("?peru", "1963")],
            ["Cuba 1960-01", "Peru 1963-01"],
            id="two changes are pending",
        ),
        pytest.param(
            [relation("Cuba", "1960"), relation("?peru", "1963"), relation("Chad", "1970")],
            ["Chad 1970-01", "Cuba 1960-01", "Peru 1963-01"],
            id="one of two changes is pending",
        ),
        pytest.param([], [], id="all is pending"),
        pytest.param(
            [relation("Fiji", "1975")],
            ["Fiji 1975"],
            id="what the history does not have is still to be taken back",
        ),
    ],
)
def test_what_was_told(history, told, again):
    add(history, *(revision(number, text) for number, text in enumerate(TEXTS, start=1)))
    Told(history).tell("everyone", MONGOLIA, told, None)
    with retold(history, MONGOLIA):
        Upkeep(history).read_again(MONGOLIA, better)

    assert values(Told(history).told("everyone", MONGOLIA)) == again


def test_what_nobody_was_told_stays_a_baseline(history):
    add(history, revision(1, TEXTS[0]))
    with retold(history, MONGOLIA):
        Upkeep(history).read_again(MONGOLIA, better)

    assert Told(history).told("everyone", MONGOLIA) is None


def test_the_words_are_those_of_the_new_reading(history):
    add(history, revision(1, page("Cuba 1960 old")))
    Told(history).tell("everyone", MONGOLIA, history.facts(MONGOLIA), None)
    with retold(history, MONGOLIA):
        Upkeep(history).read_again(
            MONGOLIA, lambda text: read(MONGOLIA, text.replace("old", "new"))
        )

    assert [fact.note for fact in Told(history).told("everyone", MONGOLIA)] == ["new"]
