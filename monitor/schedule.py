"""Rounds at their times, and what is owed between them, one at a time, until the end."""

import threading
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.interval import IntervalTrigger

from monitor.stop import Stop

PATIENCE = 5.0
_POST_EVERY = 60  # seconds; the shortest wait of a delivery is longer


def keep_looking(
    look: Callable[[], None],
    triggers: Sequence[BaseTrigger],
    stop: Stop,
    *,
    post: Callable[[], None] = lambda: None,
    patience: float = PATIENCE,
    post_every: float = _POST_EVERY,
) -> bool:
    """Look at once and then whenever a trigger says so, until ``stop``.

    Rounds that were missed (a machine asleep, a round that took long) are made up for
    by one, however late. Between rounds ``post`` is called every minute. Gives whether
    the last round ended within ``patience`` seconds after ``stop``: one that did not can be
    killed, the next completes it.
    """
    at_rest = threading.Lock()

    def alone(work: Callable[[], None]) -> None:
        with at_rest:
            work()

    scheduler = BackgroundScheduler(
        job_defaults={
            "coalesce": True,
            "max_instances": 1,
            "misfire_grace_time": None,  # APScheduler's own second skips rounds without a word
        }
    )
    for number, trigger in enumerate(triggers):
        now = {} if number else {"next_run_time": datetime.now(UTC)}
        scheduler.add_job(alone, trigger, [look], **now)
    scheduler.add_job(alone, IntervalTrigger(seconds=post_every), [post])
    scheduler.start()
    stop.wait()
    scheduler.shutdown(wait=False)
    return at_rest.acquire(timeout=patience)
