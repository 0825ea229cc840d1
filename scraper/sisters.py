"""Which articles are on the same subject in other languages, as the wiki itself says.

https://www.mediawiki.org/wiki/API:Langlinks
"""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from scraper.answers import Langlink, Query
from scraper.api import Api
from scraper.article import Article
from scraper.fetch import WikiError
from scraper.paging import answers, batches
from scraper.resolve import resolve
from scraper.title import normal, title_problem

_LINKS: dict[str, str | int] = {
    "prop": "langlinks",
    "llprop": "url",
    "lllimit": "max",
    "redirects": 1,
}


@dataclass(frozen=True, slots=True, order=True)
class Sister:
    """An article in another language; ``language`` is the code that the wiki links it by."""

    language: str
    article: Article


def sisters(api: Api, titles: Iterable[str]) -> dict[str, tuple[Sister, ...]]:
    """Find the sisters of each title by language, 50 titles a request, following redirects.

    Titles without a page are left out. Raises WikiError when the wiki cannot be asked.
    """
    askable = {title for title in titles if not title_problem(title)}
    found: dict[str, tuple[Sister, ...]] = {}
    for batch in batches(sorted({normal(title) for title in askable})):
        query, links = _whole(api, {**_LINKS, "titles": "|".join(batch)})
        for title in askable:
            resolved = resolve(title, query, api.wiki) if normal(title) in batch else None
            if resolved is not None and not isinstance(resolved, WikiError):
                found[title] = _sisters(links[resolved.page.title])
    return found


def _whole(api: Api, asked: dict[str, str | int]) -> tuple[Query, dict[str, list[Langlink]]]:
    """Put the parts of an answer together: each lists all pages, with some of their links."""
    whole = Query()
    links: dict[str, list[Langlink]] = {}
    for answer in answers(api, asked):
        whole = answer.query or whole
        for page in whole.pages:
            links.setdefault(page.title, []).extend(page.langlinks)
    return whole, links


def _sisters(links: Iterable[Langlink]) -> tuple[Sister, ...]:
    """Make articles of links; one without the address of its wiki cannot be asked for."""
    return tuple(
        sorted(
            Sister(link.lang, Article(host, link.title))
            for link in links
            if (host := urlsplit(link.url).netloc)
        )
    )
