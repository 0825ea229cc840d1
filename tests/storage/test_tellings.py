from dataclasses import replace
from functools import partial

import pytest

from storage.change import Change
from storage.outbox import Outbox, StoredReport
from storage.tellings import Telling, Tellings
from storage.told import Told
from storage.upkeep import Upkeep
from tests.storage.builders import MONGOLIA, NORWAY, add, at, page, read, relation, revision

FIJI = relation("Fiji", "2010")
NEW = Change("relation", "established", "Fiji", None, FIJI)


@pytest.fixture
def tellings(history):
    add(history, revision(1, page("Fiji 2010", "Chad none")))
    add(history, revision(2, page("Fiji 2010")), to=NORWAY)
    for number in (1, 2):
        Outbox(history).put(StoredReport(f"{number}", "all", at(number), {}), [])
    return Tellings(history)


def test_a_told_change_is_found_again_with_its_report(tellings):
    tellings.note("all", MONGOLIA, 1, [NEW])

    assert tellings.of("all", MONGOLIA, "relation", "Fiji") == (
        Telling(1, at(1), None, ("2010", "established")),
    )


def test_tellings_are_in_the_order_of_their_reports_and_each_there_once(tellings):
    for report, change in ((2, replace(NEW, before=FIJI, after=None)), (1, NEW), (1, NEW)):
        tellings.note("all", MONGOLIA, report, [change])

    told = tellings.of("all", MONGOLIA, "relation", "Fiji")

    assert [(one.report, one.after) for one in told] == [(1, ("2010", "established")), (2, None)]


def test_other_subscriptions_articles_and_facts_have_tellings_of_their_own(tellings):
    tellings.note("all", MONGOLIA, 1, [NEW])

    others = [("few", MONGOLIA, "Fiji"), ("all", NORWAY, "Fiji"), ("all", MONGOLIA, "Chad")]

    assert [tellings.of(name, to, "relation", identity) for name, to, identity in others] == [
        ()
    ] * 3


def test_without_relations_is_told_as_absent(tellings):
    chad = relation("Chad", "", "none")
    tellings.note("all", MONGOLIA, 1, [Change("relation", "listed", "Chad", None, chad)])

    assert tellings.of("all", MONGOLIA, "relation", "Chad")[0].after is None


@pytest.mark.parametrize("told_of_both", [False, True])
def test_what_was_told_of_an_article_alone_is_told_of_the_one_that_it_was_joined_to(
    history, tellings, told_of_both
):
    gone = Change("relation", "withdrawn", "Chad", relation("Chad", "2011"), None)
    tellings.note("all", MONGOLIA, 1, [NEW, gone])
    for article in (MONGOLIA, NORWAY) if told_of_both else (MONGOLIA,):
        Told(history).tell("all", article, [FIJI], 1)
    Upkeep(history).join(MONGOLIA, NORWAY, partial(read, NORWAY))
    told = [tellings.of("all", NORWAY, "relation", name) for name in ("Fiji", "Chad")]

    assert list(map(len, told)) == ([0, 0] if told_of_both else [1, 1])
