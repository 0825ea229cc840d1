"""Facts before and after -> changes, without looking at anything else.

The kinds of change are those of the table in ``docs``: what of a relation is told
depends on its status (absent, none, established, severed, suspended) and its date; of
a membership on whether it is listed, its status and its date. Where status and date
change at once, the status names the change, and ``before`` and ``after`` show both.
"""

from collections.abc import Iterable, Iterator

from scraper.names.fold import alphabetical
from scraper.snapshot import Fact, Kind
from storage.change import Change, What
from storage.edtf import contains

DETAILS = ("renamed", "dates", "note", "references", "section")
"""Minor changes of what stands beside the value; one fact may have several."""

_UNLISTED = ("", "none")


def compare(before: Iterable[Fact], after: Iterable[Fact], *, minor: bool = False) -> list[Change]:
    """List what changed: relations first, then memberships, each by name.

    Minor changes are left out unless ``minor`` asks for them. One fact gives at most
    one change that is not minor.
    """
    if before is after:
        return []
    was = {(fact.kind, fact.identity): fact for fact in before}
    now = {(fact.kind, fact.identity): fact for fact in after}
    changes = [
        change
        for key in was.keys() | now.keys()
        for change in _compare(was.get(key), now.get(key))
        if minor or not change.minor
    ]
    return sorted(changes, key=lambda change: (*place(change), change.minor, change.what))


def in_order(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Sort facts as every list has them: relations, then memberships, each by name."""
    return tuple(sorted(facts, key=place))


def place(said: Fact | Change) -> tuple[bool, str, str]:
    """Give the place of a fact, or of a change of one, in such a list."""
    return said.kind == "membership", alphabetical(said.name), said.identity


def _compare(before: Fact | None, after: Fact | None) -> Iterator[Change]:
    if before is after or before == after:
        return
    kind, identity = _key(before, after)
    chief = _relation(before, after) if kind == "relation" else _membership(before, after)
    if chief:
        minor = chief in ("listed", "unlisted") or said_already(before, after)
        yield Change(kind, chief, identity, before, after, minor)
    if before and after:
        for what in _details(before, after):
            yield Change(kind, what, identity, before, after, minor=True)


def _key(before: Fact | None, after: Fact | None) -> tuple[Kind, str]:
    fact = after or before
    if fact is None:
        raise ValueError("a change needs a fact before or after")
    return fact.kind, fact.identity


def _relation(before: Fact | None, after: Fact | None) -> What | None:
    was = before.status if before else ""
    now = after.status if after else ""
    if was == now:
        return _date(before, after)
    match now:
        case "severed" | "suspended":
            return now
        case "" | "none" if was == "established":
            return "withdrawn"
        case "":
            return "unlisted"
        case "none":
            return "listed" if was == "" else "unlisted"
    return "established" if was in _UNLISTED else "resumed"


def _membership(before: Fact | None, after: Fact | None) -> What | None:
    if before is None:
        return "joined"
    if after is None:
        return "left"
    return _date(before, after) if before.status == after.status else "status"


def _date(before: Fact | None, after: Fact | None) -> What | None:
    if before is None or after is None or before.since == after.since:
        return None
    if before.kind == "relation" and after.status == "none":
        return None
    if contains(before.since, after.since):
        return "refined"
    return "coarsened" if contains(after.since, before.since) else "redated"


def said_already(before: Fact | None, after: Fact | None) -> bool:
    """Tell whether another statement of the same article gave the new value before."""
    if before is None or after is None:
        return False
    return (after.since, after.status) in before.also


def _details(before: Fact, after: Fact) -> Iterator[What]:
    if before.name != after.name:
        yield "renamed"
    none_redated = after.status == before.status == "none" and before.since != after.since
    if before.dates != after.dates or set(before.also) != set(after.also) or none_redated:
        yield "dates"
    if before.note != after.note:
        yield "note"
    if before.references != after.references:
        yield "references"
    if before.section != after.section:
        yield "section"
