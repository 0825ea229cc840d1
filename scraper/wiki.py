"""The MediaWiki Action API as a source of revisions.

``heads`` tells which revision is the newest, ``stable`` which one its editors have
reviewed, of many articles at once; ``fetch`` gives revisions by their ids,
``reverted`` which of them were undone, ``title_of`` whose one is; ``revisions`` is the
history of one article from a moment on. All questions go one after another over one session.
A text that the API normalised (to NFC, as it does all) is asked of index.php once more.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha1
from types import TracebackType
from typing import Self

from scraper.address import checked_host
from scraper.answers import Page, Query, as_revision, lacks_text
from scraper.api import Api
from scraper.article import Article, Revision
from scraper.contact import ContactMissing, agent_for
from scraper.family import in_category, linked_from
from scraper.fetch import (
    Bounds,
    Fetcher,
    WikiAnswerUnreadable,
    WikiBusy,
    WikiError,
    WikiRefused,
    WikiUnreachable,
)
from scraper.hints import hinted, suggest
from scraper.manners import Pace, Patience, is_wikimedia
from scraper.paging import answers, batches, merged
from scraper.resolve import ArticleMissing, TitleInvalid, resolve
from scraper.sisters import Sister, sisters
from scraper.title import normal, title_problem
from scraper.titles_online import Entry, look_up

# Callers name the errors by the module that raises them.
__all__ = [
    "ArticleMissing",
    "Bounds",
    "ContactMissing",
    "Head",
    "Pace",
    "Patience",
    "TitleInvalid",
    "Wiki",
    "WikiAnswerUnreadable",
    "WikiBusy",
    "WikiError",
    "WikiRefused",
    "WikiUnreachable",
]

# Of each page the newest revision alone, without text.
_NEWEST: dict[str, str | int] = {
    "prop": "revisions",
    "rvprop": "ids|timestamp|sha1",
    "redirects": 1,
}
_WHOLE: dict[str, str | int] = {
    "prop": "revisions",
    "rvprop": "ids|timestamp|user|comment|sha1|tags|flags|content",
    "rvslots": "main",
}
_IDS: dict[str, str | int] = {"prop": "revisions", "rvprop": "ids|timestamp"}
_TAGS: dict[str, str | int] = {"prop": "revisions", "rvprop": "ids|tags|timestamp"}
_REVERTED = "mw-reverted"
_HISTORY: dict[str, str | int] = {"rvdir": "newer", "rvlimit": "max", "redirects": 1}


@dataclass(frozen=True, slots=True)
class Head:
    """The newest revision of an article, without its text.

    ``article`` has the title at which it stands now, ``asked`` is the title asked for,
    and ``redirected_from`` the redirects between the two, in order.
    """

    article: Article
    asked: str
    page_id: int
    revision: Revision
    redirected_from: tuple[str, ...] = ()


class Wiki:
    """One wiki, named by its host, asked in series over one session.

    ``api`` is the address of its api.php where that is not ``https://HOST/w/api.php``.
    Wikis of one process share one ``pace``: Wikimedia counts over all of its sites.
    Making one asks nothing yet. Raises ContactMissing, or WikiRefused for an address
    that is neither http nor https.
    """

    def __init__(
        self,
        host: str,
        *,
        contact: str = "",
        api: str = "",
        sleep: Callable[[float], object] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        pace: Pace | None = None,
        patience: Patience | None = None,
        bounds: Bounds | None = None,
    ) -> None:
        self.host = host
        url = api or f"https://{host}/w/api.php"
        agent = agent_for(host, url, contact)
        ours = is_wikimedia(host) or is_wikimedia(checked_host(host, url))
        self._fetcher = Fetcher(host, url, agent, bounds or Bounds(), clock)
        pages = f"{url.removesuffix('api.php')}index.php"
        self._pages = Fetcher(host, pages, agent, bounds or Bounds(), clock)
        self._api = Api(
            host,
            self._fetcher,
            # Only Wikimedia counts over all of its sites.
            pace=(pace or Pace(clock=clock, sleep=sleep)) if ours else Pace(0.0, clock, sleep),
            patience=patience or Patience(),
            sleep=sleep,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the session."""
        self._fetcher.close()
        self._pages.close()

    def clock(self) -> datetime:
        """Give the time of day, to the second, by the wiki's clock; raises WikiError."""
        at = self._api.query({"curtimestamp": 1}).curtimestamp
        if at is None:
            raise WikiAnswerUnreadable(
                f"{self.host} does not tell the time: check that it is MediaWiki 1.35 or newer"
            )
        return at

    def heads(self, titles: Sequence[str]) -> dict[str, Head | WikiError]:
        """Find the newest revision of each title, 50 a request, following redirects.

        Each title has an answer of its own: a head, or why there is none. Raises
        WikiError when the wiki as a whole cannot be asked.
        """
        found: dict[str, Head | WikiError] = {}
        askable = [title for title in titles if not title_problem(title)]
        # In one order and without doubles, so that caches on the way may help.
        for batch in batches(sorted({normal(title) for title in askable})):
            query = merged(self._api, {**_NEWEST, "titles": "|".join(batch)})
            for title in askable:
                if normal(title) in batch:
                    found[title] = self._head(title, query)
        suggest(self._api, found)
        return {
            title: found.get(title) or TitleInvalid(self.host, title, title_problem(title))
            for title in titles
        }

    def fetch(self, ids: Iterable[int]) -> dict[int, Revision]:
        """Fetch revisions with their texts by id, 50 a request, without those deleted since."""
        found: dict[int, Revision] = {}
        for batch in batches([str(number) for number in sorted(set(ids))]):
            for page in self._pages_of({**_WHOLE, "revids": "|".join(batch)}):
                found |= {one.id: one for one in self._texts(page)}
        return found

    def ids(self, title: str) -> list[int]:
        """List the ids of all revisions of an article, oldest first, following redirects.

        500 a request. Raises ArticleMissing, TitleInvalid or another WikiError.
        """
        if problem := title_problem(title):
            raise TitleInvalid(self.host, title, problem)
        found: list[int] = []
        for answer in answers(self._api, {**_IDS, **_HISTORY, "titles": normal(title)}):
            resolved = resolve(title, answer.query or Query(), self.host)
            if isinstance(resolved, WikiError):
                raise resolved
            found += [one.revid for one in resolved.page.revisions or []]
        return found

    def reverted(self, ids: Iterable[int]) -> set[int]:
        """Tell which revisions have the tag ``mw-reverted``, which comes late; 50 a request."""
        found: set[int] = set()
        for batch in batches([str(number) for number in sorted(set(ids))]):
            for page in self._pages_of({**_TAGS, "revids": "|".join(batch)}):
                found |= {one.revid for one in page.revisions or [] if _REVERTED in one.tags}
        return found

    def title_of(self, revision: Revision) -> str | None:
        """Give the title of the page that has a revision by now; None where none has it."""
        for page in self._pages_of({**_IDS, "revids": str(revision.id)}):
            # Another wiki's numbers may have come by an import.
            if any(given.timestamp == revision.saved_at for given in page.revisions or []):
                return page.title
        return None

    def stable(self, titles: Iterable[str]) -> dict[str, int]:
        """Give the reviewed revision of each title, where the wiki has FlaggedRevs; 50 a request.

        Pages without one are left out. (https://www.mediawiki.org/wiki/Extension:FlaggedRevs)
        """
        found: dict[str, int] = {}
        for batch in batches(sorted({normal(title) for title in titles})):
            for page in self._pages_of({"prop": "flagged", "titles": "|".join(batch)}):
                if page.flagged and page.flagged.stable_revid:
                    found[page.title] = page.flagged.stable_revid
        return found

    def look_up(self, titles: Iterable[str]) -> dict[str, Entry]:
        """Look titles up, 50 a request: where each redirects to, and its Wikidata item.

        Titles without a page are left out. Raises WikiError when the wiki cannot be asked.
        """
        return look_up(self._api, titles)

    def sisters(self, titles: Iterable[str]) -> dict[str, tuple[Sister, ...]]:
        """Find the articles on the same subjects in other languages, 50 titles a request.

        Titles without a page are left out. Raises WikiError when the wiki cannot be asked.
        """
        return sisters(self._api, titles)

    def in_category(self, name: str) -> list[str]:
        """List the titles that a category and its subcategories stand for; raises WikiError."""
        return in_category(self._api, name)

    def linked_from(self, page: str) -> list[str]:
        """List the articles to which a page links; raises WikiError."""
        return linked_from(self._api, page)

    def revisions(self, title: str, since: datetime | None = None) -> Iterator[Revision]:
        """Give an article's revisions with their texts, oldest first, following redirects.

        Those saved at or after ``since`` (aware): several may share a second, and imported
        ones carry later ids, so the caller drops the ones that it knows. Raises
        ArticleMissing, TitleInvalid or another WikiError as it goes.
        """
        if problem := title_problem(title):
            raise TitleInvalid(self.host, title, problem)
        asked = {**_WHOLE, **_HISTORY} if since is None else {**_WHOLE, **_HISTORY, **_start(since)}
        for answer in answers(self._api, {**asked, "titles": normal(title)}):
            yield from self._texts(self._page(title, answer.query))

    def as_of(self, title: str, at: datetime) -> Revision | None:
        """Give the newest revision saved at or before a time, with its text, None if there is none.

        Follows redirects. Raises ArticleMissing, TitleInvalid or another WikiError.
        """
        if problem := title_problem(title):
            raise TitleInvalid(self.host, title, problem)
        asked = {**_WHOLE, **_start(at), "rvlimit": 1, "redirects": 1, "titles": normal(title)}
        page = self._page(title, self._api.query(asked).query)
        return next(self._texts(page), None)

    def _pages_of(self, asked: dict[str, str | int]) -> Iterator[Page]:
        """Give the pages of all parts of an answer; one that was cut off comes again."""
        for answer in answers(self._api, asked):
            yield from answer.query.pages if answer.query else []

    def _page(self, title: str, query: Query | None) -> Page:
        resolved = resolve(title, query or Query(), self.host)
        if isinstance(resolved, WikiError):
            raise hinted(self._api, resolved)
        return resolved.page

    def _head(self, title: str, query: Query) -> Head | WikiError:
        resolved = resolve(title, query, self.host)
        if isinstance(resolved, WikiError):
            return resolved
        page = resolved.page
        if not page.revisions:
            return WikiAnswerUnreadable(
                f'{self.host} gives no revision of "{title}", though it exists: '
                "look at its history there"
            )
        return Head(
            article=Article(self.host, page.title),
            asked=title,
            page_id=page.pageid,
            revision=as_revision(page.revisions[0]),
            redirected_from=resolved.redirected_from,
        )

    def _texts(self, page: Page) -> Iterator[Revision]:
        for given in page.revisions or []:
            if lacks_text(given):
                raise WikiAnswerUnreadable(
                    f'{self.host} gives no text of revision "{given.revid}" of "{page.title}", and '
                    "does not say that it withholds it: check that it is MediaWiki 1.35 or newer"
                )
            yield self._as_stored(as_revision(given))

    def _as_stored(self, revision: Revision) -> Revision:
        """Give a revision with the text that has its sha1; the API's answers are all in NFC."""
        text = revision.text
        if (
            text is None
            or text.isascii()
            or revision.sha1 in ("", _sha1(text.encode("utf-8", "surrogatepass")))
        ):
            return revision
        stored = self._api.text(self._pages, revision.id)
        if _sha1(stored) != revision.sha1:
            return revision
        return replace(revision, text=stored.decode(errors="replace"))


def _sha1(text: bytes) -> str:
    return sha1(text, usedforsecurity=False).hexdigest()


def _start(at: datetime) -> dict[str, str | int]:
    return {"rvstart": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")}
