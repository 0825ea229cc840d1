"""How much was listed at each time."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from storage.changelog import Period

_SERIES = (("relations", "relation"), ("memberships", "membership"))

Step = tuple[datetime, int]
"""A time, and how many are listed from then on."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The numbers of relations and of memberships over time, each in steps; until ``ended``."""

    title: str
    series: tuple[tuple[str, tuple[Step, ...]], ...]
    ended: datetime

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.series

    @property
    def words(self) -> str:
        """Say what the picture shows to whoever does not see it."""
        if self.is_empty:
            return "Nothing was listed."
        return "; ".join(_words(name, steps) for name, steps in self.series) + "."


def listed(title: str, periods: Iterable[Period], until: datetime) -> Listed:
    """Count what stood at each edit: relations while established, memberships of any status."""
    counted = [period for period in periods if period.fact.stands]
    series = (
        (name, _steps(period for period in counted if period.fact.kind == kind))
        for name, kind in _SERIES
    )
    shown = tuple((name, steps) for name, steps in series if steps)
    return Listed(title, shown, max([until, *(steps[-1][0] for _, steps in shown)]))


def _steps(periods: Iterable[Period]) -> tuple[Step, ...]:
    turns: Counter[datetime] = Counter()
    for period in periods:
        turns[period.begun.saved_at] += 1
        if period.ended:
            turns[period.ended.saved_at] -= 1
    steps, number = [], 0
    for at in sorted(turns):
        if turns[at]:
            number += turns[at]
            steps.append((at, number))
    return tuple(steps)


def _words(name: str, steps: tuple[Step, ...]) -> str:
    (first, begun), (_, now) = steps[0], steps[-1]
    most = max(number for _, number in steps)
    return f"{name}: {begun} on {first:%Y-%m-%d}, at most {most}, {now} in the end"
