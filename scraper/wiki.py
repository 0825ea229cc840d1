"""The MediaWiki Action API as a source of revisions.

Three questions: ``heads`` (which revision is the newest, of many articles at once),
``fetch`` (revisions by their ids, of many articles at once) and ``revisions`` (the
history of one article from a moment on). All go one after another over one session.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from types import TracebackType
from typing import Self
from urllib.parse import quote, urlsplit

import requests

from scraper.answers import Answer, Page, Query, as_revision, lacks_text
from scraper.api import Api
from scraper.article import Article, Revision
from scraper.fetch import (
    Bounds,
    Fetcher,
    WikiAnswerUnreadable,
    WikiBusy,
    WikiError,
    WikiRefused,
    WikiUnreachable,
)
from scraper.manners import Pace, Patience, contact_problem, is_wikimedia, user_agent
from scraper.resolve import ArticleMissing, TitleInvalid, resolve
from scraper.title import normal, title_problem

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

# What a client without special rights may ask for at a time.
_MOST_TITLES = 50
# Servers refuse request lines of 8 KiB; a Cyrillic title takes six bytes a letter.
_MOST_BYTES = 6_000
_MOST_SUGGESTIONS = 3

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
_HISTORY: dict[str, str | int] = {"rvdir": "newer", "rvlimit": "max", "redirects": 1}


class ContactMissing(WikiError):
    """A wiki of Wikimedia's may only be asked with the operator's own contact: set it."""


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
        address = _checked(host, url)
        ours = is_wikimedia(host) or is_wikimedia(address)
        problem = contact_problem(contact)
        if problem and (contact or ours):
            raise ContactMissing(
                f'cannot ask {host} with the contact "{contact}": {problem}: set contact in '
                "diplowatch.toml to your e-mail address, as Wikimedia's User-Agent policy asks"
            )
        agent = user_agent(contact, f"python-requests/{requests.__version__}")
        self._fetcher = Fetcher(host, url, agent, bounds or Bounds(), clock)
        self._api = Api(
            host,
            self._fetcher,
            pace=pace or Pace(Pace.interval if ours else 0.0, clock, sleep),
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

    def heads(self, titles: Sequence[str]) -> dict[str, Head | WikiError]:
        """Find the newest revision of each title, 50 a request, following redirects.

        Each title has an answer of its own: a head, or why there is none. Raises
        WikiError when the wiki as a whole cannot be asked.
        """
        found: dict[str, Head | WikiError] = {}
        askable = [title for title in titles if not title_problem(title)]
        # In one order and without doubles, so that caches on the way may help.
        for batch in _batches(sorted({normal(title) for title in askable})):
            query = self._merged({**_NEWEST, "titles": "|".join(batch)})
            for title in askable:
                if normal(title) in batch:
                    found[title] = self._head(title, query)
        self._suggest(found)
        return {
            title: found.get(title) or TitleInvalid(self.host, title, title_problem(title))
            for title in titles
        }

    def fetch(self, ids: Iterable[int]) -> dict[int, Revision]:
        """Fetch revisions with their texts by id, 50 a request, without those deleted since."""
        found: dict[int, Revision] = {}
        for batch in _batches([str(number) for number in sorted(set(ids))]):
            for answer in self._answers({**_WHOLE, "revids": "|".join(batch)}):
                for page in answer.query.pages if answer.query else []:
                    found |= {one.id: one for one in self._texts(page)}
        return found

    def revisions(self, title: str, since: datetime | None = None) -> Iterator[Revision]:
        """Give an article's revisions with their texts, oldest first, following redirects.

        Those saved at or after ``since`` (aware): several may share a second, and imported
        ones carry later ids, so the caller drops the ones that it knows. Raises
        ArticleMissing, TitleInvalid or another WikiError as it goes.
        """
        if problem := title_problem(title):
            raise TitleInvalid(self.host, title, problem)
        asked: dict[str, str | int] = {**_WHOLE, **_HISTORY, "titles": normal(title)}
        if since is not None:
            asked["rvstart"] = since.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        for answer in self._answers(asked):
            resolved = resolve(title, answer.query or Query(), self.host)
            if isinstance(resolved, WikiError):
                raise self._hinted(resolved)
            yield from self._texts(resolved.page)

    def _answers(self, asked: Mapping[str, str | int]) -> Iterator[Answer]:
        """Ask, and go on as long as the wiki says that there is more."""
        more: dict[str, str | int] | None = None
        while True:
            answer = self._api.query({**asked, **(more or {})})
            yield answer
            if answer.continued is None and answer.batchcomplete:
                return
            if answer.continued is None or answer.continued == more:
                raise WikiAnswerUnreadable(
                    f"{self.host} neither completes its answer nor goes on (after {more}): "
                    "one revision may be larger than it can answer with; look at the article there"
                )
            more = answer.continued

    def _merged(self, asked: Mapping[str, str | int]) -> Query:
        """Ask until nothing is cut off; each answer lists all pages, only some with revisions."""
        whole = Query()
        pages: dict[str, Page] = {}
        for answer in self._answers(asked):
            whole = answer.query or whole
            for page in whole.pages:
                if page.revisions or page.title not in pages:
                    pages[page.title] = page
        whole.pages = list(pages.values())
        return whole

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
            yield as_revision(given)

    def _suggest(self, found: dict[str, Head | WikiError]) -> None:
        """Add a likely title to the errors of the first few missing articles."""
        missing = [(t, head) for t, head in found.items() if isinstance(head, ArticleMissing)]
        for title, error in missing[:_MOST_SUGGESTIONS]:
            found[title] = self._hinted(error)

    def _hinted(self, error: WikiError) -> WikiError:
        if not isinstance(error, ArticleMissing) or error.why:
            return error
        try:
            answer = self._api.query(_search(error.title), tries=1)
        except WikiError:  # a hint is not worth another try, and no other error
            return error
        query = answer.query or Query()
        titles = [found.title for found in (*query.prefixsearch, *query.search)]
        near = get_close_matches(normal(error.title), titles, n=1, cutoff=0.8)
        return error.hinted(near[0]) if near else error


def _checked(host: str, url: str) -> str:
    """Give the host of an api's address, or refuse the address."""
    try:
        parts = urlsplit(url)
        fit = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
        parts.port  # noqa: B018 # raises ValueError when it is no number
    except ValueError:
        fit = False
    if not fit:
        shown = f"…@{url.rpartition('@')[2]}" if "@" in url else url  # a password is for no log
        raise WikiRefused(
            f'cannot ask {host} at "{shown}": only http://HOST/…/api.php and https:// without '
            "a user's name are asked: mend wiki or api in diplowatch.toml"
        )
    return parts.hostname or ""


def _batches(names: Sequence[str]) -> Iterator[list[str]]:
    """Split into what one request can ask for."""
    batch: list[str] = []
    size = 0
    for name in names:
        length = len(quote(f"{name}|", safe=""))
        if batch and (len(batch) == _MOST_TITLES or size + length > _MOST_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(name)
        size += length
    if batch:
        yield batch


def _search(title: str) -> dict[str, str | int]:
    """Ask for titles like a mistyped one; mistakes are seldom in the beginning."""
    return {
        "list": "prefixsearch|search",
        "pssearch": title[: max(4, len(title) - 3)],
        "pslimit": 20,
        "srsearch": title,
        "srlimit": 10,
        "srprop": "",
        "srinfo": "",
    }
