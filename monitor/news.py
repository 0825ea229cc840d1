"""What one subscription has not heard yet of one article."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from monitor.look import Seen
from monitor.settings import Subscription
from reports.report import ArticleNews, Baseline
from reports.settle import settle
from scraper.article import Article
from scraper.parse import version as parser_version
from scraper.snapshot import Claim, Fact, Problem
from storage.history import History
from storage.told import Told

Doubts = dict[str, Problem | Claim]
"""What is doubtful in an article, or contradicts itself, by what it is known by."""


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
    blind: tuple[Problem, ...],
    history: History,
    now: datetime,
) -> Unheard:
    """Hold what was told against what stands; ``blind`` is what newly cannot be read."""
    newest = history.newest(seen.article)
    state = f"{newest.id if newest else 0} {parser_version()}"
    before = Told(history).settled(subscription.name, seen.article)
    if before == state and not blind and not seen.notices:
        return Unheard(ArticleNews(seen.article, newest), (), frozenset(), state, differs=False)
    told = Told(history).told(subscription.name, seen.article)
    if told is None:
        return _beginning(subscription, seen.article, history, now)
    settled = settle(told, history.standing(seen.article), now, subscription.settle_time)
    known = Told(history).doubts(subscription.name, seen.article)
    doubts = _doubts(seen.article, history)
    # Doubts are told of a text that has stood, as facts are.
    has_stood = newest is not None and newest.saved_at + subscription.settle_time <= now
    new = [doubts[key] for key in doubts if has_stood and key not in known]
    knows = frozenset(doubts) if has_stood else known
    news = ArticleNews(
        article=seen.article,
        revision=newest,
        notices=seen.notices,
        changes=settled.changes,
        upheavals=settled.upheavals,
        pending=settled.pending,
        held=settled.held,
        problems=(*blind, *(one for one in new if isinstance(one, Problem))),
        claims=tuple(one for one in new if isinstance(one, Claim)),
    )
    after = state if has_stood and not settled.pending and not settled.held else ""
    differs = (settled.due, knows, after) != (told, known, before)
    return Unheard(news, settled.due, knows, after, differs)


def _beginning(
    subscription: Subscription, article: Article, history: History, now: datetime
) -> Unheard:
    facts = _settled_facts(article, history, now - subscription.settle_time)
    doubts = _doubts(article, history)
    news = ArticleNews(
        article=article,
        revision=history.newest(article),
        baseline=_baseline(facts),
        problems=history.snapshot_problems(article),
        claims=tuple(one for one in doubts.values() if isinstance(one, Claim)),
    )
    return Unheard(news, facts, frozenset(doubts), "", differs=True)


def _settled_facts(article: Article, history: History, at: datetime) -> tuple[Fact, ...]:
    """Begin with what has stood for the settle time; where nothing is known of then, with now."""
    stood = history.standing(article, at=at).values()
    return tuple(one.fact for one in stood if one.fact) or history.facts(article)


def _baseline(facts: Iterable[Fact]) -> Baseline:
    kinds = [fact.kind for fact in facts if fact.status != "none"]
    return Baseline(kinds.count("relation"), kinds.count("membership"))


def _doubts(article: Article, history: History) -> Doubts:
    problems = history.snapshot_problems(article)
    doubtful = {f"{one.section}: {one.what}": one for one in problems if one.grade == "doubt"}
    wrong = {f"{one.section}: {one.text}": one for one in history.claims(article) if not one.holds}
    return {**doubtful, **wrong}
