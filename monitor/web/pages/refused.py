"""What has no page: why, and where to go on from there."""

from dataclasses import dataclass
from urllib.parse import unquote

from monitor.web.addresses import ARTICLES, DATA, RELATIONS, SEARCH, article_path, with_query
from reports.clean import clean
from reports.counts import TITLE_LIMIT
from storage.articles import UnknownArticle

_TITLES = {404: "No such page", 400: "This cannot be answered", 503: "Busy"}
_SEARCHED = ("article", "compare", "counterpart", "organisation")
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead to a page of ours."""

    words: str
    path: str


@dataclass(frozen=True, slots=True)
class Page:
    """Why there is no page, in a sentence, and what there is instead."""

    status: int
    title: str
    says: str
    links: tuple[Link, ...]


def refused(status: int, error: Exception, path: str, bare: str = "") -> Page:
    """Say what is wrong with a request for a path.

    ``bare`` is the same page without what stands after the question mark, where there is one.
    """
    links = [*_meant(error)]
    if bare and not isinstance(error, UnknownArticle):
        links.append(Link("This page without what was asked of it", bare))
    elif status == 404 and (asked := _asked(path)):
        links.append(Link(f"Search for “{asked}”", with_query(SEARCH, q=asked)))
    if path.startswith(f"{RELATIONS}/"):
        links.append(Link("All subregions", RELATIONS))
    if path.startswith(f"{DATA}/"):
        links.append(Link("All tables", DATA))
    links.append(Link("All articles", ARTICLES))
    return Page(status, _TITLES.get(status, "Something is wrong"), _says(error), tuple(links))


def _meant(error: Exception) -> list[Link]:
    """Lead to the articles that may be meant; of two wikis they can have one title."""
    near = error.near if isinstance(error, UnknownArticle) else ()
    wikis = {article.wiki for article in near}
    return [
        Link(
            clean(article.title if len(wikis) < 2 else str(article), TITLE_LIMIT),
            article_path(article),
        )
        for article in near
    ]


def _asked(path: str) -> str:
    """Give what a path names, to search for it."""
    first, *rest = path.strip("/").removesuffix(".json").split("/")
    if rest and first not in _SEARCHED:
        return ""
    named = unquote(rest[-1] if rest else first).replace("_", " ")
    return clean(named[:_LONGEST], TITLE_LIMIT)


def _says(error: Exception) -> str:
    if isinstance(error, UnknownArticle) and error.name:
        name = clean(error.name, TITLE_LIMIT)
        if len(error.near) > 1:
            return f"Several articles go by “{name}”."
        near = [f" Did you mean “{clean(one.title, TITLE_LIMIT)}”?" for one in error.near]
        return f"No article goes by “{name}”.{''.join(near)}"
    said = str(error).replace("`", "")
    return said[:1].upper() + said[1:] + ("" if said.endswith((".", "?")) else ".")
