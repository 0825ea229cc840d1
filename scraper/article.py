"""The nouns of the wiki: a page that we watch, and one saved edit of it."""

from dataclasses import dataclass, field
from datetime import datetime

_PREFIX = "Foreign relations of "


class ScraperError(Exception):
    """Something of the wiki could not be read; the message is one line for its reader."""


@dataclass(frozen=True, slots=True, order=True)
class Article:
    """A page that we watch; its wiki (a host name) is part of its identity."""

    wiki: str
    title: str

    @property
    def subject(self) -> str:
        """The state that the article is about: "Mongolia", "Bahamas" (its "the" dropped)."""
        return self.title.removeprefix(_PREFIX).removeprefix("the ").replace("_", " ")

    def __str__(self) -> str:
        return f"{self.wiki}:{self.title}"


@dataclass(frozen=True, slots=True)
class Revision:
    """One saved edit of an article.

    ``saved_at`` is UTC. ``user``, ``comment`` and ``text`` are None where the wiki
    withholds them; ``sha1`` is the wiki's own, in lower-case hexadecimal, or "" where
    it gives none. ``standing`` says who edited: "registered", "temporary",
    "anonymous", or "" where the source does not tell.
    """

    id: int
    parent_id: int
    saved_at: datetime
    user: str | None
    comment: str | None
    text: str | None = field(repr=False)
    sha1: str = ""
    tags: tuple[str, ...] = ()
    minor: bool = False
    standing: str = ""
