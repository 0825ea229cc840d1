"""Which title may be meant by one at which there is no article."""

from difflib import get_close_matches
from typing import TypeGuard, TypeVar

from scraper.answers import Query
from scraper.api import Api
from scraper.fetch import WikiError
from scraper.resolve import ArticleMissing
from scraper.title import normal

Found = TypeVar("Found")

_MOST = 3


def suggest(api: Api, found: dict[str, Found | WikiError]) -> None:
    """Add a likely title to the errors of the first few missing articles."""
    missing = [error for error in found.values() if _perhaps_misspelt(error)]
    for error in missing[:_MOST]:
        found[error.title] = hinted(api, error)


def hinted(api: Api, error: WikiError) -> WikiError:
    """Give the error with a likely title, where the wiki has one; one request."""
    if not _perhaps_misspelt(error):
        return error
    try:
        answer = api.query(_search(error.title), tries=1)
    except WikiError:  # a hint is not worth another try, and no other error
        return error
    query = answer.query or Query()
    titles = [found.title for found in (*query.prefixsearch, *query.search)]
    near = get_close_matches(normal(error.title), titles, n=1, cutoff=0.8)
    return error.hinted(near[0]) if near else error


def _perhaps_misspelt(found: object) -> TypeGuard[ArticleMissing]:
    # One that redirects somewhere is spelt as its authors meant it.
    return isinstance(found, ArticleMissing) and not found.why


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
