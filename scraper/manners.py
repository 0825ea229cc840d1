"""Manners towards the wiki: who asks, how often, and how long to wait before asking again.

The rules are those of Wikimedia's User-Agent policy, its global limits of 2026 (200
requests a minute with a compliant User-Agent, over all of its sites together) and
https://www.mediawiki.org/wiki/API:Etiquette.
"""

import random
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import cache
from importlib import metadata

_WIKIMEDIA = re.compile(
    r"(?:^|\.)(?:wik(?:ipedia|tionary|ibooks|inews|iquote|isource|iversity|ivoyage|idata"
    r"|imedia|imediafoundation|ifunctions)|mediawiki)\.org\.?(?::\d+)?$",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"\S+@\S+\.\S+|https?://\S+|user:\S.*", re.IGNORECASE)

# 120 requests a minute, where Wikimedia allows 200 to all that one operator runs.
_WIKIMEDIA_INTERVAL = 0.5
# A stream may be asked again for weeks, and no float holds 2 to the power of so many tries.
_MOST_DOUBLINGS = 60


def is_wikimedia(host: str) -> bool:
    """Tell whether Wikimedia runs the host, so that its policies hold there."""
    return _WIKIMEDIA.search(host) is not None


def contact_problem(contact: str) -> str:
    """Say why an operator's contact cannot stand in a User-Agent; "" if it can."""
    if not contact:
        return "none is given"
    if not (contact.isascii() and contact.isprintable()):
        return "it has characters that no HTTP header can carry"
    if not _CONTACT.fullmatch(contact):
        return "it is no e-mail address, URL or user page (User:Name)"
    return ""


def user_agent(contact: str, library: str) -> str:
    """Name the client as Wikimedia asks: ``diplowatch/VERSION (CONTACT) LIBRARY/VERSION``."""
    named = f" ({contact})" if contact else ""
    return f"diplowatch/{_version()}{named} {library}"


@cache
def _version() -> str:
    try:
        return metadata.version("diplowatch")
    except metadata.PackageNotFoundError:  # run from a checkout that nobody installed
        return "0"


@dataclass
class Pace:
    """The least time between the starts of two requests.

    Wikimedia counts an operator's requests over all of its sites, so the wikis of one
    process share one pace. ``interval`` is in seconds; ``clock`` is monotonic.
    """

    interval: float = _WIKIMEDIA_INTERVAL
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], object] = time.sleep
    _next: float = field(default=0.0, init=False)

    def wait(self) -> None:
        """Sleep until the next request may start."""
        now = self.clock()
        if now < self._next:
            self.sleep(self._next - now)
        self._next = max(now, self._next) + self.interval


@dataclass(frozen=True)
class Patience:
    """How often to ask again, and how long to wait before (seconds).

    ``first`` doubles with each try and is only used where the wiki names no time of its
    own; five tries of a busy wiki span more than the minute in which Wikimedia counts.
    ``longest`` is the most that one question waits at a time: a wiki that asks for more
    is left alone until the next round.
    """

    tries: int = 5
    first: float = 1.0
    first_busy: float = 5.0
    longest: float = 300.0
    jitter: Callable[[], float] = random.random  # in 0..1, so that clients do not come in step

    def delay(self, tried: int, asked: float | None, *, busy: bool) -> float:
        """Give the seconds to wait after the try of number ``tried`` (from 1) failed."""
        if asked is not None:
            return asked + self.jitter()
        first = self.first_busy if busy else self.first
        doubled = first * 2.0 ** min(tried - 1, _MOST_DOUBLINGS)
        return min(doubled * (1 + self.jitter() / 2), self.longest)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Read the seconds that a wiki asks to wait (RFC 9110, 10.2.3), None if it asks nothing.

    Wikimedia gives decimals. A date is held against the answer's own, whose clock is
    the same.
    """
    value = headers.get("Retry-After", "").strip()
    try:
        seconds = float(value)
    except ValueError:
        seconds = _seconds_between(headers.get("Date", ""), value)
    return seconds if 0 <= seconds < float("inf") else None


def _seconds_between(start: str, end: str) -> float:
    try:
        return (parsedate_to_datetime(end) - parsedate_to_datetime(start)).total_seconds()
    except (ValueError, TypeError):  # TypeError: one has a zone, the other none
        return -1.0
