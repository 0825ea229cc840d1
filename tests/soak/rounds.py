"""The program in a process of its own: a round for each moment that is read from standard input.

``python -m tests.soak.rounds FOLDER`` opens settings, lock, database and wiki anew for each
round, as the daemon does, and logs to standard error as it does. After each round it writes
its resident memory in bytes. It lets the time of waits pass at once.
"""

import logging
import os
import sys
from datetime import datetime
from pathlib import Path

from monitor import logs
from monitor.commands.check import complaints, summary
from monitor.lock import locked
from monitor.round import go_round
from monitor.settings import Settings
from monitor.settings_file import load
from monitor.stop import Stop
from monitor.wiring import watch
from scraper.fetch import Bounds
from scraper.manners import Pace

_IMPATIENT = Bounds(connect=5.0, silence=0.25, whole=5.0)
_PAGE = os.sysconf("SC_PAGE_SIZE")
_log = logging.getLogger("diplowatch")


class Hasty(Stop):
    """Waits for nothing."""

    def sleep(self, seconds: float) -> None:
        """Be back at once."""
        super().sleep(min(seconds, 0))


def main(folder: Path) -> None:
    """Go a round for each line, until there is no more."""
    logs.start("text", {})
    settings = load(folder / "diplowatch.toml")
    stop = Hasty()
    pace = Pace(sleep=stop.sleep)
    for line in sys.stdin:
        try:
            _go(settings, datetime.fromisoformat(line.strip()), stop, pace)
        except Exception:
            _log.exception("the round broke off")
        print(_resident(), flush=True)


def _go(settings: Settings, now: datetime, stop: Stop, pace: Pace) -> None:
    with (
        locked(Path(settings.database), now),
        watch(settings, os.environ, stop, pace=pace, bounds=_IMPATIENT) as opened,
    ):
        outcome = go_round(opened, now)
    for line in complaints(outcome, only_new=True):
        _log.warning("%s", line)
    _log.info("%s", summary(outcome))


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE


if __name__ == "__main__":
    main(Path(sys.argv[1]))
