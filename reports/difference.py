"""Two states of an article -> how they differ: its changes, and what went or came together."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from reports.upheaval import Together, together
from scraper.snapshot import NEVER_CLOSED, Fact, Snapshot
from storage.change import Change
from storage.compare import compare


@dataclass(frozen=True, slots=True)
class Difference:
    """What ``together`` names is not among the ``changes``."""

    changes: tuple[Change, ...]
    together: tuple[Together, ...]


def difference(before: Snapshot, after: Snapshot, *, minor: bool = False) -> Difference:
    """Compare two texts as read; a table that lost its end lost its rows with it."""
    broken = _unclosed(after) - _unclosed(before)
    changes = compare(before.facts, after.facts, minor=minor)
    return apart(changes, before.facts, after.facts, broken)


def apart(
    changes: Iterable[Change],
    before: Iterable[Fact],
    after: Iterable[Fact],
    broken: Collection[str] = (),
) -> Difference:
    """Take out of the changes between two states what went or came together."""
    found = tuple(together(before, after, broken))
    of_structure = {(fact.kind, fact.identity) for one in found for fact in one.facts}
    rest = (each for each in changes if (each.kind, each.identity) not in of_structure)
    return Difference(tuple(rest), found)


def _unclosed(snapshot: Snapshot) -> set[str]:
    return {each.section for each in snapshot.problems if each.what == NEVER_CLOSED}
