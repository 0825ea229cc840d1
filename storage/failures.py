"""What fails now and what worked when, and what of an article cannot be read.

Told when it begins, and when it ends.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from scraper.article import Article
from scraper.snapshot import Problem
from storage.history import History


@dataclass(frozen=True, slots=True)
class Failing:
    """Something that fails: ``key`` names it (an article, a wiki, a channel), ``what`` says how.

    ``times`` counts how often it was seen to, from ``began_at`` to ``last_at``.
    """

    key: str
    what: str
    began_at: datetime
    last_at: datetime
    times: int


class Failures:
    """The failure, success and blind_spot tables of a history."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._database = history.database

    def failing(self, key: str, what: str, now: datetime) -> bool:
        """Note that something fails; tell whether that is new."""
        with self._history.transaction():
            began = self._failure(key) is None
            self._database.run(
                "INSERT INTO failure VALUES (?1, ?2, ?3, ?3, 1) ON CONFLICT (key) DO UPDATE SET"
                " what = excluded.what, last_at = excluded.last_at, times = times + 1",
                key,
                what,
                now.isoformat(),
            )
        return began

    def recovered(self, key: str) -> Failing | None:
        """Note that something works; give what failed until now, None if nothing did."""
        failure = self._failure(key)
        if failure is not None:
            with self._history.transaction():
                self._database.run("DELETE FROM failure WHERE key = ?", key)
        return failure

    def keep(self, keys: Iterable[str]) -> None:
        """Forget what is known of all else, and what was told: nobody looks at it any more."""
        with self._history.transaction():
            for table in ("failure", "alarm", "success"):
                self._database.run(
                    f"DELETE FROM {table} WHERE key NOT IN (SELECT value FROM json_each(?))",  # noqa: S608 - constants
                    json.dumps(list(keys)),
                )

    def forget(self, key: str) -> None:
        """Forget that something fails, and who knows of it: nobody waits for it any more."""
        with self._history.transaction():
            for table in ("failure", "alarm"):
                self._database.run(f"DELETE FROM {table} WHERE key = ?", key)  # noqa: S608 - constants

    def worked(self, keys: Iterable[str], now: datetime) -> None:
        """Note that all of these work."""
        with self._history.transaction():
            for key in keys:
                self._database.run(
                    "INSERT OR REPLACE INTO success VALUES (?, ?)", key, now.isoformat()
                )

    def successes(self) -> dict[str, datetime]:
        """Give when each last worked; what never did has none."""
        rows = self._database.rows("SELECT key, at FROM success")
        return {key: datetime.fromisoformat(at) for key, at in rows}

    def all(self) -> list[Failing]:
        """List what fails now."""
        rows = self._database.rows("SELECT key, what, began_at, last_at, times FROM failure")
        return [_failing(*row) for row in rows]

    def blind_counts(self) -> Counter[Article]:
        """Count what cannot be read now, by article."""
        articles = self._history.registry.by_id()
        rows = self._database.rows("SELECT article, count(*) FROM blind_spot GROUP BY article")
        return Counter({articles[number]: count for number, count in rows})

    def blind(
        self, article: Article, problems: Iterable[Problem], now: datetime
    ) -> tuple[Problem, ...]:
        """Note all that cannot be read in an article now; give the blind ones that are new.

        A problem is known again by its section and what it is. One that went away is new
        when it comes back.
        """
        seen = {(p.section, p.what): p for p in problems if p.grade == "blind"}
        with self._history.transaction():
            number = self._history.registry.certain(article)
            rows = self._database.rows(
                "SELECT section, what FROM blind_spot WHERE article = ?", number
            )
            known = {(section, what) for section, what in rows}
            for section, what in known - seen.keys():
                self._database.run(
                    "DELETE FROM blind_spot WHERE article = ? AND section = ? AND what = ?",
                    number,
                    section,
                    what,
                )
            new = [problem for key, problem in seen.items() if key not in known]
            for problem in new:
                self._database.run(
                    "INSERT INTO blind_spot VALUES (?, ?, ?, ?)",
                    number,
                    problem.section,
                    problem.what,
                    now.isoformat(),
                )
        return tuple(new)

    def blind_since(self, article: Article) -> dict[tuple[str, str], datetime]:
        """Give since when what cannot be read now, by section and what it is."""
        rows = self._database.rows(
            "SELECT section, what, found_at FROM blind_spot WHERE article = ?",
            self._history.registry.id(article),
        )
        return {(section, what): datetime.fromisoformat(at) for section, what, at in rows}

    def blind_spots(self, most: int) -> list[tuple[Article, str, str]]:
        """List what cannot be read in any article now: the article, the section, what it is."""
        articles = self._history.registry.by_id()
        rows = self._database.rows(
            "SELECT article, section, what FROM blind_spot ORDER BY article, section LIMIT ?", most
        )
        return [(articles[number], section, what) for number, section, what in rows]

    def _failure(self, key: str) -> Failing | None:
        row = self._database.row(
            "SELECT key, what, began_at, last_at, times FROM failure WHERE key = ?", key
        )
        return _failing(*row) if row else None


def _failing(key: str, what: str, began_at: str, last_at: str, times: int) -> Failing:
    return Failing(
        key, what, datetime.fromisoformat(began_at), datetime.fromisoformat(last_at), times
    )
