"""Facts as intervals: from the revision that first says it until the first that does not.

An interval is kept for what is told of a fact: its name, since, dates, status and what
other statements give (``also``). Its section, note and references are kept as they were
last said: a new footnote begins no interval.

Only revisions that *count* are looked at: whose text is there and which were not
reverted. Two steps keep the intervals right whatever comes in which order, and neither
reads a text again: ``place`` puts a revision between two neighbours, ``bridge`` makes
two neighbours of revisions between which some no longer count.

Nothing here commits, and ``forget`` drops what is cached, as in ``texts``.
"""

from dataclasses import dataclass

from scraper.snapshot import Fact, Snapshot
from storage.database import Database
from storage.intervals import BEGINNING, Interval, Intervals, Key


@dataclass(slots=True)
class _Gap:
    """Two neighbouring revisions, what holds at each, and when that last changed."""

    article: int
    before: int | None
    after: int | None
    changed: int
    held: dict[Key, Interval]
    then: dict[Key, Interval]
    facts: tuple[Fact, ...] | None = None


class Facts:
    """The topic and fact tables, with the place of the last revision in memory."""

    def __init__(self, database: Database) -> None:
        self._rows = Intervals(database)
        self._gap: _Gap | None = None

    def forget(self) -> None:
        """Drop what is cached."""
        self._gap = None
        self._rows.forget()

    def place(
        self, article: int, moment: int, snapshot: Snapshot, before: int | None, after: int | None
    ) -> None:
        """Put what a revision says between the counting revisions ``before`` and ``after``."""
        gap = self._between(article, before, after)
        # Revisions that say the same mostly share the tuple: most revisions end here.
        if gap.facts is not snapshot.facts:
            gone, said = _difference(gap, snapshot.facts)
            for key in gone:
                self._change(gap, key, None, moment)
            for key, fact in said.items():
                held = gap.held.get(key)
                if held is None or not same(held.fact, fact):
                    self._change(gap, key, fact, moment)
                elif held.fact != fact and not _spans(held, gap.then.get(key)):
                    gap.held[key] = self._rows.reword(held, fact)
        gap.facts = snapshot.facts
        gap.before = moment

    def bridge(self, article: int, before: int | None, after: int | None) -> None:
        """Make ``after`` follow ``before``: revisions between them no longer count."""
        gap = self._gap
        if gap and (gap.article, gap.after) == (article, after) and _number(before) >= gap.changed:
            gap.before = before
            return
        self._gap = None
        held = self._rows.held(article, before)
        then = self._rows.held(article, after) if after is not None else {}
        self._rows.delete_between(article, _number(before), after)
        for key, interval in held.items():
            self._join(interval, then.pop(key, None), after)
        for follower in then.values():
            self._rows.start(follower, _certain(after))

    def _between(self, article: int, before: int | None, after: int | None) -> _Gap:
        gap = self._gap
        if gap is None or (gap.article, gap.before, gap.after) != (article, before, after):
            held = self._rows.held(article, before)
            then = self._rows.held(article, after) if after is not None else {}
            gap = self._gap = _Gap(article, before, after, _number(before), held, then)
        return gap

    def _change(self, gap: _Gap, key: Key, fact: Fact | None, moment: int) -> None:
        """End what holds before and begin what a revision says, which is something else."""
        held, then = gap.held.pop(key, None), gap.then.get(key)
        gap.changed = moment
        if held and then and _spans(held, then):
            self._rows.end(held, moment)
            then = gap.then[key] = self._rows.begin(
                gap.article, then.fact, _certain(gap.after), then.ended
            )
        elif held:
            self._rows.end(held, moment)
        if fact and then and same(then.fact, fact):
            gap.held[key] = gap.then[key] = self._rows.start(then, moment)
        elif fact:
            gap.held[key] = self._rows.begin(gap.article, fact, moment, gap.after)

    def _join(self, interval: Interval, follower: Interval | None, after: int | None) -> None:
        if follower is None:
            self._rows.end(interval, after)
        elif _spans(interval, follower):
            return
        elif same(interval.fact, follower.fact):
            self._rows.delete(follower)
            self._rows.end(interval, follower.ended)
        else:
            self._rows.end(interval, after)
            self._rows.start(follower, _certain(after))


def _difference(gap: _Gap, facts: tuple[Fact, ...]) -> tuple[set[Key], dict[Key, Fact]]:
    """Give what is no longer said, and what may be said otherwise than before.

    Facts that an edit left alone are the very same objects, which tells most of them apart.
    """
    if gap.facts is None:
        said = {(fact.kind, fact.identity): fact for fact in facts}
        return gap.held.keys() - said.keys(), said
    before, now = set(map(id, gap.facts)), set(map(id, facts))
    said = {(fact.kind, fact.identity): fact for fact in facts if id(fact) not in before}
    gone = {(fact.kind, fact.identity) for fact in gap.facts if id(fact) not in now}
    return gone - said.keys(), said


def same(one: Fact, other: Fact) -> bool:
    """Tell whether two facts differ at most in what is not told: section, note, references."""
    return (
        one.status == other.status
        and one.since == other.since
        and one.name == other.name
        and one.dates == other.dates
        and set(one.also) == set(other.also)
    )


def _spans(held: Interval, then: Interval | None) -> bool:
    """Tell whether what holds before is the very interval that holds after."""
    return then is not None and held.begun == then.begun


def _number(moment: int | None) -> int:
    return BEGINNING if moment is None else moment


def _certain(moment: int | None) -> int:
    if moment is None:
        raise ValueError("what holds after a revision needs a revision after it")
    return moment
