"""What each subscription was last told of each article."""

import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime

import zstandard

from scraper.article import Article
from scraper.snapshot import Fact
from storage.database import Row
from storage.history import History

_NAMES = [field.name for field in fields(Fact)]


class Told:
    """The told table of a history."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._database = history.database

    def told(self, subscription: str, article: Article) -> tuple[Fact, ...] | None:
        """Give the facts that were last told; None if it never was, and a baseline is due."""
        row = self._row("facts", subscription, article)
        if row is None:
            return None
        facts = json.loads(zstandard.decompress(row[0]))
        return tuple(_fact(columns) for columns in facts)

    def has_any(self, subscription: str, article: Article) -> bool:
        """Tell whether a subscription was ever told of an article."""
        return self._row("1", subscription, article) is not None

    def told_at(self, subscription: str, article: Article) -> datetime | None:
        """Give when the last report about an article was made; None if none was."""
        row = self._database.row(
            "SELECT made_at FROM told JOIN report ON report.id = told.report"
            " WHERE told.subscription = ? AND article = ?",
            subscription,
            self._history.registry.id(article),
        )
        return datetime.fromisoformat(row[0]) if row else None

    def subscriptions(self, article: Article) -> list[str]:
        """List the subscriptions that were told of an article."""
        rows = self._database.rows(
            "SELECT subscription FROM told WHERE article = ? ORDER BY subscription",
            self._history.registry.id(article),
        )
        return [name for (name,) in rows]

    def doubts(self, subscription: str, article: Article) -> frozenset[str]:
        """Give the doubts about an article that a subscription's readers know of."""
        row = self._row("doubts", subscription, article)
        return frozenset(json.loads(row[0])) if row else frozenset()

    def settled(self, subscription: str, article: Article) -> str:
        """Give the state of the article at which all was told and nothing pending, "" if none.

        While the article is in that state, there is nothing to tell.
        """
        row = self._row("settled", subscription, article)
        return row[0] if row else ""

    def tell(
        self,
        subscription: str,
        article: Article,
        facts: Iterable[Fact],
        report: int | None,
        *,
        doubts: Iterable[str] | None = None,
        settled: str = "",
    ) -> None:
        """Remember facts as told, with the id of the report that says so, None if none had to.

        ``doubts`` are all that its readers now know of; None leaves them as they were.
        ``settled`` names the state of the article, if nothing is pending.
        """
        document = json.dumps([_columns(fact) for fact in facts], ensure_ascii=False)
        known = None if doubts is None else json.dumps(sorted(doubts), ensure_ascii=False)
        with self._history.transaction():
            self._database.run(
                "INSERT INTO told (subscription, article, facts, report, doubts, settled)"
                " VALUES (?1, ?2, ?3, ?4, coalesce(?5, '[]'), ?6)"
                " ON CONFLICT (subscription, article) DO UPDATE SET facts = excluded.facts,"
                " report = coalesce(excluded.report, report), doubts = coalesce(?5, doubts),"
                " settled = excluded.settled",
                subscription,
                self._history.registry.certain(article),
                zstandard.compress(document.encode("utf-8", "surrogatepass")),
                report,
                known,
                settled,
            )

    def know(self, subscription: str, article: Article, doubts: Iterable[str]) -> None:
        """Count doubts among those that a subscription's readers know of."""
        self._note(subscription, article, self.doubts(subscription, article).union(doubts))

    def know_only(self, subscription: str, article: Article, doubts: Iterable[str]) -> None:
        """Forget all doubts that are not among these."""
        self._note(subscription, article, self.doubts(subscription, article).intersection(doubts))

    def _row(self, column: str, subscription: str, article: Article) -> Row | None:
        return self._database.row(
            f"SELECT {column} FROM told WHERE subscription = ? AND article = ?",  # noqa: S608 - constants
            subscription,
            self._history.registry.id(article),
        )

    def _note(self, subscription: str, article: Article, doubts: Iterable[str]) -> None:
        with self._history.transaction():
            self._database.run(
                "UPDATE told SET doubts = ? WHERE subscription = ? AND article = ?",
                json.dumps(sorted(doubts), ensure_ascii=False),
                subscription,
                self._history.registry.id(article),
            )

    def forget(self, subscription: str, article: Article) -> None:
        """Forget what was told: the next report begins with a baseline."""
        with self._history.transaction():
            self._database.run(
                "DELETE FROM told WHERE subscription = ? AND article = ?",
                subscription,
                self._history.registry.id(article),
            )


def _columns(fact: Fact) -> list[object]:
    # astuple copies all that is in a field, which takes longer than all the rest.
    return [getattr(fact, name) for name in _NAMES]


def _fact(row: Row) -> Fact:
    kind, identity, name, since, dates, status, section, note, references, also = row
    return Fact(
        kind=kind,
        identity=identity,
        name=name,
        since=since,
        dates=tuple(dates),
        status=status,
        section=section,
        note=note,
        references=tuple(references),
        also=tuple((since, status) for since, status in also),
    )
