"""Processes of this machine as an executor, of which one may die without the others.

Each is a ``ProcessPoolExecutor`` of its own: one that breaks takes the task with it that
broke it, so that it is known which, and is replaced. All end with this process, however
it ends.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import Connection
from threading import Thread
from typing import ParamSpec, TypeVar

from monitor.crew import Crew

P = ParamSpec("P")
T = TypeVar("T")

_TRIES = 3


@contextmanager
def processes(workers: int) -> Iterator[Crew]:
    """Start processes as they are needed; leaving ends them at once, whatever they do."""
    executor = Processes(workers)
    try:
        yield Crew(executor, lambda: workers, (BrokenProcessPool,), _TRIES)
    finally:
        executor.shutdown()


class Processes(Executor):
    """An executor whose every worker is a pool of one process."""

    def __init__(self, workers: int) -> None:
        # A forked process would have the database open, and could not be told from its parent.
        self._context = multiprocessing.get_context("spawn")
        self._lifeline, self._held = self._context.Pipe(duplex=False)
        self._pools = [self._pool() for _ in range(workers)]
        self._last: list[Future[object] | None] = [None] * workers

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Give a task to a worker that is idle, or else to any."""
        place = next((n for n, last in enumerate(self._last) if not last or last.done()), 0)
        try:
            future = self._pools[place].submit(fn, *args, **kwargs)
        except BrokenProcessPool:
            self._pools[place].shutdown()
            self._pools[place] = self._pool()
            future = self._pools[place].submit(fn, *args, **kwargs)
        self._last[place] = future  # type: ignore[assignment]  # whatever it gives
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = True) -> None:
        """End all workers at once."""
        self._held.close()
        for pool in self._pools:
            pool.shutdown(wait, cancel_futures=cancel_futures)
        self._lifeline.close()

    def _pool(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(1, self._context, _follow, (self._lifeline,))


def _follow(lifeline: Connection) -> None:
    """Let this process end when its parent lets go of the other end, or is no more."""
    # Ctrl-C reaches the whole group; the parent decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(lifeline,), daemon=True).start()


def _end_with(lifeline: Connection) -> None:
    lifeline.poll(None)
    os._exit(0)
