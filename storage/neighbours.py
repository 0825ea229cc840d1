"""The revisions around a place in history, and which of them undo others."""

from collections.abc import Sequence
from typing import NamedTuple

from storage.database import Database
from storage.revisions import REVERT_RADIUS

BY_TEXT, BY_TAG, DELETED = 1, 2, 3
"""How a revision was reverted: by an identical text, as the wiki's tag says, or it is deleted."""


class Neighbour(NamedTuple):
    """A revision as far as those around it care; ``text`` is a wikitext's id."""

    moment: int
    text: int | None
    sha1: bytes | None
    parser: int | None
    reverted: int

    @property
    def counts(self) -> bool:
        """Whether its facts are part of the history: it was read, and not reverted."""
        return self.parser is not None and not self.reverted


# What is deleted is nobody's neighbour: it has undone nothing.
_NEIGHBOURS = (
    "SELECT moment, text, sha1, parser, reverted"
    " FROM revision LEFT JOIN wikitext ON wikitext.id = revision.text"
    " WHERE article = ? AND reverted <> ? "
)


def earlier(database: Database, article: int, moment: int) -> list[Neighbour]:
    """Give the revisions before a moment, the nearest first, as far as reverts reach."""
    rows = database.rows(
        _NEIGHBOURS + "AND moment < ? ORDER BY moment DESC LIMIT ?",
        article,
        DELETED,
        moment,
        REVERT_RADIUS,
    )
    return [Neighbour(*row) for row in rows]


def later(database: Database, article: int, moment: int) -> list[Neighbour]:
    """Give the revisions after a moment, the nearest first, as far as reverts reach."""
    rows = database.rows(
        _NEIGHBOURS + "AND moment > ? ORDER BY moment LIMIT ?",
        article,
        DELETED,
        moment,
        REVERT_RADIUS,
    )
    return [Neighbour(*row) for row in rows]


def counting_before(database: Database, article: int, moment: int) -> int | None:
    """Give the moment of the last revision before one whose facts count."""
    row = database.row(
        "SELECT moment FROM revision WHERE article = ? AND moment < ? AND parser IS NOT NULL"
        " AND reverted = 0 ORDER BY moment DESC LIMIT 1",
        article,
        moment,
    )
    return row[0] if row else None


def counting_after(database: Database, article: int, moment: int) -> int | None:
    """Give the moment of the first revision after one whose facts count."""
    row = database.row(
        "SELECT moment FROM revision WHERE article = ? AND moment > ? AND parser IS NOT NULL"
        " AND reverted = 0 ORDER BY moment LIMIT 1",
        article,
        moment,
    )
    return row[0] if row else None


def undoing_after(database: Database, article: int, moment: int) -> int | None:
    """Give the moment of the first revision after one that counts, where it undid others."""
    first = counting_after(database, article, moment)
    if first is None:
        return None
    before = next(iter(earlier(database, article, first)), None)
    return first if before and before.reverted else None


def last_undoing(database: Database, article: int) -> int | None:
    """Give the moment of the first revision that counts after all that were reverted or deleted.

    Where the newest ones were, it is the last that counts before them.
    """
    row = database.row("SELECT max(moment) FROM revision WHERE article = ? AND reverted", article)
    if row is None or row[0] is None:
        return None
    after = counting_after(database, article, row[0])
    return counting_before(database, article, row[0]) if after is None else after


def undone(around: Sequence[Neighbour], text: int | None) -> Sequence[Neighbour]:
    """Give those of ``around``, nearest first, that lie between a text and its nearest like.

    An equal text next to it is a null edit and undoes nothing.
    https://www.mediawiki.org/wiki/Manual:Reverts
    """
    if text is not None:
        for distance, neighbour in enumerate(around):
            if neighbour.text == text:
                return around[:distance]
    return ()


def is_undone(before: Sequence[Neighbour], text: int | None, after: Sequence[Neighbour]) -> bool:
    """Tell whether a text was reverted, given what stands around it, the nearest first."""
    distances = {one.text: distance for distance, one in reversed(list(enumerate(before)))}
    return any(
        neighbour.text not in (None, text)
        and distances.get(neighbour.text, REVERT_RADIUS) + distance + 2 <= REVERT_RADIUS
        for distance, neighbour in enumerate(after)
    )


def undone_among(texts: Sequence[int | None]) -> set[int]:
    """Give the places of all that was reverted in a whole history of texts, the oldest first.

    What lies between a text and its next like was, where these are near enough.
    """
    last: dict[int, int] = {}
    found: set[int] = set()
    for place, text in enumerate(texts):
        if text is not None:
            begun = last.get(text, place)
            if place - begun <= REVERT_RADIUS:
                found.update(range(begun + 1, place))
            last[text] = place
    return found
