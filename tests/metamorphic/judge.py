"""A pair -> whether the program tells exactly what changed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reports.difference import Difference, difference
from scraper.snapshot import Fact
from storage.change import Change
from tests.metamorphic.page import parse
from tests.metamorphic.pair import Expected, Pair, Value


@dataclass(frozen=True)
class Verdict:
    """``wrong`` has a line for each change that is missing or told beyond the truth."""

    pair: Pair
    wrong: tuple[str, ...]


def judge(pair: Pair) -> Verdict:
    """Ask the program for the difference, as ``diplowatch diff`` does, and hold it to the truth."""
    before, after = parse(pair.title, pair.before), parse(pair.title, pair.after)
    told = difference(before, after)
    return Verdict(pair, tuple(_structural(told) if pair.structural else _exactly(pair, told)))


def _structural(told: Difference) -> Iterator[str]:
    if not any(one.what == "lost" for one in told.together):
        yield "missing: a line about the structure"
    yield from _row_by_row(told.changes)


def _row_by_row(changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        yield f"beyond: {_told(change)}"


def _exactly(pair: Pair, told: Difference) -> Iterator[str]:
    left = list(told.changes)
    for expected in pair.expected:
        fitting = next((change for change in left if _fits(expected, change)), None)
        if fitting is None:
            yield f"missing: {expected}"
        else:
            left.remove(fitting)
    yield from _row_by_row(left)
    for one in told.together:
        yield f"beyond: {one.what} together: {len(one.facts)} of {one.of}"


def _fits(expected: Expected, change: Change) -> bool:
    return (
        (expected.kind, expected.what, expected.identity)
        == (change.kind, change.what, change.identity)
        and _is(expected.before, change.before)
        and _is(expected.after, change.after)
    )


def _is(value: Value | None, fact: Fact | None) -> bool:
    if value is None or fact is None:
        return value is None and fact is None
    if value.status == "none":
        return fact.status == "none"
    return value == Value(fact.since, fact.status)


def _told(change: Change) -> str:
    sides = (
        f"{fact.name!r} {fact.since or '-'} {fact.status}" if fact else "nothing"
        for fact in (change.before, change.after)
    )
    return f"{change.kind} {change.identity} {change.what}: {' -> '.join(sides)}"
