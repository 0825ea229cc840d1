"""What was settled at a time: what an article had said for long enough, without a break.

The other notion of time beside "what it said then". A value that came and went within
the settle time never was; while a new one is too young, the one before it holds.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from scraper.article import Article, Revision
from scraper.snapshot import Fact
from storage.change import Change
from storage.changelog import Period
from storage.compare import compare, in_order, place
from storage.history import History
from storage.intervals import BEGINNING
from storage.neighbours import counting_after
from storage.revisions import id_of

_ALWAYS = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Stretch:
    """What was said of one thing, None for nothing, and the revision since which it was.

    ``revision`` is None before anything was said.
    """

    fact: Fact | None
    revision: Revision | None

    @property
    def since(self) -> datetime:
        """When it began."""
        return self.revision.saved_at if self.revision else _ALWAYS


def settled_facts(
    history: History, article: Article, settle_time: timedelta, at: datetime
) -> tuple[Fact, ...]:
    """Give the facts of an article that were settled at a time: relations, then memberships.

    Raises UnknownRevision where nothing is stored of then.
    """
    history.revision_at(article, at)
    periods = history.periods(article=article, until=at)
    last = [_settled(stretches, settle_time, at)[-1] for _, stretches in _by_topic(periods, at)]
    facts = [stretch.fact for stretch in last if stretch.fact]
    return in_order(facts)


def settled_changes(
    history: History,
    periods: Iterable[Period],
    settle_time: timedelta,
    now: datetime,
    *,
    minor: bool = False,
) -> list[tuple[Article, Change]]:
    """List the changes that lasted for the settle time, in the order in which they were made.

    ``periods`` are all that was said of some topics, as ``History.timeline`` and
    ``periods`` give them. What an article began with is no change.
    """
    baselines: dict[Article, int] = {}
    found = []
    for article, stretches in _by_topic(periods, now):
        if article not in baselines:
            baselines[article] = _baseline(history, article)
        settled = _settled(stretches, settle_time, now, baselines[article])
        for before, after in pairwise(settled):
            if after.revision and after.revision.id != baselines[article]:
                found += [
                    (article, replace(change, revision=after.revision))
                    for change in compare(_some(before.fact), _some(after.fact), minor=minor)
                ]
    return sorted(found, key=lambda pair: _place(pair[1]))


def _baseline(history: History, article: Article) -> int:
    """Give the id of the first revision of an article that counts."""
    first = counting_after(history.database, history.registry.certain(article), BEGINNING)
    return 0 if first is None else id_of(first)


def _by_topic(
    periods: Iterable[Period], at: datetime
) -> Iterator[tuple[Article, Sequence[Stretch]]]:
    topics: dict[tuple[Article, str, str], list[Period]] = {}
    for period in periods:
        if period.begun.saved_at <= at:
            key = period.article, period.fact.kind, period.fact.identity
            topics.setdefault(key, []).append(period)
    for (article, _, _), said in topics.items():
        yield article, list(_stretches(said, at))


def _stretches(said: Iterable[Period], at: datetime) -> Iterator[Stretch]:
    yield Stretch(None, None)
    ended: Revision | None = None
    for period in said:
        if ended is not None and ended.id != period.begun.id:
            yield Stretch(None, ended)
        yield Stretch(period.fact, period.begun)
        ended = period.ended
    if ended is not None and ended.saved_at <= at:
        yield Stretch(None, ended)


def _settled(
    stretches: Sequence[Stretch], settle_time: timedelta, at: datetime, baseline: int = 0
) -> list[Stretch]:
    """Leave out what did not last; what is said again after that never ceased.

    What a ``baseline`` revision said is there from the beginning, however short it lasted.
    """
    settled: list[Stretch] = []
    joined = list(_joined(stretches))
    ends = [*(stretch.since for stretch in joined[1:]), at]
    for stretch, end in zip(joined, ends, strict=True):
        begins = stretch.revision is None or stretch.revision.id == baseline
        if begins or end - stretch.since >= settle_time:
            settled.append(stretch)
    return list(_joined(settled))


def _joined(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    """Join neighbours of one value: another name or note is no break."""
    held: Stretch | None = None
    for stretch in stretches:
        if held is not None and _value(held.fact) == _value(stretch.fact):
            held = replace(held, fact=stretch.fact)
            continue
        if held is not None:
            yield held
        held = stretch
    if held is not None:
        yield held


def _value(fact: Fact | None) -> tuple[str, str] | None:
    return None if fact is None else (fact.since, fact.status)


def _some(fact: Fact | None) -> tuple[Fact, ...]:
    return () if fact is None else (fact,)


def _place(change: Change) -> tuple[datetime, int, bool, str, str]:
    revision = change.revision
    when = (revision.saved_at, revision.id) if revision else (_ALWAYS, 0)
    return *when, *place(change)
