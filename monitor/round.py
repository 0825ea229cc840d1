"""Looking once at every watched article.

::

    forget what fails of all that is no longer watched or told
    read again what another version of the parser has read
    for each wiki:
        ask for the newest revision of each article, 50 a request
        for each article with news:
            fetch the revisions since the newest known, read them, add them
    for each subscription:
        for each article: hold what was told against what has stood for the settle time
        put the report, its deliveries and what is told now into the outbox
    for each delivery that is owed:
        send it, else note why: the next round tries again
    drop texts that are older than the settings keep

The first step is a transaction for each article, the second is one, the third one for
each delivery: killed anywhere, the next round completes it. What fails with one of them
harms no other, and is told once as it begins and once as it ends.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.channels import Channels
from monitor.look import Looked, Looking, Source, Trouble, look
from monitor.post import destinations, post
from monitor.reread import catch_up
from monitor.settings import Subscription
from monitor.stop import Stop
from monitor.tell import News, Telling, is_its_turn, note_failures, tell
from reports.report import Failure, Recovery, Report
from scraper.article import Article
from scraper.parse import Parser
from scraper.snapshot import Problem
from storage.failures import Failures
from storage.history import History
from storage.upkeep import Upkeep

Titles = Mapping[str, tuple[str, ...]]
"""The titles of each wiki."""


@dataclass(frozen=True)
class Watch:
    """All that a round takes: what is watched and where, who hears of it, and the memory.

    ``flagged`` has the wikis whose edits are reviewed; texts older than ``keep`` are
    dropped, None keeps all; ``stream`` is the host whose events are followed, "" for none.
    """

    titles: Titles
    sources: Mapping[str, Source]
    history: History
    parser: Parser
    subscriptions: tuple[Subscription, ...]
    channels: Channels
    installation: str
    stop: Stop
    flagged: frozenset[str] = frozenset()
    keep: timedelta | None = None
    stream: str = ""

    @property
    def listed(self) -> frozenset[Article]:
        """The articles that are watched, by the titles under which they are listed."""
        titles = self.titles.items()
        return frozenset(Article(wiki, title) for wiki, listed in titles for title in listed)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a round.

    ``troubles`` is all that fails now, ``began`` and ``ended`` what is new of that;
    ``blind`` is what newly could not be read; ``pending`` counts the facts whose change
    has to wait.
    """

    articles: int
    reports: tuple[Report, ...]
    pending: int
    blind: tuple[tuple[Article, Problem], ...]
    troubles: tuple[Trouble, ...]
    began: tuple[Failure, ...]
    ended: tuple[Recovery, ...]

    @property
    def has_changes(self) -> bool:
        """Whether a report has a change of facts; that watching begins is none."""
        news = [news for report in self.reports for news in report.news]
        return any(one.changes or one.upheavals or one.notices for one in news)

    @property
    def has_failed(self) -> bool:
        """Whether something could not be fetched, read or delivered."""
        return bool(self.troubles or self.blind)


@dataclass(frozen=True, slots=True)
class Posted:
    """What came of sending: all that fails now, and what is new of that."""

    troubles: tuple[Trouble, ...] = ()
    began: tuple[Failure, ...] = ()
    ended: tuple[Recovery, ...] = ()


def go_round(watch: Watch, now: datetime, due: Collection[Article] | None = None) -> Outcome:
    """Look at what is ``due``, tell, deliver; all is due for None, and when a digest is."""
    looked = _look(watch, _due(watch, now, due), now)
    news = _tell(looked, watch, now)
    posted = send_owed(watch, now)
    if watch.keep is not None:
        _drop_texts(watch.history, now - watch.keep)
    return _outcome(looked, news, posted)


def send_owed(watch: Watch, now: datetime) -> Posted:
    """Deliver what is due by now, whether or not anybody looks."""
    troubles, fine = post(watch.history, watch.channels, watch.stop, now)
    return Posted(troubles, *note_failures(troubles, fine, watch.history, now))


def rehearse(watch: Watch, now: datetime) -> Outcome:
    """Look and tell, then undo it: nothing is stored, nothing is sent."""
    try:
        with watch.history.transaction():
            looked = _look(watch, watch.titles, now)
            outcome = _outcome(looked, _tell(looked, watch, now), Posted())
            raise _Undo
    except _Undo:
        return outcome


def _due(watch: Watch, now: datetime, due: Collection[Article] | None) -> Titles:
    """Leave out what is not due. A digest tells the difference in everything it is about."""
    if due is None or any(is_its_turn(one, watch.history, now) for one in _digests(watch)):
        return watch.titles
    titles = {
        wiki: tuple(title for title in listed if Article(wiki, title) in due)
        for wiki, listed in watch.titles.items()
    }
    return {wiki: listed for wiki, listed in titles.items() if listed}


def _digests(watch: Watch) -> list[Subscription]:
    return [one for one in watch.subscriptions if one.digest]


class _Undo(Exception):
    """Takes a transaction back."""


def _drop_texts(history: History, before: datetime) -> None:
    for article in history.articles():
        Upkeep(history).drop_texts(article, before)


def _look(watch: Watch, due: Titles, now: datetime) -> list[Looked]:
    Failures(watch.history).keep(_all_that_may_fail(watch))
    catch_up(watch.history, watch.parser)
    waits = [max(one.settle_time, one.hold_time) for one in watch.subscriptions]
    return [
        look(
            wiki,
            titles,
            Looking(
                watch.sources[wiki],
                watch.history,
                watch.parser,
                watch.stop,
                now,
                window=max(waits, default=timedelta()),
                listed=frozenset(watch.titles[wiki]),
                flagged=wiki in watch.flagged,
            ),
        )
        for wiki, titles in due.items()
    ]


def _all_that_may_fail(watch: Watch) -> set[str]:
    return {
        *watch.titles,
        *map(str, watch.listed),
        watch.stream,
        *destinations(watch.history, watch.subscriptions, watch.channels),
    }


def _tell(looked: list[Looked], watch: Watch, now: datetime) -> News:
    return tell(
        [seen for one in looked for seen in one.seen],
        [trouble for one in looked for trouble in one.troubles],
        [key for one in looked for key in one.fine],
        Telling(
            watch.history,
            watch.listed,
            watch.subscriptions,
            watch.channels,
            watch.installation,
        ),
        now,
    )


def _outcome(looked: list[Looked], news: News, posted: Posted) -> Outcome:
    return Outcome(
        articles=sum(len(one.seen) for one in looked),
        reports=news.reports,
        pending=news.pending,
        blind=news.blind,
        troubles=(*(trouble for one in looked for trouble in one.troubles), *posted.troubles),
        began=(*news.began, *posted.began),
        ended=(*news.ended, *posted.ended),
    )
