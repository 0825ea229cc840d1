"""What was said of something over time: bars coloured by status."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from reports.clean import clean
from reports.counts import count
from reports.wording import status_of
from storage.changelog import Period

_NAME_LIMIT = 48


@dataclass(frozen=True, slots=True)
class Bar:
    """A status, in words, and from when until when it was said."""

    status: str
    begun: datetime
    ended: datetime


@dataclass(frozen=True, slots=True)
class Row:
    """One organisation or article, its bars in order, and whether the last one lasts."""

    name: str
    bars: tuple[Bar, ...]
    lasts: bool = True


@dataclass(frozen=True, slots=True)
class Statuses:
    """Rows of bars from ``begun`` until ``ended``, in the order in which they first appear."""

    title: str
    rows: tuple[Row, ...]
    begun: datetime
    ended: datetime

    @property
    def all(self) -> tuple[str, ...]:
        """Every status, the most frequent first."""
        seen: dict[str, int] = {}
        for row in self.rows:
            for bar in row.bars:
                seen[bar.status] = seen.get(bar.status, 0) + 1
        return tuple(sorted(seen, key=lambda status: (-seen[status], status)))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.rows

    @property
    def words(self) -> str:
        """Say what the picture shows to whoever does not see it."""
        if self.is_empty:
            return "Nothing was said."
        now = sum(row.lasts for row in self.rows)
        return (
            f"{count(len(self.rows), 'row')} from {self.begun:%Y-%m-%d} to {self.ended:%Y-%m-%d}; "
            f"listed in the end: {now}; statuses: {', '.join(self.all)}."
        )


def statuses(
    title: str,
    periods: Iterable[Period],
    until: datetime,
    row_of: Callable[[Period], tuple[str, str]],
) -> Statuses:
    """Make rows of periods; what lasts goes on ``until`` then.

    ``row_of`` gives what tells a row from others, and its name, of which the last counts.
    Periods of one status that follow each other without a break are one bar.
    """
    rows: dict[str, list[Bar]] = {}
    names: dict[str, str] = {}
    lasting: dict[str, bool] = {}
    for period in periods:
        key, names[key] = row_of(period)
        lasting[key] = period.ended is None
        bars = rows.setdefault(key, [])
        bar = _bar(period, until)
        if bars and (bars[-1].status, bars[-1].ended) == (bar.status, bar.begun):
            bars[-1] = Bar(bar.status, bars[-1].begun, bar.ended)
        else:
            bars.append(bar)
    named = tuple(
        Row(clean(names[key], _NAME_LIMIT), tuple(bars), lasting[key]) for key, bars in rows.items()
    )
    bars = [bar for row in named for bar in row.bars]
    begun = min((bar.begun for bar in bars), default=until)
    return Statuses(title, named, begun, max((bar.ended for bar in bars), default=until))


def _bar(period: Period, until: datetime) -> Bar:
    begun = period.begun.saved_at
    ended = period.ended.saved_at if period.ended else max(until, begun)
    return Bar(status_of(period.fact), begun, ended)
