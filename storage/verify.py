"""Whether a database is whole: its file, its rows, and every text to the byte."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha1

import zstandard

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
_JSON = [
    ("revision", "tags"),
    ("fact", "dates"),
    ("fact", "also"),
    ("fact", "refs"),
    ("reading", "problems"),
    ("reading", "claims"),
    ("told", "doubts"),
    ("telling", "before"),
    ("telling", "after"),
    ("report", "document"),
    ("delivery", "message"),
]


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
    database = history.database
    for wrong in (*file_flaws(database), *_fact_flaws(database), *_row_flaws(database)):
        yield Checked(0, wrong)
    try:
        for article in history.articles():
            for revision in history.revisions(article):
                if revision.sha1:
                    yield Checked(1, _text_flaw(history, article, revision))
    except DatabaseBroken as error:
        yield Checked(0, str(error))
    except ValueError as error:  # of a row that is not what was written
        yield Checked(0, f'a revision in database "{database.path}" cannot be read: {error}')


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


def _row_flaws(database: Database) -> Iterator[str]:
    """Give what is in rows that this program never wrote so."""
    try:
        for table, column in _JSON:
            ((count,),) = database.rows(
                f"SELECT count(*) FROM {table}"  # noqa: S608 - constants
                f" WHERE {column} IS NOT NULL AND NOT json_valid({column})"
            )
            yield from _in_rows(database, count, table, f"{column} that are no JSON")
        ((count,),) = database.rows("SELECT count(*) FROM wikitext WHERE length(sha1) <> 20")
        yield from _in_rows(database, count, "wikitext", "a sha1 that is none")
        packed = database.rows("SELECT facts FROM told")
        count = sum(not _is_packed_json(facts) for (facts,) in packed)
        yield from _in_rows(database, count, "told", "facts that cannot be unpacked")
    except DatabaseBroken:  # which the file's check has told
        return


def _in_rows(database: Database, count: int, table: str, what: str) -> Iterator[str]:
    if count:
        rows = "1 row has" if count == 1 else f"{count} rows have"
        yield f'database "{database.path}": in {table} {rows} {what}: restore a backup'


def _is_packed_json(packed: bytes) -> bool:
    try:
        json.loads(zstandard.decompress(packed))
    except (ValueError, TypeError, zstandard.ZstdError):
        return False
    return True


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
