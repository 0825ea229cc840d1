"""What was told, held against the truth."""

import statistics
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from reports.report import Report
from reports.settle import HOLD_TIME, Upheaval
from scraper.snapshot import Fact
from storage.change import Change
from tests.reliability.truth import NEVER, Key, Truth, Value


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a report: what it says of which facts, and the edit that it names."""

    at: datetime
    edit: int
    says: tuple[tuple[Key, Value], ...]


@dataclass
class Score:
    """How many changes were true, and false, and how many of each were told.

    ``false`` are edits that were undone within the settle time of six hours, ``long`` those
    that were undone later; ``other`` are lines that no edit accounts for.
    ``left`` counts what was told last and is not so at the end: it was not taken back.
    """

    true: int = 0
    true_told: int = 0
    false: int = 0
    false_told: int = 0
    long: int = 0
    long_told: int = 0
    other: int = 0
    twice: int = 0
    left: int = 0
    lines: int = 0
    delays: list[timedelta] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def __iadd__(self, one: "Score") -> "Score":
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(one, name))
        return self

    @property
    def delay(self) -> str:
        """The median and the ninth decile of the delays, in hours."""
        if len(self.delays) < 2:
            return "-"
        hours = [delay.total_seconds() / 3600 for delay in self.delays]
        return f"{statistics.median(hours):.1f} / {statistics.quantiles(hours, n=10)[-1]:.1f} h"


def lines_of(report: Report) -> Iterator[Line]:
    """Take a report apart."""
    for news in report.news:
        for change in news.changes:
            yield Line(report.made_at, _edit(change), (_said(change),))
        for upheaval in news.upheavals:
            yield Line(report.made_at, upheaval.revision.id, tuple(_said_together(upheaval)))


def judge(lines: Iterable[Line], truth: Truth, settle_time: timedelta, every: timedelta) -> Score:
    """Hold what one subscription was told against the truth, round for round ``every`` so often.

    A change has to be told if it lasts for the settle time and a round, a loss of much if it
    lasts for the hold time, and if some round's time after that it was undisturbed.
    """
    score = Score()
    told: dict[Key, list[tuple[datetime, Value]]] = {}
    named = set()
    for line in lines:
        score.lines += 1
        wrong = [key for key, value in line.says if truth.value(key, line.at) != value]
        for key, value in line.says:
            before = told.setdefault(key, [])
            score.twice += bool(before) and before[-1][1] == value
            before.append((line.at, value))
        if wrong and line.edit in truth.undone:
            named.add(line.edit)
        elif wrong:
            score.other += 1
            score.notes.append(f"{line.at:%Y-%m-%d %H:%M} edit {line.edit}: {line.says[:3]}")
    for key, said in told.items():
        if said[-1][1] != truth.value(key, NEVER):
            score.left += 1
            score.notes.append(f"not taken back: {key} {said[-1][1]} of {said[-1][0]}")
    for edit, (begin, end) in truth.undone.items():
        if end - begin < timedelta(hours=6):
            score.false += 1
            score.false_told += edit in named
        else:
            score.long += 1
            score.long_told += edit in named
    _judge_the_true(told, truth, settle_time, every, score)
    return score


def _judge_the_true(
    told: dict[Key, list[tuple[datetime, Value]]],
    truth: Truth,
    settle_time: timedelta,
    every: timedelta,
    score: Score,
) -> None:
    hold_time = max(settle_time, HOLD_TIME)
    for key, value, begin, end in truth.lasting(settle_time + every, hold_time + every):
        if truth.begins is None or begin <= truth.begins + every:
            continue  # the watch begins with it
        if not truth.is_calm(begin + settle_time, end or NEVER, every):
            continue  # no round need ever have seen it
        score.true += 1
        heard = [(at, said) for at, said in told.get(key, []) if end is None or at <= end]
        when = [at for at, said in heard if said == value and at >= begin]
        score.true_told += bool(when) or (bool(heard) and heard[-1][1] == value)
        if when:
            score.delays.append(when[0] - begin)
        elif not heard or heard[-1][1] != value:
            score.notes.append(f"not told: {key} {value} from {begin:%Y-%m-%d %H:%M} to {end}")


def _edit(change: Change) -> int:
    return change.revision.id if change.revision else 0


def _said(change: Change) -> tuple[Key, Value]:
    return (change.kind, change.name), _value(change.after)


def _said_together(upheaval: Upheaval) -> Iterator[tuple[Key, Value]]:
    for fact in upheaval.facts:
        yield (fact.kind, fact.name), None if upheaval.what == "lost" else _value(fact)


def _value(fact: Fact | None) -> Value:
    if fact is None or fact.status == "none":
        return None
    return fact.since if fact.kind == "relation" else fact.status
