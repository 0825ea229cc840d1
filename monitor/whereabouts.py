"""Which watched articles something that happened to a page concerns."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.look import Source
from scraper.article import Article, Revision
from scraper.pagechange import PageChange
from scraper.title import normal
from scraper.wiki import Head, WikiError

_Places = dict[str | int, set[Article]]


class Whereabouts:
    """Where the watched articles stand: by title, as the rounds find them also by page.

    An article is named by the title that the settings have. It may stand at another one,
    by redirects that may change, too. ``hosts`` are the names by which events know a wiki.
    For one thread that looks, and another that asks.
    """

    def __init__(
        self, titles: Mapping[str, Sequence[str]], hosts: Mapping[str, Iterable[str]]
    ) -> None:
        self._titles = titles
        self._hosts = hosts
        self._heads: dict[Article, Head] = {}
        self._places = self._placed()

    def all(self) -> set[Article]:
        """Give all that is watched."""
        return {Article(wiki, title) for wiki, titles in self._titles.items() for title in titles}

    def found(self, wiki: str, heads: Mapping[str, Head | WikiError]) -> None:
        """Take note of where a wiki has its articles; what it cannot tell stays as it was."""
        new = {Article(wiki, asked): h for asked, h in heads.items() if isinstance(h, Head)}
        if any(_place(self._heads.get(asked)) != _place(head) for asked, head in new.items()):
            self._heads.update(new)
            self._places = self._placed()

    def concerned(self, change: PageChange) -> set[Article]:
        """Give the articles, as the settings name them, that a change is about."""
        places = self._places.get(change.wiki)
        if places is None:
            return set()
        names: tuple[str | int, ...] = (*change.titles, change.page_id)
        return set().union(*(places[name] for name in names if name in places))

    def _placed(self) -> dict[str, _Places]:
        placed: dict[str, _Places] = {}
        for article in self.all():
            for host in self._hosts[article.wiki]:
                places = placed.setdefault(host, defaultdict(set))
                for name in self._names(article):
                    places[name].add(article)
        return placed

    def _names(self, article: Article) -> Iterator[str | int]:
        title = normal(article.title)
        yield title
        yield title[:1].upper() + title[1:]
        if head := self._heads.get(article):
            if head.page_id:
                yield head.page_id
            yield head.article.title
            yield from head.redirected_from


@dataclass(frozen=True)
class Observed:
    """A source whose answers tell where its articles stand."""

    wiki: str
    source: Source
    whereabouts: Whereabouts

    def heads(self, titles: Sequence[str]) -> Mapping[str, Head | WikiError]:
        """Give the newest revisions, and take note of where they are."""
        heads = self.source.heads(titles)
        self.whereabouts.found(self.wiki, heads)
        return heads

    def revisions(self, title: str, since: datetime | None = None) -> Iterator[Revision]:
        """Give the revisions since a moment."""
        return self.source.revisions(title, since)

    def as_of(self, title: str, at: datetime) -> Revision | None:
        """Give the revision that stood at a time."""
        return self.source.as_of(title, at)

    def reverted(self, ids: Iterable[int]) -> set[int]:
        """Tell which revisions were undone."""
        return self.source.reverted(ids)

    def title_of(self, revision: Revision) -> str | None:
        """Give the title of the page that has a revision."""
        return self.source.title_of(revision)

    def stable(self, titles: Iterable[str]) -> Mapping[str, int]:
        """Give the reviewed revisions."""
        return self.source.stable(titles)


def _place(head: Head | None) -> object:
    return head and (head.page_id, head.article, head.redirected_from)
