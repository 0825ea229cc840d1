"""A wiki, a watch and a clock, all on paper: what a round is tried on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.channels import Channels
from monitor.round import Outcome, Watch, go_round
from monitor.settings import Channel, StdoutChannel, Subscription
from monitor.stop import Stop
from reports.wording import name_of
from scraper.article import Article, Revision
from scraper.fetch import WikiError, WikiUnreachable
from scraper.parse import Parser
from scraper.resolve import ArticleMissing
from scraper.wiki import Head
from storage.history import History

WIKI = "en.wikipedia.org"
MONGOLIA = Article(WIKI, "Foreign relations of Mongolia")
FIJI = Article(WIKI, "Foreign relations of Fiji")
BEGINNING = datetime(2026, 1, 1, tzinfo=UTC)


def article(*relations: str) -> str:
    """Write an article that lists relations: "Chad 5 May 2011"."""
    rows = (relation.partition(" ") for relation in relations)
    table = "".join(f"|-\n| {{{{flag|{name}}}}} || {date}\n" for name, _, date in rows)
    header = '{| class="wikitable"\n! Country !! Formal Relations Began\n'
    return f"==Diplomatic relations==\n{header}{table}|}}\n"


@dataclass
class PaperWiki:
    """Pages and redirects, kept by hand; ``down`` is why it does not answer."""

    pages: dict[str, list[Revision]] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    broken: dict[str, WikiError] = field(default_factory=dict)
    down: str = ""
    undone: set[int] = field(default_factory=set)
    reviewed: dict[str, int] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def heads(self, titles: Sequence[str]) -> dict[str, Head | WikiError]:
        self.asked.append(f"heads of {len(titles)}")
        if self.down:
            raise WikiUnreachable(self.down)
        return {title: self._head(title) for title in titles}

    def revisions(self, title: str, since: datetime | None = None) -> Iterator[Revision]:
        self.asked.append(f"revisions of {title}")
        if title in self.broken:
            raise self.broken[title]
        for revision in self.pages[title]:
            if since is None or revision.saved_at >= since:
                yield revision

    def as_of(self, title: str, at: datetime) -> Revision | None:
        self.asked.append(f"{title} as of a time")
        before = [one for one in self.pages[title] if one.saved_at <= at]
        return before[-1] if before else None

    def reverted(self, ids: Iterable[int]) -> set[int]:
        self.asked.append(f"tags of {len(set(ids))}")
        return self.undone & set(ids)

    def title_of(self, revision: Revision) -> str | None:
        self.asked.append(f"whose {revision.id} is")
        ids = {one.id: title for title, page in self.pages.items() for one in page}
        return ids.get(revision.id)

    def stable(self, titles: Iterable[str]) -> dict[str, int]:
        return {title: self.reviewed[title] for title in titles if title in self.reviewed}

    def _head(self, title: str) -> Head | WikiError:
        final = self.redirects.get(title, title)
        if final not in self.pages:
            return ArticleMissing(WIKI, title, "")
        newest = replace(self.pages[final][-1], text=None)
        return Head(Article(WIKI, final), title, 0, newest)


@dataclass
class World:
    """A watch over a wiki on paper, at a time that moves on when it is told to."""

    history: History
    parser: Parser = field(default_factory=Parser)
    wiki: PaperWiki = field(default_factory=PaperWiki)
    stop: Stop = field(default_factory=Stop)
    now: datetime = BEGINNING
    titles: tuple[str, ...] = (MONGOLIA.title,)
    channels: tuple[Channel, ...] = (StdoutChannel(),)
    subscription: str = "everyone"
    settle_hours: float = 6
    failures: bool = False
    flagged: bool = False
    asks: dict[str, Any] = field(default_factory=dict)
    installed: Channels = field(default_factory=Channels)
    edits: int = 0

    def edit(self, text: str | None, title: str = MONGOLIA.title) -> Revision:
        """Save an edit of a page now, and let a minute pass."""
        self.edits += 1
        page = self.wiki.pages.setdefault(title, [])
        parent = page[-1].id if page else 0
        revision = Revision(
            self.edits, parent, self.now, "Editor", "an edit", text, standing="registered"
        )
        page.append(revision)
        self.wait(minutes=1)
        return revision

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)

    def watch(self) -> Watch:
        return Watch(
            titles={WIKI: self.titles},
            sources={WIKI: self.wiki},
            history=self.history,
            parser=self.parser,
            subscriptions=(self.subscribed(),),
            channels=self.installed,
            installation="test",
            stop=self.stop,
            flagged=frozenset({WIKI} if self.flagged else ()),
        )

    def subscribed(self) -> Subscription:
        return Subscription(
            self.subscription,
            self.channels,
            self.settle_hours,
            failures=self.failures,
            **self.asks,
        )

    def round(self) -> Outcome:
        return go_round(self.watch(), self.now)

    def told(self) -> list[str]:
        """Go a round, and give what it tells, in few words."""
        return said(self.round())


def said(outcome: Outcome) -> list[str]:
    """Say what the reports of a round tell, in few words."""
    return [line for report in outcome.reports for news in report.news for line in _lines(news)] + [
        *(f"fails: {failure.what}" for failure in outcome.began),
        *(f"works again: {recovery.what}" for recovery in outcome.ended),
    ]


def _lines(news) -> Iterator[str]:
    if news.baseline:
        yield f"begins: {news.article.subject}, {news.baseline.relations} relations"
    yield from news.notices
    for change in news.changes:
        yield f"{change.what}: {name_of(change.after or change.before)}"
    for problem in news.problems:
        yield f"{problem.grade}: {problem.what}"
