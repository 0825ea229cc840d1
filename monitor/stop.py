"""Being asked to end: by a signal, to the thread that works."""

import math
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from monitor.settings import MonitorError

_SIGNALS = (signal.SIGTERM, signal.SIGINT)
_LOOK_UP = 1.0  # seconds


class Stopped(MonitorError):
    """The work was left where it was, its end being asked for; the next round completes it."""


class Stop:
    """A wish to end, which sleeping and long work heed.

    Who waits looks up each second: a signal that comes to another thread, or in the very
    moment before the main thread begins to wait, would not wake that, and so would never
    reach its handler.
    """

    def __init__(self) -> None:
        self._asked = threading.Event()

    def on_signals(self) -> None:
        """Take SIGTERM and SIGINT as that wish, from now on; for the main thread only."""
        for number in _SIGNALS:
            signal.signal(number, self._heard)

    @contextmanager
    def heeding_signals(self) -> Iterator[None]:
        """Take them as that wish within; for the main thread only."""
        before = {number: signal.getsignal(number) for number in _SIGNALS}
        self.on_signals()
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)

    def ask(self) -> None:
        """Wish for the end."""
        self._asked.set()

    @property
    def is_asked(self) -> bool:
        """Whether the end is wished for."""
        return self._asked.is_set()

    def wait(self, seconds: float = math.inf) -> bool:
        """Wait until the end is wished for, or for some seconds; tell whether it is."""
        until = time.monotonic() + seconds
        while not self.is_asked and (left := until - time.monotonic()) > 0:
            self._asked.wait(min(left, _LOOK_UP))
        return self.is_asked

    def sleep(self, seconds: float) -> None:
        """Sleep, unless the end is wished for meanwhile: then raise Stopped at once."""
        if self.wait(seconds):
            raise Stopped("stopped while waiting: the next round completes it")

    def check(self) -> None:
        """Raise Stopped where the end is wished for."""
        self.sleep(0)

    def _heard(self, _number: int, _frame: FrameType | None) -> None:
        self.ask()
