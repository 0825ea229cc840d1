"""The language in which pages are read now, and what is remembered of texts in it.

The words of a language are asked for deep in the parser, by functions that know no more
than a cell's text. So the language is set around the reading of a page; pages are read
one at a time, as Python does anyway.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from threading import RLock
from typing import Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

USUAL = "en"
"""The language of wikis of which nothing else is known."""

_one_at_a_time = RLock()
_spoken = USUAL
_memos: list[Callable[[str], None]] = []


class Memo(Generic[P, T]):
    """A function that remembers what it gave, apart for each language.

    ``now`` is the same without a detour, for what is called for every cell.
    """

    def __init__(self, function: Callable[P, T], maxsize: int) -> None:
        self._function = function
        self.maxsize = maxsize
        self._by_language: dict[str, Callable[P, T]] = {}
        self.now: Callable[P, T] = self._in(_spoken)
        _memos.append(self.speak)

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> T:
        """Call the function, or give what it gave before."""
        return self.now(*args, **kwargs)

    def speak(self, language: str) -> None:
        """Let ``now`` be of another language."""
        self.now = self._in(language)

    def _in(self, language: str) -> Callable[P, T]:
        if language not in self._by_language:
            self._by_language[language] = lru_cache(self.maxsize)(self._function)
        return self._by_language[language]


def remembered(maxsize: int) -> Callable[[Callable[P, T]], Memo[P, T]]:
    """Let a function remember what it gave last, apart for each language."""

    def decorate(function: Callable[P, T]) -> Memo[P, T]:
        return Memo(function, maxsize)

    return decorate


def spoken() -> str:
    """Give the code of the language in which a page is read now."""
    return _spoken


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Read a page in a language; other threads wait until it is read."""
    with _one_at_a_time:
        before = _spoken
        _speak(language)
        try:
            yield
        finally:
            _speak(before)


def _speak(language: str) -> None:
    global _spoken
    if language != _spoken:
        _spoken = language
        for speak in _memos:
            speak(language)
