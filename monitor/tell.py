"""The round's second step: what differs from what was told becomes reports that are owed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.alarm import alarm
from monitor.channels import Channels, written
from monitor.interest import narrowed, wants
from monitor.look import Seen, Trouble
from monitor.news import Unheard, unheard
from monitor.notices import notices
from monitor.settings import EmailChannel, Subscription
from reports.compose import compose
from reports.document import to_document as report_document
from reports.message import to_document as message_document
from reports.report import ArticleNews, Failure, Recovery, Report
from scraper.article import Article
from scraper.snapshot import Problem
from storage.change import Change
from storage.failures import Failures
from storage.history import History
from storage.outbox import NewDelivery, Outbox, StoredReport
from storage.presence import Presence
from storage.tellings import Tellings
from storage.told import Told
from storage.turns import Turns


@dataclass(frozen=True, slots=True)
class News:
    """What came of one round, to be told; ``began`` and ``ended`` are about our own work.

    ``pending`` counts the facts whose change has to wait, for whom it has to most.
    """

    reports: tuple[Report, ...]
    pending: int
    blind: tuple[tuple[Article, Problem], ...]
    began: tuple[Failure, ...]
    ended: tuple[Recovery, ...]


@dataclass(frozen=True)
class Telling:
    """What telling takes: the history, who subscribed, and how channels are addressed.

    ``listed`` are the articles that are watched, by the titles of the settings.
    """

    history: History
    listed: frozenset[Article]
    subscriptions: Sequence[Subscription]
    channels: Channels
    installation: str


def tell(
    seen: Iterable[Seen],
    troubles: Sequence[Trouble],
    fine: Iterable[str],
    to: Telling,
    now: datetime,
) -> News:
    """Put into the outbox what each subscription is to hear, and remember it as told.

    All of it is one transaction. Only articles that were ``seen`` in this round are
    told of: what the others say by now is not known. A digest waits for its turn, and for a
    round in which it can be told; it tells the difference since the last one. What newly
    cannot be read is given at once, for whoever runs the round; readers hear of it once it
    has lasted.
    """
    seen = tuple(seen)
    with to.history.transaction():
        _note_presence(seen, troubles, to.history, now)
        began, ended = note_failures(troubles, fine, to.history, now)
        known = [(one, _new_blind(one.article, to.history, now)) for one in seen]
        reports = [
            _report(subscription, [one for one, _ in known], to, now)
            for subscription in to.subscriptions
            if is_its_turn(subscription, to.history, now)
            and not _has_to_wait(subscription, [one for one, _ in known], troubles, to)
        ]
    return News(
        reports=tuple(report for report in reports if report.is_news),
        pending=max(map(_waiting, reports), default=0),
        blind=tuple((one.article, problem) for one, problems in known for problem in problems),
        began=began,
        ended=ended,
    )


def _has_to_wait(
    subscription: Subscription, seen: Iterable[Seen], troubles: Iterable[Trouble], to: Telling
) -> bool:
    """Tell whether a digest would be an empty one because a wiki is out of reach."""
    is_down = any(trouble.is_of_a_wiki for trouble in troubles)
    return bool(subscription.digest) and is_down and not _wanted(subscription, seen, to)


def _wanted(subscription: Subscription, seen: Iterable[Seen], to: Telling) -> list[Seen]:
    titles = to.history.registry.titles
    return [one for one in seen if wants(subscription, titles(one.article))]


def _waiting(report: Report) -> int:
    held = [upheaval for news in report.news for upheaval in news.held]
    pending = sum(len(news.pending) for news in report.news)
    return pending + sum(len(upheaval.facts) for upheaval in held)


def note_failures(
    troubles: Iterable[Trouble], fine: Iterable[str], history: History, now: datetime
) -> tuple[tuple[Failure, ...], tuple[Recovery, ...]]:
    """Remember what fails and what works; give what began and what ended to fail just now."""
    failures = Failures(history)
    began = tuple(
        Failure(trouble.what, trouble.why, now)
        for trouble in troubles
        if failures.failing(trouble.key, trouble.why, now)
    )
    fine = tuple(fine)
    over = (failures.recovered(key) for key in fine)
    ended = tuple(Recovery(past.key, past.began_at, now) for past in over if past)
    if fine:
        failures.worked(fine, now)
    return began, ended


def _note_presence(
    seen: Iterable[Seen], troubles: Iterable[Trouble], history: History, now: datetime
) -> None:
    """Note which articles are gone; one that two titles lead to is there by either."""
    presence, there = Presence(history), {one.article for one in seen}
    presence.there(there)
    for trouble in troubles:
        if trouble.notice and trouble.article and trouble.article not in there:
            presence.gone(trouble.article, trouble.notice, now)


def _new_blind(article: Article, history: History, now: datetime) -> tuple[Problem, ...]:
    return Failures(history).blind(article, history.snapshot_problems(article), now)


def is_its_turn(subscription: Subscription, history: History, now: datetime) -> bool:
    """Tell whether a digest is due; what is no digest always is, as is what was never told."""
    last = Turns(history).last(subscription.name)
    if not subscription.digest or last is None:
        return True
    from monitor.timing import turn

    # A turn that is still to come was noted by a clock that ran ahead.
    return not turn(subscription.digest, subscription.timezone, now) <= last <= now


def _report(
    subscription: Subscription,
    seen: Sequence[Seen],
    to: Telling,
    now: datetime,
) -> Report:
    wanted = {one.article for one in _wanted(subscription, seen, to)}
    all_unheard = [
        unheard(subscription, one, to.history, to.listed, now)
        for one in seen
        if one.article in wanted
    ]
    noticed = _with_notices(subscription, [one.news for one in all_unheard], to, now)
    narrow = [narrowed(subscription, news) for news in noticed]
    key = f"{now:%Y%m%dT%H%M%S.%fZ} {subscription.name}"
    worth = tuple(news for news in narrow if news.is_news or news.pending or news.held)
    fails = alarm(subscription, to.history, now)
    report = Report(key, subscription.name, now, worth, fails.failures, fails.recoveries)
    number = _put(report, subscription, to) if report.is_news else None
    passed_over = [
        unheard(subscription, one, to.history, to.listed, now)
        for one in seen
        if one.article not in wanted and Told(to.history).has_any(subscription.name, one.article)
    ]
    _remember(subscription, [*all_unheard, *passed_over], report, number, to.history)
    Presence(to.history).begin(subscription.name)
    Turns(to.history).note(subscription.name, now)
    return report


def _with_notices(
    subscription: Subscription, all_news: Sequence[ArticleNews], to: Telling, now: datetime
) -> list[ArticleNews]:
    """Add what happened to articles as a whole, those included that cannot be seen now.

    Of one that is no longer watched nothing is told, unless it is watched again.
    """
    presence = Presence(to.history)
    lines: dict[Article, tuple[str, ...]] = {}
    for one in presence.elsewhere(subscription.name):
        titles = to.history.registry.titles(one.article)
        if to.listed.isdisjoint(titles):
            continue
        if wants(subscription, titles):
            found = notices(one, subscription.settle_time, now)
            lines[one.article] = found.lines
            presence.hear(subscription.name, one.article, found.title, found.gone)
        else:
            presence.hear(subscription.name, one.article, one.article.title, one.gone)
    told = [replace(news, notices=lines.pop(news.article, ())) for news in all_news]
    unseen = [
        ArticleNews(article, to.history.newest(article), notices=texts)
        for article, texts in lines.items()
        if texts
    ]
    return [*told, *unseen]


def _remember(
    subscription: Subscription,
    all_unheard: Iterable[Unheard],
    report: Report,
    number: int | None,
    history: History,
) -> None:
    """Remember what was told, whether or not the subscription asked to hear it."""
    said = {news.article: news for news in report.told} if number else {}
    for one in all_unheard:
        if one.differs:
            article = one.news.article
            Told(history).tell(
                subscription.name,
                article,
                one.facts,
                number if article in said else None,
                doubts=one.doubts,
                settled=one.state,
            )
    for article, news in said.items():
        assert number is not None  # noqa: S101 - said is empty without one
        together = [
            Change(fact.kind, "withdrawn", fact.identity, fact, None)
            if upheaval.what == "lost"
            else Change(fact.kind, "established", fact.identity, None, fact)
            for upheaval in news.upheavals
            for fact in upheaval.facts
        ]
        Tellings(history).note(subscription.name, article, number, [*news.changes, *together])


def _put(report: Report, subscription: Subscription, to: Telling) -> int:
    deliveries = [
        NewDelivery(
            channel=written(channel),
            recipient=message.recipient,
            # A mail has one id in the world; a file and a screen are told apart by us.
            message_id=message.id
            if isinstance(channel, EmailChannel)
            else f"{message.id} {number}",
            message=message_document(message),
        )
        for number, channel in enumerate(subscription.channels)
        for message in compose(report, to.channels.outline(channel), to.installation)
    ]
    stored = StoredReport(report.key, subscription.name, report.made_at, report_document(report))
    return Outbox(to.history).put(stored, deliveries)
