"""When which articles are due, by the settings; APScheduler says when the time has come."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from apscheduler.executors.base import BaseExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.interval import IntervalTrigger

from monitor.agenda import Agenda, Look, Post
from monitor.settings import Schedule, Settings
from monitor.timing import digest_trigger, jitter, trigger
from scraper.article import Article

POST_EVERY = timedelta(minutes=1)
"""The shortest wait of a delivery is longer."""


@dataclass(frozen=True)
class Plan:
    """Which articles are due at which times; a round begins up to ``jitter`` later."""

    times: Sequence[tuple[BaseTrigger, frozenset[Article]]]
    jitter: timedelta = timedelta()
    post_every: timedelta = POST_EVERY

    @property
    def articles(self) -> frozenset[Article]:
        """All that are ever due."""
        return frozenset().union(*(articles for _, articles in self.times))


def plan(settings: Settings, start: datetime) -> Plan:
    """Put the groups of the settings together by their times, and add those of the digests.

    A digest tells the difference since the last one in everything, so all is due with it.
    """
    groups: dict[Schedule, frozenset[Article]] = {}
    for group in settings.articles:
        schedule = settings.schedule_of(group)
        mine = frozenset(Article(group.wiki, title) for title in group.titles)
        groups[schedule] = groups.get(schedule, frozenset()) | mine
    everything = frozenset().union(*groups.values())
    digests = {(one.digest, one.timezone) for one in settings.subscriptions if one.digest}
    return Plan(
        [
            *((trigger(schedule, start), articles) for schedule, articles in groups.items()),
            *((digest_trigger(*digest), everything) for digest in sorted(digests)),
        ],
        jitter(settings.schedule),
    )


class _Job(Protocol):
    """What is read of a job of APScheduler's."""

    id: str
    args: tuple[frozenset[Article], ...]


class Clockwork:
    """Puts onto an agenda what is due when it is; it does none of it, so that none is late."""

    def __init__(self, agenda: Agenda) -> None:
        self._scheduler = BackgroundScheduler(
            executors={"default": _ToAgenda(agenda)},
            job_defaults={
                "coalesce": True,
                "misfire_grace_time": None,  # APScheduler's own second skips rounds without a word
            },
        )

    def start(self) -> None:
        """Begin; nothing is due before ``follow`` says what."""
        self._scheduler.start()

    def follow(self, plan: Plan) -> None:
        """Go by another plan from now on."""
        self._scheduler.remove_all_jobs()
        for when, articles in plan.times:
            self._scheduler.add_job(_due, when, [articles])
        self._scheduler.add_job(_due, IntervalTrigger(seconds=plan.post_every.total_seconds()))

    def stop(self) -> None:
        """End."""
        self._scheduler.shutdown(wait=False)


def _due(articles: Collection[Article] | None = None) -> None:
    """Name a job and what it is about; it is never called."""


class _ToAgenda(BaseExecutor):  # type: ignore[misc]  # APScheduler has no types
    """Notes a job on the agenda, with the time at which it was due, instead of doing it."""

    def __init__(self, agenda: Agenda) -> None:
        super().__init__()
        self._agenda = agenda

    def _do_submit_job(self, job: _Job, run_times: Sequence[datetime]) -> None:
        articles = job.args[0] if job.args else None
        due_at = run_times[-1].astimezone(UTC)
        self._agenda.put(Post() if articles is None else Look(articles, due_at))
        self._run_job_success(job.id, [])
