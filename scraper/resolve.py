"""From a title that was asked for to the page that a query found for it.

Pages come in no order of the request; the way leads through what was normalised and a
chain of redirects.
"""

from dataclasses import dataclass

from scraper.answers import Page, Query
from scraper.fetch import WikiError
from scraper.title import normal


class ArticleMissing(WikiError):
    """No article stands at the title: it was deleted, or never was; check the title."""

    def __init__(self, wiki: str, title: str, why: str, hint: str = "") -> None:
        self.wiki = wiki
        self.title = title
        self.why = why
        guess = f'did you mean "{hint}"? ' if hint else ""
        super().__init__(f'no article "{title}" on {wiki}{why}: {guess}check its title')

    def hinted(self, hint: str) -> "ArticleMissing":
        """Add a title that may be meant."""
        return ArticleMissing(self.wiki, self.title, self.why, hint)


class TitleInvalid(WikiError):
    """No article of this wiki can have the title: mend it in the settings."""

    def __init__(self, wiki: str, title: str, why: str) -> None:
        super().__init__(f'"{title}" can be no article on {wiki}: {why}: mend it in the settings')


@dataclass(frozen=True, slots=True)
class Resolved:
    """The page at which a title ends, and the redirects before it."""

    page: Page
    redirected_from: tuple[str, ...]


def resolve(title: str, query: Query, wiki: str) -> Resolved | ArticleMissing | TitleInvalid:
    """Follow a title to its page in a query that asked for it, or say why there is none."""
    names = {renaming.old: renaming.new for renaming in query.normalized}
    redirects = {renaming.old: renaming.new for renaming in query.redirects}
    name = names.get(normal(title), normal(title))
    passed: list[str] = []
    while name in redirects:
        if name in passed:
            return ArticleMissing(wiki, title, ", whose redirects go in a circle")
        passed.append(name)
        name = redirects[name]
    page = next((page for page in query.pages if page.title == name), None)
    if page is None or page.invalid or page.special:
        return _unfit(title, page, query, wiki)
    if page.missing:
        why = f', which redirects to "{name}" where nothing is' if passed else ""
        return ArticleMissing(wiki, title, why)
    return Resolved(page, tuple(passed))


def _unfit(title: str, page: Page | None, query: Query, wiki: str) -> ArticleMissing | TitleInvalid:
    if page is not None and page.special:
        return TitleInvalid(wiki, title, "it is a special page")
    if page is not None:
        reason = " ".join(page.invalidreason.split()).rstrip(".")
        return TitleInvalid(wiki, title, reason or "the wiki calls it invalid")
    if query.interwiki:
        return TitleInvalid(wiki, title, "it lies on another wiki")
    return ArticleMissing(wiki, title, ", as the wiki answers with no page")
