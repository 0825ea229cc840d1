"""What one subscription has not heard yet of one article."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import datetime

from monitor.doubts import blind_spots, doubts_of, has_stood, hear
from monitor.edits import Edits
from monitor.look import Seen
from monitor.retraction import come_back, taking_back
from monitor.settings import Subscription
from reports.remark import Remark, remark
from reports.report import ArticleNews, Baseline
from reports.settle import settle
from scraper.article import Article, Revision
from scraper.names import counterparts
from scraper.parse import version as parser_version
from scraper.snapshot import Claim, Fact, Problem
from storage.change import Change
from storage.compare import DETAILS
from storage.history import History
from storage.tellings import Tellings
from storage.told import Told


@dataclass(frozen=True, slots=True)
class Unheard:
    """What is new in one article, what its readers know once they have heard it.

    ``state`` names the state of the article where nothing is pending, else it is "";
    ``differs`` tells whether there is anything new to remember.
    """

    news: ArticleNews
    facts: tuple[Fact, ...]
    doubts: frozenset[str]
    state: str
    differs: bool

    @property
    def is_worth_a_line(self) -> bool:
        """Whether a report, where there is one, has something about this article."""
        return bool(self.news.is_news or self.news.pending or self.news.held)


def unheard(
    subscription: Subscription,
    seen: Seen,
    history: History,
    listed: Set[Article],
    now: datetime,
) -> Unheard:
    """Hold what was told against what stands; ``listed`` are the articles that are watched."""
    article = seen.article
    newest = history.newest(article)
    state = f"{newest.id if newest else 0} {parser_version()}"
    before = Told(history).settled(subscription.name, article)
    if before == state:
        return Unheard(ArticleNews(article, newest), (), frozenset(), state, differs=False)
    told = Told(history).told(subscription.name, article)
    if told is None:
        return _beginning(subscription, article, history, now)
    standing = history.standing(article)
    settled = settle(
        told,
        standing,
        now,
        subscription.settle_time,
        hold_time=subscription.hold_time,
        reviewed=seen.reviewed,
        undoing=history.last_undoing(article),
        minor=True,
    )
    heard = hear(
        subscription, article, history, now, is_held=any(one.what == "lost" for one in settled.held)
    )
    remarked = [
        (change, _remark(change, subscription, article, history, listed))
        for change in settled.changes
        if change.what not in DETAILS
    ]
    edits = Edits(
        article,
        history,
        Told(history).told_at(subscription.name, article),
        max(subscription.settle_time, subscription.hold_time),
    )
    pairs = [
        (edits.of_change(change, standing.get((change.kind, change.identity)), remark), remark)
        for change, remark in remarked
        # What was told is taken back, though it would be no news by itself.
        if remark.retracts or not change.minor
    ]
    graded, back = come_back(pairs, told)
    tellings = Tellings(history)
    upheavals = [
        edits.of_upheaval(taking_back(found, subscription.name, article, tellings))
        for found in settled.upheavals
    ]
    news = ArticleNews(
        article=article,
        revision=newest,
        changes=tuple(change for change, _ in graded),
        remarks=tuple(remark for _, remark in graded),
        upheavals=(*upheavals, *back),
        pending=tuple(one for one in settled.pending if not one.change.minor),
        held=settled.held,
        problems=tuple(one for one in heard.new if isinstance(one, Problem)),
        claims=tuple(one for one in heard.new if isinstance(one, Claim)),
    )
    after = "" if heard.waits or settled.pending or settled.held else state
    known = Told(history).doubts(subscription.name, article)
    differs = (settled.due, heard.known, after) != (told, known, before)
    return Unheard(news, settled.due, heard.known, after, differs)


def _remark(
    change: Change,
    subscription: Subscription,
    article: Article,
    history: History,
    listed: Set[Article],
) -> Remark:
    told = Tellings(history).of(subscription.name, article, change.kind, change.identity)
    if change.kind == "membership" or not (
        other := _article_on(change.identity, article, history, listed)
    ):
        return remark(change, told)
    subject = counterparts.identify(article.subject)
    about = ("relation", subject)
    of_us = (one for one in history.facts(other) if (one.kind, one.identity) == about)
    says = next(of_us, None)
    return remark(change, told, says, other_is_watched=bool(subject))


def _article_on(
    identity: str, beside: Article, history: History, listed: Set[Article]
) -> Article | None:
    """Find the article on a counterpart that is watched on the same wiki, too."""
    for article in history.articles():
        if article.wiki == beside.wiki and counterparts.identify(article.subject) == identity:
            return None if listed.isdisjoint(history.registry.titles(article)) else article
    return None


def _beginning(
    subscription: Subscription, article: Article, history: History, now: datetime
) -> Unheard:
    """Begin with what has stood for the settle time; where nothing is known of then, with now.

    What differs from it by now is pending, or held.
    What cannot be read is told at once; doubts of a text that has not stood have to wait.
    """
    newest = history.newest(article)
    stood = history.standing_revision(article, now - subscription.settle_time)
    is_old = has_stood(newest, subscription, now)
    doubts = doubts_of(article, history) if is_old or stood is None else {}
    problems = history.snapshot_problems(article)
    facts = _facts(article, history, stood)
    settled = settle(
        facts,
        history.standing(article),
        now,
        subscription.settle_time,
        hold_time=subscription.hold_time,
    )
    news = ArticleNews(
        article=article,
        revision=stood or newest,
        baseline=_baseline(facts),
        pending=settled.pending,
        held=settled.held,
        problems=tuple(one for one in problems if one.grade == "blind" or one in doubts.values()),
        claims=tuple(one for one in doubts.values() if isinstance(one, Claim)),
    )
    known = doubts.keys() | blind_spots(article, history).keys()
    return Unheard(news, facts, frozenset(known), "", differs=True)


def _facts(article: Article, history: History, stood: Revision | None) -> tuple[Fact, ...]:
    if stood is None:
        return history.facts(article)
    standing = history.standing(article, at=stood.saved_at).values()
    return tuple(one.fact for one in standing if one.fact)


def _baseline(facts: Iterable[Fact]) -> Baseline:
    kinds = [fact.kind for fact in facts if fact.stands]
    return Baseline(kinds.count("relation"), kinds.count("membership"))
