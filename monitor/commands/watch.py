"""``diplowatch watch``: rounds on a schedule, until it is told to stop."""

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.commands.options import Place, place_options
from monitor.commands.outcome import Exit

if TYPE_CHECKING:
    from monitor.round import Watch
    from monitor.settings import Settings
    from monitor.stop import Stop

_log = logging.getLogger("diplowatch")


@click.command()
@place_options
def watch(place: Place) -> int:
    """Look at once, and then on the schedule of the settings, until SIGTERM or Ctrl-C."""
    from monitor.channels import channels
    from monitor.schedule import keep_looking
    from monitor.stop import Stop
    from monitor.timing import triggers

    settings = place.settings()
    channels(settings.smtp, os.environ)  # a missing password is told before the first round
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.INFO)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    stop = Stop()
    stop.on_signals()
    _log.info("watching, every %s", settings.schedule.cron or settings.schedule.every or "6h")
    times = triggers(settings.schedule, settings.subscriptions)
    look, post = partial(_look, settings, stop), partial(_post, settings, stop)
    if not keep_looking(look, times, stop, post=post):
        _log.warning("stopped in the middle of a round: the next one completes it")
        sys.stdout.flush()
        os._exit(Exit.FINE)  # a thread that waits for the network cannot be ended otherwise
    _log.info("stopped")
    return Exit.FINE


def _look(settings: "Settings", stop: "Stop") -> None:
    from monitor.commands.check import complaints, summary
    from monitor.round import go_round

    with _said_in_the_log(), _opened(settings, stop) as watched:
        outcome = go_round(watched, datetime.now(UTC))
        for line in complaints(outcome, only_new=True):
            _log.warning("%s", line)
        _log.info("%s", summary(outcome))


def _post(settings: "Settings", stop: "Stop") -> None:
    """Send between rounds what is owed, where anything is."""
    from monitor.commands.check import began_and_ended
    from monitor.round import send_owed
    from storage.outbox import Outbox

    with _said_in_the_log(), _opened(settings, stop) as watched:
        now = datetime.now(UTC)
        if Outbox(watched.history).due(now):
            posted = send_owed(watched, now)
            for line in began_and_ended(posted.began, posted.ended):
                _log.warning("%s", line)


@contextmanager
def _opened(settings: "Settings", stop: "Stop") -> Iterator["Watch"]:
    from monitor.lock import locked
    from monitor.wiring import watch

    with (
        locked(Path(settings.database), datetime.now(UTC)),
        watch(settings, os.environ, stop) as opened,
    ):
        yield opened


@contextmanager
def _said_in_the_log() -> Iterator[None]:
    """Let no error end the watch that the next round may be spared."""
    from monitor.settings import MonitorError
    from monitor.stop import Stopped
    from scraper.article import ScraperError
    from storage.change import StorageError

    try:
        yield
    except Stopped as error:
        _log.info("%s", error)
    except (MonitorError, ScraperError, StorageError) as error:
        _log.error("%s", error)
