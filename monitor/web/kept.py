"""What takes long to work out, kept until the database is another."""

import threading
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

T = TypeVar("T")


class Kept:
    """Values by name, each of one version of the database; worked out once, whoever asks."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._making: dict[Hashable, threading.Lock] = {}
        self._values: dict[Hashable, tuple[int, object]] = {}

    def get(self, name: Hashable, version: int, make: Callable[[], T]) -> T:
        """Give a value of at least that version, worked out now if it is not there yet."""
        with self._lock:
            making = self._making.setdefault(name, threading.Lock())
        with making:
            held = self._values.get(name)
            if held is None or held[0] != version:
                held = self._values[name] = version, make()
            return cast("T", held[1])
