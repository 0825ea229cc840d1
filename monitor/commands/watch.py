"""``diplowatch watch``: rounds on a schedule, until it is told to stop."""

import logging
import os
import signal
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.commands.options import Place, place_options
from monitor.commands.outcome import Exit

if TYPE_CHECKING:
    from monitor.agenda import Agenda
    from monitor.live import Live
    from monitor.round import Watch
    from monitor.schedule import Plan
    from monitor.settings import Settings
    from monitor.stop import Stop
    from scraper.article import Article

_log = logging.getLogger("diplowatch")


@click.command()
@click.option(
    "--log",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to write what happens to standard error.",
)
@click.option(
    "--live", "is_live", is_flag=True, help="Look also when an event stream tells of an edit."
)
@place_options
def watch(place: Place, form: str, is_live: bool) -> int:
    """Look at once, and then on the schedule of the settings, until SIGTERM or Ctrl-C.

    SIGHUP lets it read the settings again, and look at once.
    """
    from monitor import logs
    from monitor.agenda import Agenda, Reread
    from monitor.daemon import Work, keep_looking
    from monitor.schedule import plan
    from monitor.stop import Stop

    agenda, stop = Agenda(), Stop()
    signal.signal(signal.SIGHUP, lambda *_: agenda.put(Reread()))
    stop.on_signals()
    rounds = _Rounds(place, stop, agenda if is_live else None)
    logs.start("json" if form == "json" else "text", os.environ)
    _log.info("watching %s", told(rounds.settings))
    rounds.start()
    work = Work(rounds.look, rounds.post, rounds.reread)
    if not keep_looking(plan(rounds.settings, datetime.now(UTC)), work, agenda, stop):
        _log.warning("stopped in the middle of a round: the next one completes it")
        sys.stdout.flush()
        os._exit(Exit.FINE)  # a thread that waits for the network cannot be ended otherwise
    rounds.end()
    _log.info("stopped")
    return Exit.FINE


def told(settings: "Settings") -> str:
    """Say how many articles are watched, and how often: "3 articles, every 6h"."""
    counts: dict[str, int] = {}
    for group in settings.articles:
        schedule = settings.schedule_of(group)
        times = f'by "{schedule.cron}"' if schedule.cron else f"every {schedule.every or '6h'}"
        counts[times] = counts.get(times, 0) + len(group.titles)
    return "; ".join(
        f"{count} article{'' if count == 1 else 's'} {times}" for times, count in counts.items()
    )


def _checked(place: Place, *, is_live: bool) -> "Settings":
    """Read the settings; a missing password is told now, not when the first report is sent."""
    from monitor.channels import channels
    from monitor.wiring import where

    settings = place.settings()
    channels(settings.smtp, os.environ)
    if is_live:
        where(settings)
    return settings


class _Rounds:
    """What the daemon does, by the settings as they were last read."""

    def __init__(self, place: Place, stop: "Stop", hear: "Agenda | None") -> None:
        from scraper.manners import Pace

        self.settings = _checked(place, is_live=hear is not None)
        self._place = place
        self._stop = stop
        self._pace = Pace(sleep=stop.sleep)
        self._agenda = hear
        self._live: Live | None = None
        self._fails = ""

    def start(self) -> None:
        """Hear of edits as they happen, where that is wished for."""
        from monitor.lock import LockHeld
        from monitor.wiring import follow, not_streamed

        if self._agenda is not None:
            self._live = follow(self.settings, self._agenda, self._stop)
            with suppress(LockHeld), self._said_once(), self._opened() as watched:
                self._live.resume(watched.history, datetime.now(UTC))
            for host in not_streamed(self.settings):
                _log.warning("no events tell of %s: its articles go by their times", host)
            self._live.start()

    def look(self, articles: "Collection[Article]") -> None:
        """Go a round; raises LockHeld."""
        from monitor.commands.check import complaints, summary
        from monitor.round import go_round

        with self._said_once(is_round=True), self._opened() as watched:
            now = datetime.now(UTC)
            go = self._live.go_round if self._live else go_round
            outcome = go(watched, now, articles)
            for line in complaints(outcome, only_new=True):
                _log.warning("%s", line)
            _log.info("%s", summary(outcome))

    def post(self) -> None:
        """Send between rounds what is owed, where anything is and nobody else is at work."""
        from monitor.commands.check import began_and_ended
        from monitor.lock import LockHeld
        from monitor.round import send_owed
        from storage.outbox import Outbox

        with suppress(LockHeld), self._said_once(), self._opened() as watched:
            now = datetime.now(UTC)
            if self._live:
                self._live.note(watched.history, now)
            if Outbox(watched.history).due(now):
                posted = send_owed(watched, now)
                for line in began_and_ended(posted.began, posted.ended):
                    _log.warning("%s", line)

    def reread(self) -> "Plan | None":
        """Read the settings again, or keep those that are in force and say why."""
        from monitor.schedule import plan
        from monitor.settings import SettingsError
        from monitor.wiring import where

        before = self.settings
        try:
            self.settings = _checked(self._place, is_live=self._agenda is not None)
        except SettingsError as error:
            for line in str(error).splitlines():
                _log.error("%s", line)
            _log.error("the settings cannot be read: those from before stay in force")
            return None
        if self._live and (before.live, before.contact) == (
            self.settings.live,
            self.settings.contact,
        ):
            self._live.whereabouts = where(self.settings)
        elif self._live:
            self._live.end()
            self.start()
        _log.info("the settings were read again: watching %s", told(self.settings))
        return plan(self.settings, datetime.now(UTC))

    def end(self) -> None:
        """Note up to where edits were heard of."""
        if self._live:
            self.post()

    @contextmanager
    def _opened(self) -> "Iterator[Watch]":
        from monitor.lock import locked
        from monitor.wiring import watch

        with (
            locked(Path(self.settings.database), datetime.now(UTC)),
            watch(
                self.settings,
                os.environ,
                self._stop,
                pace=self._pace,
                whereabouts=self._live.whereabouts if self._live else None,
            ) as opened,
        ):
            yield opened

    @contextmanager
    def _said_once(self, *, is_round: bool = False) -> "Iterator[None]":
        """Let no error end the watch that the next round may be spared, and say each once."""
        from monitor.lock import LockHeld
        from monitor.settings import MonitorError
        from monitor.stop import Stopped
        from scraper.article import ScraperError
        from storage.change import StorageError

        try:
            yield
        except LockHeld:
            raise
        except Stopped as error:
            _log.info("%s", error)
        except (MonitorError, ScraperError, StorageError) as error:
            if str(error) != self._fails:
                _log.error("%s; each round tries again", error)
            self._fails = str(error)
        else:
            if is_round and self._fails:
                self._fails = ""
                _log.warning("rounds work again")
