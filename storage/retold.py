"""What was told, read again when the texts are: a better parser is no news.

What a subscription was told of an article is what was read of it at one or several
moments: mostly now, but a change that is pending leaves a fact where it was before.
Those moments are found by what the history says before it is read again, and what it
says of them afterwards is what was told.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from scraper.article import Article
from scraper.snapshot import Fact
from storage.changelog import Period
from storage.history import History
from storage.intervals import END, Intervals, Key
from storage.revisions import moment_of
from storage.tellings import value_of
from storage.told import Told


@dataclass(frozen=True, slots=True)
class _Places:
    """Of which moments the told facts are.

    ``moments`` has those that are not of now, ``earliest`` the first of them, ``lost``
    the facts that the history does not have (any more), ``known`` all of which the
    article was ever read to speak.
    """

    moments: Mapping[Key, int]
    earliest: int
    lost: Mapping[Key, Fact]
    known: frozenset[Key]


@contextmanager
def retold(history: History, article: Article) -> Iterator[None]:
    """Put what was told of an article into the words of what is read of it within."""
    told = Told(history)
    with history.transaction():
        heard = {name: told.told(name, article) or () for name in told.subscriptions(article)}
        said = _by_key(history.periods(article=article)) if heard else {}
        places = {name: _places(facts, said) for name, facts in heard.items()}
        yield
        for name, placed in places.items():
            told.tell(name, article, _read_at(placed, history, article), None)


def _places(told: Iterable[Fact], said: Mapping[Key, list[Period]]) -> _Places:
    facts = {(fact.kind, fact.identity): fact for fact in told}
    moments: dict[Key, int] = {}
    lost: dict[Key, Fact] = {}
    for key in facts.keys() | said.keys():
        fact, periods = facts.get(key), said.get(key, [])
        last = periods[-1] if periods else None
        now = last.fact if last and last.ended is None else None
        if value_of(fact) == value_of(now):
            continue
        if fact is None or value_of(fact) is None:
            moments[key] = _before_all_of_it(periods)
        elif (moment := _last_of(fact, periods)) is not None:
            moments[key] = moment
        else:
            lost[key] = fact
    earliest = min(moments.values(), default=END)
    return _Places(moments, earliest, lost, frozenset(facts.keys() | said.keys()))


def _read_at(places: _Places, history: History, article: Article) -> tuple[Fact, ...]:
    number = history.registry.certain(article)
    held: dict[int, dict[Key, Fact]] = {}
    for moment in {END, places.earliest, *places.moments.values()}:
        intervals = Intervals(history.database).held(number, moment)
        held[moment] = {key: interval.fact for key, interval in intervals.items()}
    facts = dict(places.lost)
    for key in held[END].keys() | held[places.earliest].keys() | places.known:
        unseen = END if key in places.known else places.earliest
        fact = held[places.moments.get(key, unseen)].get(key)
        if fact is not None:
            facts.setdefault(key, fact)
    return tuple(facts[key] for key in sorted(facts, key=lambda key: (key[0] != "relation", key)))


def _before_all_of_it(periods: Iterable[Period]) -> int:
    """Give the moment before all that is said without a break until now."""
    begun = None
    for period in reversed(list(periods)):
        if begun is not None and (period.ended is None or period.ended.id != begun.id):
            break
        begun = period.begun
    return END if begun is None else moment_of(begun.saved_at, begun.id) - 1


def _last_of(fact: Fact, periods: Iterable[Period]) -> int | None:
    """Give the last moment at which a value that is over was said."""
    ends = [
        moment_of(period.ended.saved_at, period.ended.id) - 1
        for period in periods
        if period.ended is not None and value_of(period.fact) == value_of(fact)
    ]
    return max(ends, default=None)


def _by_key(periods: Iterable[Period]) -> dict[Key, list[Period]]:
    found: dict[Key, list[Period]] = {}
    for period in periods:
        found.setdefault((period.fact.kind, period.fact.identity), []).append(period)
    return found
