"""What the wiki says of titles: where they redirect to, and which Wikidata item they are.

https://www.mediawiki.org/wiki/API:Pageprops
"""

from collections.abc import Iterable
from dataclasses import dataclass

from scraper.answers import Page, Query
from scraper.api import Api
from scraper.fetch import WikiError
from scraper.paging import answers, batches
from scraper.resolve import resolve
from scraper.title import normal, title_problem

_PROPERTIES: dict[str, str | int] = {
    "prop": "pageprops",
    "ppprop": "wikibase_item|disambiguation",
    "redirects": 1,
}


@dataclass(frozen=True, slots=True)
class Entry:
    """The page at which a title ends, and its Wikidata item ("Q711"; "" if it has none)."""

    title: str
    item: str = ""
    is_disambiguation: bool = False


def look_up(api: Api, titles: Iterable[str]) -> dict[str, Entry]:
    """Look titles up, 50 a request, following redirects; those without a page are left out.

    Raises WikiError when the wiki cannot be asked.
    """
    askable = {title for title in titles if not title_problem(title)}
    found: dict[str, Entry] = {}
    for batch in batches(sorted({normal(title) for title in askable})):
        query = _whole(api, {**_PROPERTIES, "titles": "|".join(batch)})
        for title in askable:
            if normal(title) in batch and (entry := _entry(title, query, api.wiki)):
                found[title] = entry
    return found


def _whole(api: Api, asked: dict[str, str | int]) -> Query:
    """Put the parts of an answer together: each lists all pages, only some with properties."""
    whole = Query()
    pages: dict[str, Page] = {}
    for answer in answers(api, asked):
        whole = answer.query or whole
        for page in whole.pages:
            if page.pageprops or page.title not in pages:
                pages[page.title] = page
    whole.pages = list(pages.values())
    return whole


def _entry(title: str, query: Query, wiki: str) -> Entry | None:
    resolved = resolve(title, query, wiki)
    if isinstance(resolved, WikiError):
        return None
    page = resolved.page
    known = page.pageprops
    return Entry(page.title, known.get("wikibase_item", ""), "disambiguation" in known)
