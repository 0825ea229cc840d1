"""Being asked to end: by a signal, to the thread that works."""

import signal
import threading
from types import FrameType

from monitor.settings import MonitorError


class Stopped(MonitorError):
    """The work was left where it was, its end being asked for; the next round completes it."""


class Stop:
    """A wish to end, which sleeping and long work heed."""

    def __init__(self) -> None:
        self._asked = threading.Event()

    def on_signals(self) -> None:
        """Take SIGTERM and SIGINT as that wish, from now on; for the main thread only."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._heard)

    def ask(self) -> None:
        """Wish for the end."""
        self._asked.set()

    @property
    def is_asked(self) -> bool:
        """Whether the end is wished for."""
        return self._asked.is_set()

    def wait(self) -> None:
        """Wait until the end is wished for."""
        self._asked.wait()

    def sleep(self, seconds: float) -> None:
        """Sleep, unless the end is wished for meanwhile: then raise Stopped at once."""
        if self._asked.wait(seconds):
            raise Stopped("stopped while waiting: the next round completes it")

    def check(self) -> None:
        """Raise Stopped where the end is wished for."""
        self.sleep(0)

    def _heard(self, _number: int, _frame: FrameType | None) -> None:
        self.ask()
