"""All that a run leaves behind, in a form in which two runs can be compared."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from storage.database import Database

_FACTS = "SELECT * FROM facts"
_REVISIONS = (
    "SELECT title, revision.id, hex(sha1), reverted, user FROM revision"
    " JOIN article ON article.id = revision.article LEFT JOIN wikitext ON wikitext.id = text"
)
_TOLD = (
    "SELECT subscription, title, kind, identity, before, after FROM telling"
    " JOIN topic ON topic.id = topic JOIN article ON article.id = topic.article"
)
_OWED = "SELECT channel, state FROM delivery"
_HEARD = "SELECT subscription, title, hex(facts), doubts FROM told JOIN article ON id = article"


class Outcome(NamedTuple):
    """Rows, each with how often it is there.

    ``delivered`` has what arrived: the changes in the report files.
    """

    facts: Counter[object]
    revisions: Counter[object]
    told: Counter[object]
    heard: Counter[object]
    owed: Counter[object]
    delivered: Counter[object]


def outcome(folder: Path) -> Outcome:
    """Read what is in a folder: one database, and a folder of reports if there are any."""
    database = Database(folder / "diplowatch.db")
    try:
        rows = [Counter(database.rows(sql)) for sql in (_FACTS, _REVISIONS, _TOLD, _HEARD, _OWED)]
    finally:
        database.close()
    return Outcome(*rows, Counter(_arrived(folder)))


def _arrived(folder: Path) -> Iterable[str]:
    """Give the lines of the reports that tell a change; a report may arrive twice, so each once."""
    reports = sorted((folder / "reports").glob("*.txt"))
    lines = {line for report in reports for line in report.read_text().splitlines()}
    return (line for line in lines if line.strip().startswith(("+ ", "- ", "~ ")))
