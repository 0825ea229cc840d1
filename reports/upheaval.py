"""Facts lost or gained -> those that went together, which is news of the article's structure.

A blanked section is not a hundred relations severed: nobody withdraws so many at once.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from scraper.snapshot import Fact, Kind

_SHARE = 0.3
_FEWEST_LOST = 3  # two rows of five may well go for a reason
_MANY_LOST = 10  # of a long list, a share that one edit may well cut off
_FEWEST_GAINED = 20  # an editor who adds a dozen rows deserves a dozen lines


@dataclass(frozen=True, slots=True)
class Together:
    """Facts of one kind that were lost or gained at once; ``of`` counts those listed before."""

    kind: Kind
    what: Literal["lost", "gained"]
    facts: tuple[Fact, ...]
    of: int


def together(
    before: Iterable[Fact], after: Iterable[Fact], broken: Collection[str] = ()
) -> Iterator[Together]:
    """Tell what of two states went together: losses first, relations before memberships.

    ``broken`` names sections whose table is no longer closed.
    """
    was, now = tuple(before), tuple(after)
    kinds: tuple[Kind, ...] = ("relation", "membership")
    for kind in kinds:
        listed = [fact for fact in was if fact.kind == kind and lists(fact)]
        states = {fact.identity for fact in now if fact.kind == kind}
        gone = [fact for fact in listed if fact.identity not in states]
        if facts := lost(listed, gone, broken):
            yield Together(kind, "lost", facts, len(listed))
        known = {fact.identity for fact in listed}
        new = [
            fact for fact in now if fact.kind == kind and lists(fact) and fact.identity not in known
        ]
        if facts := gained(listed, new):
            yield Together(kind, "gained", facts, len(listed))


def lists(fact: Fact | None) -> bool:
    """Whether it counts as listed: a state without relations does not."""
    return fact is not None and fact.status != "none"


def lost(
    listed: Collection[Fact], gone: Collection[Fact], broken: Collection[str] = ()
) -> tuple[Fact, ...]:
    """Of what is gone of one kind, pick what went together.

    All of it where it is ten or more than 30 % of what was listed; else what a section
    lost that lost more than 30 % of its own, or whose table is ``broken``.
    """
    if len(gone) < _FEWEST_LOST:
        return ()
    if len(gone) >= _MANY_LOST or len(gone) > _SHARE * len(listed):
        return tuple(gone)
    of_section = Counter(fact.section for fact in listed)
    gone_of = Counter(fact.section for fact in gone)
    torn = {
        section
        for section, count in gone_of.items()
        if count >= _FEWEST_LOST and (count > _SHARE * of_section[section] or section in broken)
    }
    return tuple(fact for fact in gone if fact.section in torn)


def gained(listed: Collection[Fact], new: Collection[Fact]) -> tuple[Fact, ...]:
    """Of what is new of one kind, pick what came together: all of it or nothing."""
    many = len(new) >= _FEWEST_GAINED and len(new) > _SHARE * len(listed)
    return tuple(new) if many else ()
