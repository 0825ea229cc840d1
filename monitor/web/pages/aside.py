"""What an article says of one thing elsewhere than in its main list."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

from reports.sides import value_of
from scraper.snapshot import Fact
from storage.within import contradict, days_between


def contradicting(fact: Fact) -> tuple[str, ...]:
    """Say what contradicts it, or is contradicted by another aside, as the audit has it."""
    asides = _asides(fact)
    found = {
        id(aside)
        for pair in combinations([fact, *asides], 2)
        if _is_contradiction(fact, *pair)
        for aside in pair
    }
    return _said(aside for aside in asides if id(aside) in found)


def fitting(fact: Fact) -> tuple[str, ...]:
    """Say what fits, unless it only names the thing once more."""
    against = contradicting(fact)
    said = _said(aside for aside in _asides(fact) if aside.since or aside.status != fact.status)
    return tuple(words for words in said if words not in against)


def _asides(fact: Fact) -> list[Fact]:
    return [replace(fact, since=since, dates=(), status=status) for since, status in fact.also]


def _is_contradiction(chief: Fact, one: Fact, other: Fact) -> bool:
    if {one.since, other.since} <= set(chief.dates):
        return False  # of one cell: one event after the other
    if days_between(one, other):
        return True
    # A mention of contacts has no date, and does not say that relations stand.
    says_so = chief.kind == "membership" or any(
        each.status == "established" and (each.since or each is chief) for each in (one, other)
    )
    return says_so and contradict(one, other)


def _said(facts: Iterable[Fact]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(value_of, facts)))
