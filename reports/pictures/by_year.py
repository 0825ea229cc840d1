"""Relations by the year in which they began, as articles date them, and by region."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from reports.counts import count
from reports.regions import OTHERS, REGIONS, region

_EARLY = 0.02
"""The share of relations that may be put together at the left end, however old they are."""


class Dated(Protocol):
    """What is needed of a relation."""

    @property
    def identity(self) -> str:
        """The counterpart."""

    @property
    def since(self) -> str:
        """When it began, as EDTF."""

    @property
    def status(self) -> str:
        """Whether it stands."""


@dataclass(frozen=True, slots=True)
class ByYear:
    """How many relations began in each year from ``first`` on, by the counterpart's region.

    ``stacks`` are as long as the years are many. ``early`` tells that the first year has
    all those before it too; ``undated`` counts the relations that have no year.
    """

    title: str
    first: int
    stacks: tuple[tuple[str, tuple[int, ...]], ...]
    early: bool
    undated: int

    @property
    def years(self) -> range:
        """The years that the stacks are about."""
        return range(self.first, self.first + (len(self.stacks[0][1]) if self.stacks else 0))

    @property
    def totals(self) -> tuple[int, ...]:
        """All relations of each year."""
        return tuple(map(sum, zip(*(numbers for _, numbers in self.stacks), strict=True)))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not self.stacks

    @property
    def words(self) -> str:
        """Say what the picture shows to whoever does not see it."""
        undated = f"; {count(self.undated, 'relation')} without a year" if self.undated else ""
        if self.is_empty:
            return f"No relations with a year{undated}."
        totals = self.totals
        most = max(totals)
        parts = ", ".join(f"{name} {sum(numbers)}" for name, numbers in self.stacks)
        since = f"{self.first} or before" if self.early else f"{self.first}"
        return (
            f"{count(sum(totals), 'relation')} that began from {since} to {self.years[-1]}, "
            f"at most {most} in a year, {self.first + totals.index(most)}. "
            f"By region: {parts}{undated}."
        )


def by_year(title: str, relations: Iterable[Dated]) -> ByYear:
    """Count the relations that stand, each in the year of its ``since``."""
    standing = [one for one in relations if one.status == "established"]
    dated = Counter(
        (int(one.since[:4]), region(one.identity)) for one in standing if _has_year(one.since)
    )
    undated = len(standing) - dated.total()
    if not dated:
        return ByYear(title, 0, (), early=False, undated=undated)
    first, last = _first(dated), max(year for year, _ in dated)
    stacks = []
    for name in (*REGIONS, OTHERS):
        numbers = [dated[year, name] for year in range(first, last + 1)]
        numbers[0] += sum(dated[year, of] for year, of in dated if of == name and year < first)
        stacks.append((name, tuple(numbers)))
    shown = tuple(stack for stack in stacks if any(stack[1]))
    return ByYear(title, first, shown, early=min(dated)[0] < first, undated=undated)


def _has_year(since: str) -> bool:
    return len(since) >= 4 and since[:4].isdecimal() and since.isascii()


def _first(dated: Counter[tuple[int, str]]) -> int:
    """Find the year from which on nearly all began, so that few old ones take no room."""
    left = _EARLY * dated.total()
    for year in sorted({year for year, _ in dated}):
        left -= sum(number for (of, _), number in dated.items() if of == year)
        if left < 0:
            return year
    raise AssertionError("all are more than a few")
