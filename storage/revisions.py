"""Revisions as rows, and where they stand in their article's history."""

import json
from datetime import UTC, datetime, timedelta

from scraper.article import Revision
from storage.change import RevisionRefused
from storage.database import Database, Row

REVERT_RADIUS = 15
"""Revisions back to which an identical text is a revert (MediaWiki's $wgRevertedTagMaxDepth)."""

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_ID_BITS = 32
_BOUND = 1 << 63  # of SQLite's integers
_STANDINGS = ("", "registered", "temporary", "anonymous")
_SECOND = timedelta(seconds=1)

COLUMNS = (
    "revision.moment, revision.parent, revision.user, revision.comment, wikitext.sha1, "
    "revision.tags, revision.minor, revision.standing"
)
"""What ``revision_of`` reads; of ``revision LEFT JOIN wikitext``."""

JOINED = "revision LEFT JOIN wikitext ON wikitext.id = revision.text"


def moment_of(saved_at: datetime, revision_id: int) -> int:
    """Place a revision in history: by time, to the second, then by id."""
    if not 0 < revision_id < 1 << _ID_BITS:
        raise RevisionRefused(f'revision id "{revision_id}" is out of bounds: ids are 1 to 2^32')
    if saved_at.tzinfo is None:
        raise RevisionRefused(f'revision "{revision_id}" was saved at a time without a zone')
    moment = (saved_at - _EPOCH) // _SECOND << _ID_BITS | revision_id
    if moment != _within_bounds(moment):
        raise RevisionRefused(
            f'revision "{revision_id}" is out of bounds: a wiki that says that it was saved on '
            f"{saved_at:%Y-%m-%d} cannot be right"
        )
    return moment


def last_moment(at: datetime) -> int:
    """Give the latest moment that a revision saved at ``at`` or before can have."""
    return _within_bounds((((at - _EPOCH) // _SECOND + 1) << _ID_BITS) - 1)


def first_moment(at: datetime) -> int:
    """Give the earliest moment that a revision saved at ``at`` or later can have."""
    return _within_bounds(-(-(at - _EPOCH) // _SECOND) << _ID_BITS)


def _within_bounds(moment: int) -> int:
    """Take a time outside of history (1932 to 2068) for the beginning or the end of it."""
    return min(max(moment, -_BOUND), _BOUND - 1)


def id_of(moment: int) -> int:
    """Give the id of the revision at a moment."""
    return moment & (1 << _ID_BITS) - 1


def time_of(moment: int) -> datetime:
    """Give the time at which the revision of a moment was saved."""
    return _EPOCH + (moment >> _ID_BITS) * _SECOND


def revision_of(row: Row, text: str | None = None) -> Revision:
    """Make a revision of a row of ``COLUMNS``."""
    moment, parent, user, comment, sha1, tags, minor, standing = row
    return Revision(
        id=id_of(moment),
        parent_id=parent,
        saved_at=time_of(moment),
        user=user,
        comment=comment,
        text=text,
        sha1=sha1.hex() if sha1 else "",
        tags=tuple(json.loads(tags)) if tags else (),
        minor=bool(minor),
        standing=_STANDINGS[standing],
    )


def insert(
    database: Database,
    article: int,
    moment: int,
    revision: Revision,
    *,
    text: int | None,
    parser: int | None,
    reverted: int,
) -> None:
    """Write a revision's row."""
    tags = json.dumps(revision.tags, ensure_ascii=False) if revision.tags else None
    database.connection.execute(
        "INSERT INTO revision (article, moment, parent, text, parser, minor, reverted,"
        " standing, user, comment, tags) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            article,
            moment,
            revision.parent_id,
            text,
            parser,
            revision.minor,
            reverted,
            _STANDINGS.index(revision.standing),
            revision.user,
            revision.comment,
            tags,
        ),
    )
