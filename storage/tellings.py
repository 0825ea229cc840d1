"""Which report told which change, so that one that is undone can be taken back by name."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from scraper.article import Article
from scraper.snapshot import Fact, Kind
from storage.change import Change
from storage.history import History

Value = tuple[str, str] | None
"""What is told of a fact, since and status; None where the article lists none."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One change as a report told it; ``report`` is the report's id."""

    report: int
    made_at: datetime
    before: Value
    after: Value


class Tellings:
    """The telling table of a history."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._database = history.database

    def note(
        self, subscription: str, article: Article, report: int, changes: Iterable[Change]
    ) -> None:
        """Remember the changes that a report tells; doing it twice is doing it once."""
        number = self._history.registry.certain(article)
        with self._history.transaction():
            for change in changes:
                self._database.run(
                    "INSERT OR IGNORE INTO telling (subscription, topic, report, before, after)"
                    " SELECT ?, id, ?, ?, ? FROM topic"
                    " WHERE article = ? AND kind = ? AND identity = ?",
                    subscription,
                    report,
                    _json(value_of(change.before)),
                    _json(value_of(change.after)),
                    number,
                    change.kind,
                    change.identity,
                )

    def of(
        self, subscription: str, article: Article, kind: Kind, identity: str
    ) -> tuple[Telling, ...]:
        """Give what a subscription was told of one fact, the oldest first."""
        rows = self._database.rows(
            "SELECT report.id, report.made_at, before, after"
            " FROM telling JOIN topic ON topic.id = topic JOIN report ON report.id = report"
            " WHERE telling.subscription = ? AND article = ? AND kind = ? AND identity = ?"
            " ORDER BY report.id",
            subscription,
            self._history.registry.id(article),
            kind,
            identity,
        )
        return tuple(
            Telling(report, datetime.fromisoformat(made_at), _value(before), _value(after))
            for report, made_at, before, after in rows
        )


def value_of(fact: Fact | None) -> Value:
    """Give what is told of a fact; one without relations is as good as none."""
    return None if fact is None or fact.status == "none" else (fact.since, fact.status)


def _json(value: Value) -> str | None:
    return None if value is None else json.dumps(value)


def _value(text: str | None) -> Value:
    if text is None:
        return None
    since, status = json.loads(text)
    return since, status
