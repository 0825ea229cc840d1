"""Facts lost or gained -> those that went together, which is news of the article's structure.

A blanked section is not a hundred relations severed: nobody withdraws so many at once.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from scraper.snapshot import Fact, Kind

_KINDS: tuple[Kind, ...] = ("relation", "membership")
_SHARE = 0.3
FEWEST_LOST = 3  # two rows of five may well go for a reason
_FEWEST_OF_ALL = 2  # unless nothing is left: so looks a page that was blanked or replaced
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
    """Tell what of two states went or came together, relations first.

    ``broken`` names sections whose table lost its end.
    """
    was, now = tuple(before), tuple(after)
    if not now and sum(map(_lists, was)) >= _FEWEST_OF_ALL:
        yield from _gone_with_it(set(), was, now)
        return
    found = [one for kind in _KINDS for one in _of_kind(kind, was, now, broken)]
    yield from found
    if any(one.what == "lost" for one in found):
        yield from _gone_with_it({one.kind for one in found if one.what == "lost"}, was, now)


def _of_kind(
    kind: Kind, was: Sequence[Fact], now: Sequence[Fact], broken: Collection[str]
) -> Iterator[Together]:
    listed = [fact for fact in was if fact.kind == kind and _lists(fact)]
    known = {fact.identity for fact in listed}
    new = [f for f in now if f.kind == kind and _lists(f) and f.identity not in known]
    if facts := _lost(listed, _gone(listed, kind, now), broken):
        yield Together(kind, "lost", facts, len(listed))
    if len(new) >= _FEWEST_GAINED and len(new) > _SHARE * len(listed):
        yield Together(kind, "gained", tuple(new), len(listed))


def _gone_with_it(lost: Set[Kind], was: Sequence[Fact], now: Sequence[Fact]) -> Iterator[Together]:
    """Beside a loss of structure, few of another kind are part of it, if none of them is left."""
    left = {fact.kind for fact in now}
    for kind in _KINDS:
        listed = [fact for fact in was if fact.kind == kind and _lists(fact)]
        if listed and kind not in lost | left:
            yield Together(kind, "lost", tuple(listed), len(listed))


def _gone(listed: Sequence[Fact], kind: Kind, now: Sequence[Fact]) -> list[Fact]:
    said = {fact.identity for fact in now if fact.kind == kind}
    return [fact for fact in listed if fact.identity not in said]


def _lists(fact: Fact) -> bool:
    return fact.status != "none"


def _lost(
    listed: Sequence[Fact], gone: Sequence[Fact], broken: Collection[str]
) -> tuple[Fact, ...]:
    """Of what is gone of one kind, pick what went together.

    All of it where it is ten or more than 30 % of what was listed; else what a section
    lost that lost more than 30 % of its own, or whose table is ``broken``, and with it the
    sections that are gone wholly.
    """
    if len(gone) < FEWEST_LOST:
        return ()
    if len(gone) >= _MANY_LOST or len(gone) > _SHARE * len(listed):
        return tuple(gone)
    of_section = Counter(fact.section for fact in listed)
    gone_of = Counter(fact.section for fact in gone)
    torn = {
        section
        for section, count in gone_of.items()
        if count >= FEWEST_LOST and (count > _SHARE * of_section[section] or section in broken)
    }
    if torn:
        torn |= {section for section, count in gone_of.items() if count == of_section[section]}
    return tuple(fact for fact in gone if fact.section in torn)
