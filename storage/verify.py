"""Whether a database is whole: its file, its rows, and every text to the byte."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha1

from scraper.article import Article, Revision
from storage.database import Database, DatabaseBroken
from storage.history import History

_ENDS_NOWHERE = """
SELECT article.title, topic.kind, topic.identity
FROM fact JOIN topic ON topic.id = fact.topic JOIN article ON article.id = topic.article
WHERE NOT EXISTS (SELECT 1 FROM revision WHERE article = topic.article AND moment = begun)
    OR ended IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM revision WHERE article = topic.article AND moment = ended)
"""
_OVERLAPS = """
SELECT article.title, topic.kind, topic.identity
FROM (
    SELECT topic, begun, ended, lead(begun) OVER (PARTITION BY topic ORDER BY begun) AS next
    FROM fact
) AS span JOIN topic ON topic.id = span.topic JOIN article ON article.id = topic.article
WHERE ended <= begun OR next IS NOT NULL AND (ended IS NULL OR ended > next)
"""


@dataclass(frozen=True, slots=True)
class Checked:
    """A step of the check: how many texts it looked at, and what is wrong, "" if nothing."""

    texts: int
    wrong: str = ""


def count_texts(history: History) -> int:
    """Give how many texts ``verify`` will look at."""
    ((count,),) = history.database.rows("SELECT count(text) FROM revision")
    return int(count)


def verify(history: History) -> Iterator[Checked]:
    """Check the file, what points to what, and all texts against the sha1 of their sources."""
    for wrong in (*file_flaws(history.database), *_fact_flaws(history.database)):
        yield Checked(0, wrong)
    try:
        for article in history.articles():
            for revision in history.revisions(article):
                if revision.sha1:
                    yield Checked(1, _text_flaw(history, article, revision))
    except DatabaseBroken as error:
        yield Checked(0, str(error))


def file_flaws(database: Database) -> list[str]:
    """Give what SQLite itself finds wrong: damaged pages, and rows that point nowhere."""
    where = f'database "{database.path}"'
    try:
        told = [line for (line,) in database.rows("PRAGMA integrity_check")]
        lost = database.rows("PRAGMA foreign_key_check")
    except DatabaseBroken as error:
        return [str(error)]
    damaged = [f"{where} is damaged: {' '.join(line.split())}" for line in told if line != "ok"]
    return damaged + [
        f"{where}: row {row} of {table} points to a row of {parent} that is not there"
        for table, row, parent, _ in lost
    ]


def _fact_flaws(database: Database) -> list[str]:
    try:
        nowhere, overlaps = database.rows(_ENDS_NOWHERE), database.rows(_OVERLAPS)
    except DatabaseBroken:  # which the file's check has told
        return []
    return [
        f'the {kind} "{identity}" of "{title}" {what}: run "diplowatch reparse"'
        for rows, what in (
            (nowhere, "begins or ends with a revision that is not there"),
            (overlaps, "is said twice at a time"),
        )
        for title, kind, identity in rows
    ]


def _text_flaw(history: History, article: Article, revision: Revision) -> str:
    try:
        text = history.text(article, revision.id) or ""
    except DatabaseBroken as error:
        return f'the text of revision {revision.id} of "{article}" cannot be read: {error}'
    found = sha1(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
    if found == revision.sha1:
        return ""
    return (
        f'the text of revision {revision.id} of "{article}" is damaged: its sha1 is {found}, '
        f"it was stored with {revision.sha1}: restore a backup"
    )
