"""Which titles belong together, as a category or the links of a page say.

https://www.mediawiki.org/wiki/API:Categorymembers, https://www.mediawiki.org/wiki/API:Links
"""

from collections.abc import Iterable

from scraper.api import Api
from scraper.fetch import WikiError
from scraper.paging import answers
from scraper.title import normal, title_problem

_ARTICLES, _CATEGORIES = 0, 14


def in_category(api: Api, name: str) -> list[str]:
    """List the articles of a category, and those after which its subcategories are named.

    A category about one state has the name of its main article, so the articles of a family
    need not be in one category themselves. Whether there are such articles is not asked.
    Raises WikiError.
    """
    asked: dict[str, str | int] = {
        "list": "categorymembers",
        "cmtitle": normal(name if ":" in name else f"Category:{name}"),
        "cmtype": "page|subcat",
        "cmnamespace": f"{_ARTICLES}|{_CATEGORIES}",
        "cmlimit": "max",
    }
    found = [
        member
        for answer in answers(api, asked)
        for member in (answer.query.categorymembers if answer.query else [])
    ]
    return _in_order(
        one.title if one.ns == _ARTICLES else one.title.partition(":")[2] for one in found
    )


def linked_from(api: Api, page: str) -> list[str]:
    """List the articles to which a page links: a template, or one that has it. Raises WikiError."""
    if problem := title_problem(page):
        raise WikiError(f'"{page}" can be no page on {api.wiki}: {problem}')
    asked: dict[str, str | int] = {
        "prop": "links",
        "plnamespace": _ARTICLES,
        "pllimit": "max",
        "titles": normal(page),
        "redirects": 1,
    }
    pages = [
        one
        for answer in answers(api, asked)
        for one in (answer.query.pages if answer.query else [])
    ]
    if any(one.missing or one.invalid for one in pages):
        raise WikiError(f'no page "{page}" on {api.wiki}: check its name')
    return _in_order(link.title for one in pages for link in one.links)


def _in_order(titles: Iterable[str]) -> list[str]:
    return sorted(set(titles))
