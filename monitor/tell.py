"""The round's second step: what differs from what was told becomes reports that are owed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.channels import Channels, written
from monitor.look import Seen, Trouble
from monitor.news import unheard
from monitor.settings import Subscription
from reports.compose import compose
from reports.document import to_document as report_document
from reports.message import to_document as message_document
from reports.report import Failure, Recovery, Report
from scraper.article import Article
from scraper.snapshot import Problem
from storage.failures import Failures
from storage.history import History
from storage.outbox import NewDelivery, Outbox, StoredReport
from storage.told import Told


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
    """What telling takes: the history, who subscribed, and how channels are addressed."""

    history: History
    subscriptions: Sequence[Subscription]
    channels: Channels
    installation: str


def tell(
    seen: Iterable[Seen],
    troubles: Iterable[Trouble],
    fine: Iterable[str],
    to: Telling,
    now: datetime,
) -> News:
    """Put into the outbox what each subscription is to hear, and remember it as told.

    All of it is one transaction. Only articles that were ``seen`` in this round are
    told of: what the others say by now is not known.
    """
    with to.history.transaction():
        began, ended = note_failures(troubles, fine, to.history, now)
        known = [(one, _new_blind(one.article, to.history, now)) for one in seen]
        reports = [
            _report(subscription, known, began, ended, to, now) for subscription in to.subscriptions
        ]
    return News(
        reports=tuple(report for report in reports if report.is_news),
        pending=max(map(_waiting, reports), default=0),
        blind=tuple((one.article, problem) for one, problems in known for problem in problems),
        began=began,
        ended=ended,
    )


def _waiting(report: Report) -> int:
    held = [upheaval for news in report.news for upheaval in news.held]
    pending = sum(len(news.pending) for news in report.news)
    return pending + sum(len(upheaval.facts) for upheaval in held)


def note_failures(
    troubles: Iterable[Trouble], fine: Iterable[str], history: History, now: datetime
) -> tuple[tuple[Failure, ...], tuple[Recovery, ...]]:
    """Remember what fails and what works again; give what began and what ended just now."""
    failures = Failures(history)
    began = tuple(
        Failure(trouble.what, trouble.why, now)
        for trouble in troubles
        if failures.failing(trouble.key, trouble.why, now)
    )
    over = (failures.recovered(key) for key in fine)
    ended = tuple(Recovery(past.key, past.began_at, now) for past in over if past)
    return began, ended


def _new_blind(article: Article, history: History, now: datetime) -> tuple[Problem, ...]:
    return Failures(history).blind(article, history.snapshot_problems(article), now)


def _report(
    subscription: Subscription,
    seen: Iterable[tuple[Seen, tuple[Problem, ...]]],
    began: tuple[Failure, ...],
    ended: tuple[Recovery, ...],
    to: Telling,
    now: datetime,
) -> Report:
    all_unheard = [unheard(subscription, one, blind, to.history, now) for one, blind in seen]
    worth = tuple(one.news for one in all_unheard if one.is_worth_a_line)
    key = f"{now:%Y%m%dT%H%M%S.%fZ} {subscription.name}"
    ours = (began, ended) if subscription.failures else ((), ())
    report = Report(key, subscription.name, now, worth, *ours)
    number = _put(report, subscription, to) if report.is_news else None
    for one in all_unheard:
        if one.differs:
            said_in = number if one.news.is_news else None
            Told(to.history).tell(
                subscription.name,
                one.news.article,
                one.facts,
                said_in,
                doubts=one.doubts,
                settled=one.state,
            )
    return report


def _put(report: Report, subscription: Subscription, to: Telling) -> int:
    deliveries = [
        NewDelivery(
            channel=written(channel),
            recipient=message.recipient,
            # A mail has one id in the world; a file and a screen are told apart by us.
            message_id=message.id if message.recipient else f"{message.id} {number}",
            message=message_document(message),
        )
        for number, channel in enumerate(subscription.channels)
        for message in compose(report, to.channels.address(channel), to.installation)
    ]
    stored = StoredReport(report.key, subscription.name, report.made_at, report_document(report))
    return Outbox(to.history).put(stored, deliveries)
