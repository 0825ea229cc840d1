"""Intervals as rows: the only place that reads and writes the topic and fact tables."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

from scraper.snapshot import Fact, Kind
from storage.database import Database, Row

Key = tuple[Kind, str]

BEGINNING = -(1 << 63)
"""A moment before all others."""

END = (1 << 63) - 1
"""A moment after all others."""

FACT = (
    "{0}.begun, {0}.ended, {0}.name, {0}.since, {0}.dates, {0}.status, {0}.also,"
    " {0}.section, {0}.note, {0}.refs"
)
"""The columns of an interval, to be read by ``interval_of``."""

_LATEST = (
    f"SELECT topic.id, topic.kind, topic.identity, {FACT.format('fact')}"  # noqa: S608 - constants
    " FROM topic JOIN fact ON fact.topic = topic.id AND fact.begun ="
    " (SELECT max(begun) FROM fact WHERE topic = topic.id AND begun <= ?)"
    " WHERE topic.article = ?"
)
_HELD = f"{_LATEST} AND (fact.ended IS NULL OR fact.ended > ?)"
_INSERT = (
    "INSERT INTO fact (topic, begun, ended, name, since, dates, status, also, section, note, refs)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class Interval:
    """A fact and the moments between which the article says it; ``ended`` None: it lasts."""

    topic: int
    begun: int
    ended: int | None
    fact: Fact

    @property
    def key(self) -> Key:
        """What the fact is about."""
        return self.fact.kind, self.fact.identity


class Intervals:
    """What is done to intervals, one row at a time; each step gives the row as it then is."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._execute = database.connection.execute
        self._topics: dict[tuple[int, Kind, str], int] = {}

    def forget(self) -> None:
        """Drop what is cached."""
        self._topics = {}

    def latest(self, article: int, moment: int) -> list[Interval]:
        """Give the last interval of each topic that had begun at a moment."""
        return [
            interval_of(topic, kind, identity, tuple(row))
            for topic, kind, identity, *row in self._database.rows(_LATEST, moment, article)
        ]

    def held(self, article: int, moment: int | None) -> dict[Key, Interval]:
        """Give the intervals that hold at a moment; none before the first revision."""
        if moment is None:
            return {}
        rows = self._database.rows(_HELD, moment, article, moment)
        return {
            (kind, identity): interval_of(topic, kind, identity, tuple(row))
            for topic, kind, identity, *row in rows
        }

    def begin(self, article: int, fact: Fact, begun: int, ended: int | None) -> Interval:
        """Add an interval."""
        topic = self._topic(article, fact.kind, fact.identity)
        self._execute(
            _INSERT,
            (
                topic,
                begun,
                ended,
                fact.name,
                fact.since,
                _json(fact.dates),
                fact.status,
                _json(fact.also),
                fact.section,
                fact.note or None,
                _json(fact.references),
            ),
        )
        return Interval(topic, begun, ended, fact)

    def start(self, interval: Interval, begun: int) -> Interval:
        """Let an interval begin earlier or later."""
        if begun != interval.begun:
            self._execute(
                "UPDATE fact SET begun = ? WHERE topic = ? AND begun = ?",
                (begun, interval.topic, interval.begun),
            )
        return replace(interval, begun=begun)

    def end(self, interval: Interval, ended: int | None) -> Interval:
        """Let an interval end, or with None last."""
        if ended != interval.ended:
            self._execute(
                "UPDATE fact SET ended = ? WHERE topic = ? AND begun = ?",
                (ended, interval.topic, interval.begun),
            )
        return replace(interval, ended=ended)

    def reword(self, interval: Interval, fact: Fact) -> Interval:
        """Note section, note and references as they are said now."""
        self._execute(
            "UPDATE fact SET section = ?, note = ?, refs = ? WHERE topic = ? AND begun = ?",
            (
                fact.section,
                fact.note or None,
                _json(fact.references),
                interval.topic,
                interval.begun,
            ),
        )
        return replace(interval, fact=fact)

    def delete(self, interval: Interval) -> None:
        """Remove an interval."""
        self._execute(
            "DELETE FROM fact WHERE topic = ? AND begun = ?", (interval.topic, interval.begun)
        )

    def delete_between(self, article: int, before: int, after: int | None) -> None:
        """Remove the intervals that begin after ``before`` and are over by ``after``."""
        until = "" if after is None else " AND ended <= ?"
        values = (before, article) if after is None else (before, article, after)
        self._execute(
            "DELETE FROM fact WHERE begun > ? AND topic IN"  # noqa: S608 - constants
            " (SELECT id FROM topic WHERE article = ?)" + until,
            values,
        )

    def _topic(self, article: int, kind: Kind, identity: str) -> int:
        key = article, kind, identity
        topic = self._topics.get(key)
        if topic is None:
            self._execute(
                "INSERT OR IGNORE INTO topic (article, kind, identity) VALUES (?, ?, ?)", key
            )
            (topic,) = self._execute(
                "SELECT id FROM topic WHERE article = ? AND kind = ? AND identity = ?", key
            ).fetchone()
            self._topics[key] = topic
        return topic


def interval_of(topic: int, kind: Kind, identity: str, row: Row) -> Interval:
    """Make an interval of the columns of ``FACT``."""
    begun, ended, name, since, dates, status, also, section, note, refs = row
    # By position: of a date's facts there are hundreds, and by name each takes twice as long.
    fact = Fact(
        kind,
        identity,
        name,
        since,
        tuple(json.loads(dates)) if dates else (),
        status,
        section,
        note or "",
        tuple(json.loads(refs)) if refs else (),
        tuple(map(tuple, json.loads(also))) if also else (),
    )
    return Interval(topic, begun, ended, fact)


def _json(values: Iterable[object]) -> str | None:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")) if values else None
