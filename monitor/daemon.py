"""Rounds, and what is owed between them, one at a time, until the end.

::

    look at everything at once
    until the end:
        take from the agenda what times, signals and events have brought
        the settings may have changed: read them again, and look at everything
        articles are due: after a moment (the jitter) go one round over all that are by then
        it is time to send: send what is owed

Groups that are due together share a round, and so their requests. What is due while
another run has the database stays due.
"""

import logging
import random
import threading
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from monitor.agenda import Agenda, Look, Post, Reread, Wish
from monitor.clock import Clock
from monitor.lock import LockHeld
from monitor.schedule import Clockwork, Plan
from monitor.stop import Stop
from scraper.article import Article

PATIENCE = 5.0
_TOGETHER = timedelta(milliseconds=100)  # what is due at one moment comes one after another
_AGAIN = timedelta(minutes=1)
_LATE = timedelta(minutes=1)
_TICK = 60.0

_log = logging.getLogger("diplowatch")


@dataclass(frozen=True)
class Work:
    """What there is to do; each is done by one thread alone, one at a time.

    ``look`` may raise LockHeld, and is called again; ``reread`` gives the plan by the
    settings as they are now, None to go on by the present one.
    """

    look: Callable[[Collection[Article]], None]
    post: Callable[[], None] = lambda: None
    reread: Callable[[], Plan | None] = lambda: None


def keep_looking(
    plan: Plan, work: Work, agenda: Agenda, stop: Stop, *, patience: float = PATIENCE
) -> bool:
    """Work until ``stop``; call it from the main thread, which hears signals meanwhile.

    Gives whether the last work ended within ``patience`` seconds after ``stop``: one that
    did not can be killed, the next run completes it.
    """
    clockwork = Clockwork(agenda)
    worker = _Worker(work, agenda, stop, clockwork)
    thread = threading.Thread(target=worker.run, args=[plan], name="rounds", daemon=True)
    clockwork.start()
    thread.start()
    stop.wait()
    clockwork.stop()
    agenda.wake()
    thread.join(patience)
    if worker.broke is not None:
        raise worker.broke
    return not thread.is_alive()


class _Worker:
    """Does what the agenda has, in a thread of its own."""

    def __init__(self, work: Work, agenda: Agenda, stop: Stop, clockwork: Clockwork) -> None:
        self._work = work
        self._agenda = agenda
        self._stop = stop
        self._clockwork = clockwork
        self._clock = Clock()
        self._due: dict[Article, datetime] = {}
        self._begins = 0.0
        self._waits = False  # for another run, which has the database
        self.broke: Exception | None = None

    def run(self, plan: Plan) -> None:
        """Go by the plan until the end; what breaks this is the end, for all to see."""
        try:
            self._go_by(plan)
        except Exception as error:
            self.broke = error
            self._stop.ask()

    def _go_by(self, plan: Plan) -> None:
        self._follow(plan)
        while not self._stop.is_asked:
            self._heed(self._agenda.take(self._pause()))
            if back := self._clock.set_back():
                _log.warning("the clock was set back by %s: times are counted from now on", back)
                self._follow(self._plan)
            if self._due and self._pause() <= 0 and not self._stop.is_asked:
                self._unless_it_breaks(self._round)

    def _pause(self) -> float:
        waits = self._begins - self._clock.steady() if self._due else _TICK
        return max(0.0, min(waits, _TICK))

    def _heed(self, wish: Wish | None) -> None:
        if isinstance(wish, Look):
            jitter = random.random() * self._plan.jitter  # noqa: S311 - no secret
            delay = jitter if wish.within is None else wish.within
            self._is_due(wish.articles, wish.due_at, _TOGETHER + delay)
        elif isinstance(wish, Post):
            self._unless_it_breaks(self._work.post)
        elif isinstance(wish, Reread):
            self._unless_it_breaks(self._reread)

    def _reread(self) -> None:
        if plan := self._work.reread():
            self._follow(plan)

    def _follow(self, plan: Plan) -> None:
        self._plan = plan
        self._due.clear()
        self._clockwork.follow(plan)
        self._is_due(plan.articles, datetime.now(UTC), timedelta())

    def _is_due(self, articles: Iterable[Article], due_at: datetime, delay: timedelta) -> None:
        """Note that articles are due; those that are so already wait no longer for it."""
        begins = self._clock.steady() + delay.total_seconds()
        self._begins = min(self._begins, begins) if self._due else begins
        for article in articles:
            self._due.setdefault(article, due_at)

    def _round(self) -> None:
        due, self._due = self._due, {}
        if not self._waits:
            self._tell_if_late(min(due.values()))
        try:
            self._work.look(frozenset(due))
            self._waits = False
        except LockHeld as error:
            if not self._waits:
                _log.warning("%s; the round waits for that", error)
            self._waits = True
            self._is_due(due, min(due.values()), _AGAIN)

    def _tell_if_late(self, due_at: datetime) -> None:
        late = datetime.now(UTC) - due_at - self._plan.jitter
        if late > _LATE:
            _log.warning(
                "the round of %s begins %s late, and makes up for all that were missed",
                f"{due_at.astimezone():%Y-%m-%d %H:%M}",
                timedelta(seconds=round(late.total_seconds())),
            )

    def _unless_it_breaks(self, work: Callable[[], None]) -> None:
        """Let a bug end one piece of work, and not the watch."""
        try:
            work()
        except Exception:
            _log.exception("this is a bug in diplowatch; the watch goes on")
