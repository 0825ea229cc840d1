"""Who does work that can be divided, and how they say that one of them died."""

from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass

from monitor.settings import MonitorError


class NoCrew(MonitorError):
    """Those who should do the work are out of reach, or are gone."""


GONE = "the cluster has gone: run again when it is back, and it goes on where it was"


@dataclass(frozen=True)
class Crew:
    """An executor, and what is to be known of it.

    ``room`` tells how many tasks it should have at a time, or raises NoCrew. ``lost`` are
    the errors by which it says that a worker died; a task is given to it ``tries`` times
    at most.
    """

    executor: Executor
    room: Callable[[], int]
    lost: tuple[type[BaseException], ...]
    tries: int
