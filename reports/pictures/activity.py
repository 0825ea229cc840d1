"""How much was edited, and how much of that changed what is said: by year and month."""

from collections.abc import Mapping
from dataclasses import dataclass

from reports.counts import count

Month = tuple[int, int]
"""Year and month."""


@dataclass(frozen=True, slots=True)
class Activity:
    """Edits and changes of each month: a row a year, from ``first`` on, of twelve numbers."""

    title: str
    first: int
    edits: tuple[tuple[int, ...], ...]
    changes: tuple[tuple[int, ...], ...]

    @property
    def years(self) -> range:
        """The years that the rows are about."""
        return range(self.first, self.first + len(self.edits))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.edits

    @property
    def words(self) -> str:
        """Say what the picture shows to whoever does not see it."""
        if self.is_empty:
            return "No edits."
        edits, changes = (sum(map(sum, rows)) for rows in (self.edits, self.changes))
        last = self.years[-1]
        span = f"in {last}" if last == self.first else f"from {self.first} to {last}"
        return (
            f"{count(edits, 'edit')} {span}, of which came "
            f"{count(changes, 'change')} of what is said."
        )


def activity(title: str, edits: Mapping[Month, int], changes: Mapping[Month, int]) -> Activity:
    """Lay the numbers of each month out by year; a month that is not named has none."""
    years = {year for year, _ in (*edits, *changes)}
    if not years:
        return Activity(title, 0, (), ())
    span = range(min(years), max(years) + 1)
    return Activity(title, min(years), _rows(edits, span), _rows(changes, span))


def _rows(numbers: Mapping[Month, int], years: range) -> tuple[tuple[int, ...], ...]:
    return tuple(tuple(numbers.get((year, month), 0) for month in range(1, 13)) for year in years)
