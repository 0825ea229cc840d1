"""Rounds at their times, one at a time, until the end is asked for."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger

from monitor.stop import Stop

PATIENCE = 5.0


def keep_looking(
    look: Callable[[], None], trigger: BaseTrigger, stop: Stop, *, patience: float = PATIENCE
) -> bool:
    """Look at once and then whenever the trigger says so, until ``stop``.

    Rounds that were missed (a machine asleep, a round that took long) are made up for
    by one, however late. Gives whether the last round ended within ``patience``
    seconds after ``stop``: one that did not can be killed, the next completes it.
    """
    at_rest = threading.Lock()

    def look_alone() -> None:
        with at_rest:
            look()

    scheduler = BackgroundScheduler()
    scheduler.add_job(
        look_alone,
        trigger,
        next_run_time=datetime.now(UTC),
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,  # APScheduler's own second skips rounds without a word
    )
    scheduler.start()
    stop.wait()
    scheduler.shutdown(wait=False)
    return at_rest.acquire(timeout=patience)
