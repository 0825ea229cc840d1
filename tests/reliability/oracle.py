"""What is to be told, worked out from the rules alone: an article's edits, and who heard what.

It knows nothing of how the program stores and decides, and only what the machine makes
happen: rows of one list with a date each (``docs/news.md`` has the rules).
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

Says = dict[str, str]
"""The states that a list has, each with its year."""

Told = dict[str, str | None]
"""What a subscription was told last of each state; None where nothing is listed."""

_REACH = 15  # https://www.mediawiki.org/wiki/Manual:Reverts
_SHARE, _FEWEST = 0.3, 3
_ALWAYS = datetime.min.replace(tzinfo=UTC)


@dataclass
class Saved:
    """One edit: the text, what it says, and whether a later one undid it."""

    text: str
    says: Says
    at: datetime
    is_undone: bool = False


@dataclass
class Page:
    """All edits of one article, oldest first."""

    edits: list[Saved] = field(default_factory=list)

    def save(self, text: str, says: Says, at: datetime) -> None:
        """Add an edit; what lies between it and the nearest equal text is undone."""
        near = self.edits[-_REACH:]
        same = [place for place, one in enumerate(near) if one.text == text]
        for undone in near[same[-1] + 1 :] if same else ():
            undone.is_undone = True
        self.edits.append(Saved(text, says, at))

    def stands(self, state: str) -> tuple[str | None, datetime]:
        """Give what is said of a state now, and since when without a break."""
        value, since = None, _ALWAYS
        for edit in self.edits:
            if not edit.is_undone and edit.says.get(state) != value:
                value, since = edit.says.get(state), edit.at
        return value, since


def due(told: Told, page: Page, now: datetime, settle: timedelta, hold: timedelta) -> Told:
    """Give what a subscription knows once it was told all that is due by ``now``."""
    stands = {state: page.stands(state) for state in told}
    listed = [state for state, value in told.items() if value]
    lost = [state for state in listed if stands[state][0] is None]
    is_much = len(lost) >= _FEWEST and len(lost) > _SHARE * len(listed)
    is_nothing_left = len(lost) >= 2 and not any(value for value, _ in stands.values())
    if not (is_much or is_nothing_left):
        lost = []
    newest_loss = max((stands[state][1] for state in lost), default=_ALWAYS)

    def is_due(state: str) -> bool:
        if state in lost:
            return _has_passed(newest_loss, max(hold, settle), now)
        return _has_passed(stands[state][1], settle, now)

    return {state: stands[state][0] if is_due(state) else value for state, value in told.items()}


def _has_passed(since: datetime, wait: timedelta, now: datetime) -> bool:
    return since == _ALWAYS or not wait or since + wait <= now
