"""One article held against itself: two things said of one counterpart, numbers, names."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

from scraper.snapshot import Fact, Kind, gather
from storage.apart import days_apart
from storage.finding import Audited, Finding, Severity, Side

_A_YEAR = 365


class Listing:
    """An article with its relations by counterpart, and the section of its main list."""

    def __init__(self, said: Audited) -> None:
        self.said = said
        self.relations = {fact.identity: fact for fact in said.facts if fact.kind == "relation"}
        dated = Counter(fact.section for fact in self.relations.values() if fact.since)
        self._main = max(dated, key=lambda section: (dated[section], section), default="")

    def side(self, fact: Fact | None = None) -> Side:
        """Give what it says as one side of a finding."""
        return Side(self.said.article, fact, self.said.revision)

    def asserts(self, *facts: Fact) -> bool:
        """Whether one of them has relations standing: an undated row on contacts says less."""
        return any(
            fact.status == "established" and (fact.since or fact.section == self._main)
            for fact in facts
        )


def contradict(one: Fact, other: Fact) -> bool:
    """Tell whether of two statuses only one can be right."""
    if one.kind == "relation":
        return (one.status == "established") != (other.status == "established")
    is_sequence = one.since and other.since and one.since != other.since
    return one.status != other.status and not is_sequence


def days_between(one: Fact, other: Fact) -> int:
    """Give the days between those dates that are nearest: a cell may list several events.

    Of relations that do not stand, a list dates the beginning or the end, so that their
    dates are not compared.
    """
    stand = one.kind == "membership" or one.status == "established"
    if one.status != other.status or not stand:
        return 0
    return min(days_apart(some, others) for some in _dates(one) for others in _dates(other))


def by_days(apart: int) -> Severity:
    """Grade dates that contradict each other."""
    return "years" if apart >= _A_YEAR else "days"


def alone(listing: Listing) -> Iterator[Finding]:
    """Find what an article contradicts by itself, and the names that no table knows."""
    said = listing.said
    if not said.identity:
        yield Finding("unknown", "unknown", (listing.side(),))
    for claim in said.claims:
        if not claim.holds:
            yield Finding("claim", "claim", (listing.side(),), claim=claim)
    for fact in said.facts:
        if fact.identity.startswith("?"):
            yield Finding("unknown", "unknown", (listing.side(fact),))
    yield from _twice(listing)


def _twice(listing: Listing) -> Iterator[Finding]:
    several = {(fact.kind, fact.identity): fact for fact in listing.said.facts if fact.also}
    places: dict[tuple[Kind, str], list[Fact]] = {}
    for statement in listing.said.statements:
        if (key := (statement.kind, statement.identity)) in several:
            places.setdefault(key, []).extend(gather([statement]))
    for key, facts in places.items():
        cell = set(several[key].dates)  # of the main list: one event after the other
        pairs = [
            (one, other)
            for one, other in combinations(facts, 2)
            if not {one.since, other.since} <= cell
        ]
        if finding := _worst(listing, pairs):
            yield finding


def _worst(listing: Listing, pairs: Sequence[tuple[Fact, Fact]]) -> Finding | None:
    """Make a finding of the two statements that contradict each other the most."""
    apart = [days_between(one, other) for one, other in pairs]
    if days := max(apart, default=0):
        one, other = pairs[apart.index(days)]
        return Finding("twice", by_days(days), (listing.side(one), listing.side(other)), days)
    for one, other in pairs:
        if contradict(one, other) and (one.kind == "membership" or listing.asserts(one, other)):
            return Finding("twice", "status", (listing.side(one), listing.side(other)))
    return None


def _dates(fact: Fact) -> tuple[str, ...]:
    return fact.dates or (fact.since,)
