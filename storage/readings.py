"""What the newest reading of an article found beside facts: problems and claims."""

import json
from dataclasses import astuple

from scraper.snapshot import Claim, Problem, Snapshot
from storage.database import Database


class Readings:
    """The reading table; one row an article, written when the transaction ends."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._newest: dict[int, tuple[int, Snapshot]] = {}

    def forget(self) -> None:
        """Drop what is not written yet."""
        self._newest = {}

    def note(self, article: int, moment: int, snapshot: Snapshot) -> None:
        """Keep a reading, if none of a later revision is known."""
        held = self._newest.get(article)
        if held is None or held[0] <= moment:
            self._newest[article] = moment, snapshot

    def write(self) -> None:
        """Write what was kept; the transaction is about to end."""
        for article, (moment, snapshot) in self._newest.items():
            self._database.run(
                "INSERT INTO reading VALUES (?, ?, ?, ?) ON CONFLICT (article) DO UPDATE SET"
                " moment = excluded.moment, problems = excluded.problems, claims = excluded.claims"
                " WHERE excluded.moment >= moment",
                article,
                moment,
                _json(snapshot.problems),
                _json(snapshot.claims),
            )
        self._newest = {}

    def problems(self, article: int) -> tuple[Problem, ...]:
        """Give the problems of the newest revision that was read."""
        self.write_if_any()
        row = self._database.row("SELECT problems FROM reading WHERE article = ?", article)
        return tuple(Problem(*problem) for problem in json.loads(row[0])) if row else ()

    def claims(self, article: int) -> tuple[Claim, ...]:
        """Give the claims of the newest revision that was read."""
        self.write_if_any()
        row = self._database.row("SELECT claims FROM reading WHERE article = ?", article)
        return tuple(Claim(*claim) for claim in json.loads(row[0])) if row else ()

    def write_if_any(self) -> None:
        """Let a question within a transaction see what was kept in it."""
        if self._newest:
            self.write()


def _json(found: tuple[Problem, ...] | tuple[Claim, ...]) -> str:
    return json.dumps([astuple(one) for one in found], ensure_ascii=False)
