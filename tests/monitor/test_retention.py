"""Texts that the settings do not keep: what they said is remembered all the same."""

from dataclasses import replace
from datetime import timedelta

from monitor.round import go_round
from tests.monitor.world import MONGOLIA, article, said


def test_old_texts_are_dropped_after_a_round_and_nothing_is_told_of_it(world):
    world.edit(article("Chad 5 May 2011"))
    world.wait(days=50)
    world.told()
    world.edit(article("Chad 5 May 2011", "Peru 30 May 1997"))
    world.wait(days=50)
    keeping = replace(world.watch(), keep=timedelta(days=90))
    told = said(go_round(keeping, world.now))
    again = said(go_round(keeping, world.now + timedelta(days=99)))

    assert (told, again) == (["established: Peru"], [])
    assert [world.history.text(MONGOLIA, number) is None for number in (1, 2)] == [True, False]
    assert [len(world.history.facts(MONGOLIA, revision=number)) for number in (1, 2)] == [1, 2]
