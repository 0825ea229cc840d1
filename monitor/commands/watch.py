"""``diplowatch watch``: rounds on a schedule, until it is told to stop."""

import logging
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.commands.options import Place, place_options
from monitor.commands.outcome import Exit

if TYPE_CHECKING:
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
    from monitor.timing import trigger

    settings = place.settings()
    channels(settings.smtp, os.environ)  # a missing password is told before the first round
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", level=logging.INFO)
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    stop = Stop()
    stop.on_signals()
    _log.info("watching, every %s", settings.schedule.cron or settings.schedule.every or "6h")
    if not keep_looking(lambda: _look(settings, stop), trigger(settings.schedule), stop):
        _log.warning("stopped in the middle of a round: the next one completes it")
        sys.stdout.flush()
        os._exit(Exit.FINE)  # a thread that waits for the network cannot be ended otherwise
    _log.info("stopped")
    return Exit.FINE


def _look(settings: "Settings", stop: "Stop") -> None:
    from monitor.commands.check import complaints, summary
    from monitor.lock import locked
    from monitor.round import go_round
    from monitor.settings import MonitorError
    from monitor.stop import Stopped
    from monitor.wiring import watch as opened
    from scraper.article import ScraperError
    from storage.change import StorageError

    now = datetime.now(UTC)
    try:
        with locked(Path(settings.database), now), opened(settings, os.environ, stop) as watched:
            outcome = go_round(watched, now)
    except Stopped as error:
        _log.info("%s", error)
    except (MonitorError, ScraperError, StorageError) as error:
        _log.error("%s", error)
    else:
        for line in complaints(outcome, only_new=True):
            _log.warning("%s", line)
        _log.info("%s", summary(outcome))
