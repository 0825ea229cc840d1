"""Editors and vandals of a wiki, whose every true change is known."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tests.loopback_wiki import LoopbackWiki
from tests.monitor.world import article

Change = tuple[str, str, str | None, str | None]
"""An article's title, a state, and its year before and now; None where it is not listed."""

REST = 80
"""Rounds in which nobody truly changes a row again: longer than all that may hold up its news."""

_STATES = (
    "Algeria", "Angola", "Argentina", "Bolivia", "Botswana", "Brazil", "Canada", "Chad", "Chile",
    "Cuba", "Denmark", "Egypt", "Finland", "Ghana", "Hungary", "Iceland", "India", "Italy",
    "Japan", "Kenya", "Latvia", "Malta", "Norway", "Peru",
)  # fmt: skip
# So few rows can be written that what is remembered of them is soon all that ever will be.
_FIRST_YEARS, _LATER_YEARS = range(1970, 1980), range(1980, 1990)
_FEWEST = 16
_VANDALISM = 0.25
_LASTS = 4  # rounds of an hour, less than the settle time


@dataclass
class Editors:
    """What they do between two rounds is drawn by ``chance``, some ``edits`` a round on average."""

    wiki: LoopbackWiki
    titles: Sequence[str]
    edits: float
    chance: random.Random
    changes: Counter[Change] = field(default_factory=Counter)
    saved: int = 0
    undone: int = 0
    _says: dict[str, dict[str, str]] = field(default_factory=dict)
    _resting: dict[tuple[str, str], int] = field(default_factory=dict)
    _vandalised: dict[str, tuple[int, str]] = field(default_factory=dict)

    def begin(self, now: datetime) -> None:
        """Write all articles."""
        for title in self.titles:
            states = self.chance.sample(_STATES, 20)
            self._says[title] = {state: str(self.chance.choice(_FIRST_YEARS)) for state in states}
            self._save(title, self._text(title), now)

    def work(self, number: int, before: datetime) -> None:
        """Edit in the hour before a round, whose number it is."""
        moments = _moments(before)
        for title in [one for one, (end, _) in self._vandalised.items() if end <= number]:
            self._save(title, self._vandalised.pop(title)[1], next(moments))
        whole, rest = divmod(self.edits, 1)
        for _ in range(int(whole) + (self.chance.random() < rest)):
            title = self.chance.choice(self.titles)
            if title not in self._vandalised:
                self._edit(title, number, next(moments))

    def go_home(self, before: datetime) -> None:
        """Undo what is left of vandalism."""
        for title, (_, text) in self._vandalised.items():
            self._save(title, text, before)
        self._vandalised.clear()

    def _edit(self, title: str, number: int, at: datetime) -> None:
        if self.chance.random() < _VANDALISM:
            text = self.wiki.pages[title].revisions[-1].text
            self._vandalised[title] = number + self.chance.randint(1, _LASTS), text
            self.undone += 1
            self._save(title, self._spoilt(text), at)
            return
        state = self.chance.choice(_STATES)
        if self._resting.get((title, state), number) <= number:
            self._resting[title, state] = number + REST
            self._change(title, state)
            self._save(title, self._text(title), at)

    def _change(self, title: str, state: str) -> None:
        says = self._says[title]
        before = says.pop(state, None)
        is_left_out = before and len(says) >= _FEWEST and self.chance.random() < 0.4
        now = None if is_left_out else str(self.chance.choice(_LATER_YEARS))
        if now:
            says[state] = now
        if before != now:
            self.changes[title, state, before, now] += 1

    def _spoilt(self, text: str) -> str:
        """Blank a page, leave half of it, or give all states the same year."""
        half = "\n".join(text.splitlines()[: text.count("\n") // 2])
        return self.chance.choice(["", half + "\n|}\n", text.replace("|| 19", "|| 18")])

    def _text(self, title: str) -> str:
        rows = (f"{state} {year}" for state, year in sorted(self._says[title].items()))
        return f"This is edit {self.saved}.\n\n{article(*rows)}"

    def _save(self, title: str, text: str, at: datetime) -> None:
        self.saved += 1
        self.wiki.edit(title, text, saved_at=at)


def _moments(before: datetime) -> Iterator[datetime]:
    """Give moments of the hour before, one after another."""
    return (before - timedelta(seconds=10 * left) for left in range(359, 0, -1))
