"""A memory of what was lately used, bounded by size."""

from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Recent(Generic[K, V]):
    """A mapping of two generations: when the young one has grown to ``limit``, the old one goes.

    What is found in the old one is young again. So a look costs one lookup where order
    of use would cost a move, and between one and two times ``limit`` is kept.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._young: dict[K, tuple[V, int]] = {}
        self._old: dict[K, tuple[V, int]] = {}

    def get(self, key: K) -> V | None:
        """Give what is remembered for a key."""
        held = self._young.get(key)
        if held:
            return held[0]
        held = self._old.get(key)
        if held:
            self.put(key, *held)
            return held[0]
        return None

    def put(self, key: K, value: V, size: int) -> None:
        """Remember a value; ``size`` counts against the limit."""
        if self._size >= self._limit:
            self._old, self._young, self._size = self._young, {}, 0
        self._young[key] = (value, size)
        self._size += size
