"""Two states of an article -> how they differ: its changes, and what went or came together."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reports.upheaval import FEWEST_LOST, Together, together
from scraper.snapshot import NEVER_CLOSED, Fact, Snapshot
from storage.change import Change
from storage.compare import compare


@dataclass(frozen=True, slots=True)
class Difference:
    """What ``together`` names is not among the ``changes``."""

    changes: tuple[Change, ...]
    together: tuple[Together, ...]


def difference(before: Snapshot, after: Snapshot, *, minor: bool = False) -> Difference:
    """Compare two texts as read; a table that lost its end lost its last rows with it."""
    cut = _cut_short(before.facts, after.facts)
    broken = (_unclosed(after) - _unclosed(before)) | cut.keys()
    changes = compare(before.facts, after.facts, minor=minor)
    return apart(changes, before.facts, after.facts, broken, cut)


def apart(
    changes: Iterable[Change],
    before: Iterable[Fact],
    after: Iterable[Fact],
    broken: Collection[str] = (),
    cut: Mapping[str, Fact] = MappingProxyType({}),
) -> Difference:
    """Take out of the changes between two states what went or came together.

    Neither is it a change of its own what a list says less precisely that is left of two,
    nor what the row in which the text was ``cut`` (by section) says no longer.
    """
    found = tuple(together(before, after, broken))
    parted = {(fact.kind, fact.identity) for one in found for fact in one.facts}
    torn = {fact.section for one in found if one.what == "lost" for fact in one.facts}
    parted |= {
        (fact.kind, fact.identity) for at, fact in cut.items() if fact is not None and at in torn
    }
    rest = (
        each
        for each in changes
        if (each.kind, each.identity) not in parted and not _said_elsewhere(each, torn)
    )
    return Difference(tuple(rest), found)


def _said_elsewhere(change: Change, torn: Collection[str]) -> bool:
    was, now = change.before, change.after
    if was is None or now is None or was.section not in torn:
        return False
    return now.section != was.section and now.status == was.status


def _unclosed(snapshot: Snapshot) -> set[str]:
    return {each.section for each in snapshot.problems if each.what == NEVER_CLOSED}


def _cut_short(before: Iterable[Fact], after: Iterable[Fact]) -> dict[str, Fact]:
    """Find the sections that no longer say what they said last, each with the last left of it."""
    now = {(fact.kind, fact.identity): fact.section for fact in after}
    listed: dict[str, list[Fact]] = {}
    for fact in before:
        listed.setdefault(fact.section, []).append(fact)
    cut: dict[str, Fact] = {}
    for section, facts in listed.items():
        there = [now.get((fact.kind, fact.identity)) == section for fact in facts]
        tail = there[::-1].index(True) if any(there) else 0
        if tail >= FEWEST_LOST:
            cut[section] = facts[-tail - 1]
    return cut
