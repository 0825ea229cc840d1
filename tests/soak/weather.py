"""What goes wrong between the program, the wiki and the mail server, at random."""

import random
from collections import Counter
from dataclasses import dataclass, field

from tests import loopback_faults as faults
from tests.loopback_faults import Fault
from tests.loopback_wiki import LoopbackWiki
from tests.reliability.letters import Letters

FAULTS: dict[str, Fault] = {
    "no answer in time": faults.stall(0.6),
    "reset": faults.reset,
    "closed at once": faults.hang_up,
    "closed in the middle": faults.cut_connection,
    "429, Retry-After": faults.status(429, "7"),
    "429": faults.status(429),
    "503, Retry-After": faults.status(503, "3", faults.HTML),
    "503": faults.status(503),
    "502": faults.status(502, kind=faults.HTML),
    "maxlag": faults.lagged(),
    "ratelimited": faults.error("ratelimited"),
    "readonly": faults.error("readonly"),
    "HTML, status 200": faults.body(b"<!DOCTYPE html><p>Please log in.", faults.HTML),
    "garbage": faults.body(bytes(range(256)) * 4),
    "other JSON": faults.body(b'{"query": {"pages": 7}}'),
    "truncated JSON": faults.cut_json,
    "broken gzip": faults.broken_gzip,
    "redirect elsewhere": faults.redirect("http://127.0.0.1:9/w/api.php"),
    "redirect in a circle": faults.redirect("/w/api.php"),
}
_SLOW = "no answer in time"

_OFTEN = 0.08
_LONGEST, _APART = 20, (50, 80)  # rounds
_REFUSALS = ("451 try again later", "452 no room", "421 closing down")


@dataclass
class Weather:
    """Fails requests one by one, for rounds on end, and those about one article for rounds on end.

    Outages are so far apart that all news of a row comes before its next change.
    """

    wiki: LoopbackWiki
    letters: Letters
    chance: random.Random
    struck: Counter[str] = field(default_factory=Counter)
    requests: int = 0
    refused: int = 0
    outages: int = 0
    _down: str = ""
    _of: str = ""
    _ends: int = 0
    _next: int = 2

    def begin(self, number: int) -> None:
        """Make the weather of a round."""
        self.calm()
        if number >= self._ends:
            self._down = self._of = ""
        if number >= self._next:
            self.outages += 1
            self._ends = number + self.chance.randint(1, _LONGEST)
            self._next = self._ends + self.chance.randint(*_APART)
            self._down = self.chance.choice([name for name in FAULTS if name != _SLOW])
            if self.chance.random() < 0.5:
                self._of = self.chance.choice(sorted(self.wiki.pages))
        self.wiki.trouble = self._strike
        if self.chance.random() < 0.3:
            refusals = self.chance.choices(_REFUSALS, k=self.chance.randint(1, 4))
            self.letters.refusals[:] = refusals
            self.refused += len(refusals)

    def calm(self) -> None:
        """Let all work."""
        self.requests += len(self.wiki.asked)
        self.wiki.asked.clear()
        self.wiki.trouble = lambda _: None
        self.refused -= len(self.letters.refusals)
        self.letters.refusals.clear()

    def _strike(self, _: int) -> Fault | None:
        name = self._drawn()
        if not name:
            return None
        self.struck[name] += 1
        return FAULTS[name]

    def _drawn(self) -> str:
        if self._down and self._of in ("", self.wiki.asked[-1].parameters.get("titles")):
            return self._down
        return self.chance.choice(list(FAULTS)) if self.chance.random() < _OFTEN else ""
