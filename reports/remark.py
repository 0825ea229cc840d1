"""What helps a reader to judge a change: its reference, the other side, what was told before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from scraper.snapshot import Fact
from storage.change import Change
from storage.edtf import agree
from storage.tellings import Telling, value_of

Reference = Literal["new", "kept", "none"]
OtherSide = Literal["agrees", "differs", "silent", "unknown"]


@dataclass(frozen=True, slots=True)
class Remark:
    """The grades of one change.

    ``reference``: the article cites one that it did not cite before, only ones that it
    did, or none. ``other_side``: whether the counterpart's own article, where it is
    watched, says the same; ``other_since`` is its date (EDTF). ``retracts`` is the number
    of the report that told what is now undone, 0 for none, made at ``retracts_of``;
    ``contested``: it was told, undone and is told again.
    """

    reference: Reference = "none"
    other_side: OtherSide = "unknown"
    other_since: str = ""
    retracts: int = 0
    retracts_of: datetime | None = None
    contested: bool = False


def remark(
    change: Change,
    told: Sequence[Telling] = (),
    other: Fact | None = None,
    *,
    other_is_watched: bool = False,
) -> Remark:
    """Grade a change by what was told of the fact before, and by the other side's article.

    ``other`` is what the counterpart's article says of this one's subject.
    """
    before, after = value_of(change.before), value_of(change.after)
    undone = told[-1] if told and (told[-1].before, told[-1].after) == (after, before) else None
    again = any((one.before, one.after) == (before, after) for one in told[:-1])
    return Remark(
        reference=_reference(change),
        other_side=_other_side(change, other) if other_is_watched else "unknown",
        other_since=other.since if other else "",
        retracts=undone.report if undone else 0,
        retracts_of=undone.made_at if undone else None,
        contested=undone is not None and again,
    )


def new_references(change: Change) -> tuple[str, ...]:
    """List what the article cites for a change, and did not cite for what it said before."""
    before = change.before.references if change.before else ()
    after = change.after.references if change.after else ()
    return tuple(one for one in after if one not in before)


def _reference(change: Change) -> Reference:
    if change.after is None or not change.after.references:
        return "none"
    return "new" if new_references(change) else "kept"


def _other_side(change: Change, other: Fact | None) -> OtherSide:
    ours, theirs = value_of(change.after), value_of(other)
    if ours is None and theirs is None:
        return "agrees"
    if theirs is None:
        return "silent"
    if ours is None:
        return "differs"
    return "agrees" if ours[1] == theirs[1] and agree(ours[0], theirs[0]) else "differs"
