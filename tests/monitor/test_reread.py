"""A round that meets what an earlier version of the parser has read."""

from dataclasses import replace

import pytest

from monitor.reread import purge
from scraper.parse import Parser
from storage.told import Told
from storage.upkeep import Upkeep
from tests.monitor.world import MONGOLIA, article


class EarlierParser(Parser):
    """Reads as an earlier version did: no day, and nothing of Peru."""

    def read(self, article, text):
        snapshot = super().read(article, text)
        facts = [fact for fact in snapshot.facts if fact.identity != "PER"]
        facts = tuple(replace(fact, since=fact.since[:4]) for fact in facts)
        return replace(snapshot, facts=facts, parser="an earlier version")


class Killed(Exception):
    pass


def killed(*_):
    raise Killed


@pytest.fixture
def told_before(world):
    """Give a world of which an earlier version has told, and the present parser."""
    world.parser, present = EarlierParser(), world.parser
    world.edit(article("Chad 5 May 2011", "Peru 30 May 1997"))
    world.wait(days=1)
    world.told()
    return world, present


def test_a_better_parser_is_no_news(told_before):
    world, world.parser = told_before
    again = world.told()

    assert (again, world.history.changes()) == ([], [])
    assert [fact.since for fact in world.history.facts(MONGOLIA)] == ["2011-05-05", "1997-05-30"]
    assert Upkeep(world.history).stale(world.parser.version) == []


def test_what_changed_meanwhile_is_told_as_the_better_parser_reads_it(told_before):
    world, present = told_before
    world.edit(article("Chad 5 May 2011", "Peru 31 May 1997", "Togo 1970"))
    early = world.told()
    world.parser = present
    world.wait(days=1)

    assert (early, world.told()) == ([], ["redated: Peru", "established: Togo"])


def test_an_interrupted_reading_goes_on_with_the_rest(told_before):
    world, world.parser = told_before

    broken = Parser()
    broken.parse = killed
    world.parser, sound = broken, world.parser
    with pytest.raises(Killed):
        world.told()
    world.parser = sound

    assert world.told() == []
    assert [fact.since for fact in world.history.facts(MONGOLIA)] == ["2011-05-05", "1997-05-30"]


def test_purged_a_text_leaves_no_name_that_it_alone_had(world):
    world.edit(article("Chad 5 May 2011"))
    secret = world.edit(article("Chad 5 May 2011", "John Smith, a thief 1999"))
    world.wait(days=2)
    world.told()
    world.edit(article("Chad 5 May 2011"))
    world.round()
    purge(MONGOLIA, [secret.id], world.history, world.parser, editor=True)
    topics = world.history.database.rows("SELECT identity FROM topic")

    assert (topics, Told(world.history).doubts(world.subscription, MONGOLIA)) == (
        [("TCD",)], frozenset(),
    )  # fmt: skip
