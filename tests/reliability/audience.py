"""Who subscribed, what each of them knows by now, and what they must hear next."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from reports.report import ArticleNews, Report
from scraper.article import Article
from scraper.snapshot import Fact
from tests.monitor.world import WIKI
from tests.reliability.oracle import Page, Told, due

PATIENT, PROMPT, DIGEST, OPERATORS = "patient", "prompt", "digest", "operators"
SETTLE_HOURS = {PATIENT: 6.0, PROMPT: 0.0, DIGEST: 6.0}
HOLD_TIME = timedelta(hours=24)

Line = tuple[str, str | None, str | None]
"""A state, its year before, its year now."""


@dataclass
class Audience:
    """What each subscription was told of each article, and what operators know to fail."""

    told: dict[tuple[str, Article], Told]
    last_digest: datetime
    fails: set[str] = field(default_factory=set)

    def must_hear(
        self, reports: Iterable[Report], seen: Mapping[Article, Page], now: datetime
    ) -> None:
        """Hold the reports of a round against what the rules ask for, and remember them.

        ``seen`` are the articles that were looked at, none where the wiki did not answer.
        """
        expected = {**self.told, **dict(self._expected(seen, now))}
        if seen and self.is_turn_of_digest(now):
            self.last_digest = now
        for report in reports:
            for news in report.news:
                self._hear(report.subscription, news)
            self._hear_of_failures(report)

        assert self.told == expected
        assert (WIKI in self.fails) == (not seen)

    def is_turn_of_digest(self, now: datetime) -> bool:
        """Tell whether it was seven o'clock since the last one."""
        today = now.replace(hour=7, minute=0, second=0, microsecond=0)
        return self.last_digest < (today if today <= now else today - timedelta(days=1))

    def _expected(
        self, seen: Mapping[Article, Page], now: datetime
    ) -> Iterator[tuple[tuple[str, Article], Told]]:
        for (name, article), told in self.told.items():
            if article in seen and (name != DIGEST or self.is_turn_of_digest(now)):
                settle = timedelta(hours=SETTLE_HOURS[name])
                yield (name, article), due(told, seen[article], now, settle, HOLD_TIME)

    def _hear(self, subscription: str, news: ArticleNews) -> None:
        """Learn what a report tells of an article; each line must be new, and follow the last."""
        told = dict(self.told[subscription, news.article])
        for state, before, now in _lines(news):
            assert told[state] == before != now, (subscription, state, told[state], before, now)
            told[state] = now
        self.told[subscription, news.article] = told

    def _hear_of_failures(self, report: Report) -> None:
        for failure in report.failures:
            assert failure.lasts or failure.what not in self.fails, failure
            self.fails.add(failure.what)
        for recovery in report.recoveries:
            assert recovery.what in self.fails, recovery
            self.fails.remove(recovery.what)


def _lines(news: ArticleNews) -> Iterator[Line]:
    for change in news.changes:
        yield change.name, _year(change.before), _year(change.after)
    for upheaval in news.upheavals:
        for fact in upheaval.facts:
            was, now = (fact.since, None) if upheaval.what == "lost" else (None, fact.since)
            yield fact.name, was, now


def _year(fact: Fact | None) -> str | None:
    return fact.since if fact else None


def knowing(says: Mapping[str, str], states: Collection[str]) -> Told:
    """Give what somebody knows who has heard what a list says."""
    return {state: says.get(state) for state in states}
