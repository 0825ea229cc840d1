"""What an event of Wikimedia's stream ``mediawiki.page_change.v1`` says: which page, where.

That stream has all that happens to a page: created, edited, moved, deleted, undeleted, a
revision hidden. Its schema is mediawiki/page/change 1.2.0 of
https://gitlab.wikimedia.org/repos/data-engineering/schemas-event-primary.
"""

import msgspec
from msgspec import Struct

from scraper.title import normal

PAGE_CHANGES = "https://stream.wikimedia.org/v2/stream/mediawiki.page_change.v1"
_CANARY = "canary"


class _Meta(Struct):
    id: str
    domain: str


class _Page(Struct):
    page_id: int = 0
    page_title: str = ""


class _Prior(Struct):
    page: _Page | None = None


class _Event(Struct):
    meta: _Meta
    page: _Page | None = None
    prior_state: _Prior | None = None


_DECODER = msgspec.json.Decoder(_Event)


class PageChange(Struct, frozen=True):
    """Something happened to a page, whose ``titles`` are that of now and that before a move.

    ``wiki`` is its host; ``uid`` is the event's own, by which one that is sent again is
    known. A canary's wiki is "": it only tells that the stream is alive.
    """

    uid: str
    wiki: str = ""
    page_id: int = 0
    titles: tuple[str, ...] = ()

    @property
    def is_canary(self) -> bool:
        """Whether nothing happened to any page."""
        return not self.wiki


def read(data: bytes) -> PageChange | None:
    """Read an event's JSON; None for what is none of the stream's."""
    try:
        event = _DECODER.decode(data)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    if event.meta.domain == _CANARY:
        return PageChange(event.meta.id)
    pages = [event.page, event.prior_state.page if event.prior_state else None]
    titles = tuple(normal(page.page_title) for page in pages if page and page.page_title)
    if event.page is None or not event.meta.domain or not titles:
        return None
    return PageChange(event.meta.id, event.meta.domain, event.page.page_id, titles)
