"""What was told, what stands now -> what is due, and what has to wait. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, Protocol

from reports.upheaval import Together, together
from scraper.article import Revision
from scraper.snapshot import Fact, Kind
from storage.change import Change
from storage.compare import compare, in_order, said_already

Key = tuple[Kind, str]

HOLD_TIME = timedelta(hours=24)


class Standing(Protocol):
    """What an article says of one identity now, and the revision that brought it to that."""

    @property
    def fact(self) -> Fact | None:
        """The value, None where the article no longer says anything."""

    @property
    def revision(self) -> Revision:
        """The first revision since which the article has said so without a break."""


@dataclass(frozen=True, slots=True)
class Pending:
    """A change that has not stood for the settle time; told after ``due_at`` if it still stands."""

    change: Change
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Upheaval:
    """So many facts of one kind lost or gained together that it is news of the article's structure.

    ``of`` counts what the article listed when it was last told; ``revision`` is the
    newest that took part, None where it is not known. While ``due_at`` is given it is held,
    not told. ``retracts`` is the number of the report, made at ``retracts_of``, that told what
    is undone with it.
    """

    kind: Kind
    what: Literal["lost", "gained"]
    facts: tuple[Fact, ...]
    of: int
    revision: Revision | None
    due_at: datetime | None = None
    retracts: int = 0
    retracts_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """What to tell now and what to remember as told; ``due`` is the new told state."""

    due: tuple[Fact, ...]
    changes: tuple[Change, ...]
    upheavals: tuple[Upheaval, ...]
    pending: tuple[Pending, ...]
    held: tuple[Upheaval, ...]


def settle(
    told: Iterable[Fact],
    standing: Mapping[Key, Standing],
    now: datetime,
    settle_time: timedelta,
    *,
    hold_time: timedelta = HOLD_TIME,
    reviewed: datetime | None = None,
    undoing: Revision | None = None,
    minor: bool = False,
) -> Settled:
    """Divide what differs from what was told into what is due and what has to wait.

    A value, or its absence, is due when its revision was saved ``settle_time`` or
    longer ago (0: always); until then the told value stays. Losses that went together
    (``reports.upheaval``) are held for ``hold_time``, then told as one. What was saved by
    ``reviewed``, the time of the revision that the wiki's own reviewers have found in
    order, waits for nothing; nor does the loss of what was told but is unknown to
    ``standing``, since all that ever said so was undone, lastly by ``undoing``. Without
    that it was misread: it is dropped without news.
    """
    before = {key_of(fact): fact for fact in told}
    if undoing is not None:
        standing = {**{key: _Due(None, undoing) for key in before}, **standing}
    if reviewed is not None:
        standing = {key: _reviewed(stands, reviewed) for key, stands in standing.items()}
    upheavals = list(_upheavals(before, standing, now, settle_time, max(hold_time, settle_time)))
    apart = {key_of(fact): found for found in upheavals for fact in found.facts}
    is_held = any(one.what == "lost" and one.due_at for one in upheavals)
    after: dict[Key, Fact | None] = {}
    waiting: dict[Key, datetime] = {}
    for key, stands in standing.items():
        if (due_at := _wait(stands, now, settle_time)) is None:
            # Of two statements one may have gone with what is held, and come back with it.
            waits = is_held and said_already(before.get(key), stands.fact)
            after[key] = before.get(key) if waits else stands.fact
        else:
            waiting[key] = due_at
            after[key] = before.get(key)
        if key in apart:
            after[key] = stands.fact if apart[key].due_at is None else before.get(key)
    return Settled(
        due=in_order(fact for fact in after.values() if fact is not None),
        changes=tuple(_changes(before, after, standing, set(after) - set(apart), minor)),
        upheavals=tuple(found for found in upheavals if found.due_at is None),
        pending=tuple(_pending(before, standing, waiting, set(apart), minor)),
        held=tuple(found for found in upheavals if found.due_at is not None),
    )


def key_of(fact: Fact) -> Key:
    """Name what a fact is about, within its article."""
    return fact.kind, fact.identity


@dataclass(frozen=True, slots=True)
class _Due:
    """A standing that waits for nothing."""

    fact: Fact | None
    revision: Revision


def _reviewed(stands: Standing, reviewed: datetime) -> Standing:
    if stands.revision.saved_at > reviewed:
        return stands
    return _Due(stands.fact, stands.revision)


def _wait(stands: Standing, now: datetime, wait: timedelta) -> datetime | None:
    if isinstance(stands, _Due):
        return None
    due_at = stands.revision.saved_at + wait
    return due_at if wait and due_at > now else None


def _upheavals(
    before: Mapping[Key, Fact],
    standing: Mapping[Key, Standing],
    now: datetime,
    settle_time: timedelta,
    hold_time: timedelta,
) -> Iterator[Upheaval]:
    told = [fact for key, fact in before.items() if key in standing]
    stands = [each.fact for each in standing.values() if each.fact is not None]
    found = [
        _upheaval(each, standing, now, hold_time if each.what == "lost" else settle_time)
        for each in together(told, stands)
    ]
    # Losses wait for each other: of one told alone, the others no longer show that they are part.
    last = max((each.due_at for each in found if each.what == "lost" and each.due_at), default=None)
    for each in found:
        yield replace(each, due_at=last) if each.what == "lost" else each


def _upheaval(
    found: Together, standing: Mapping[Key, Standing], now: datetime, wait: timedelta
) -> Upheaval:
    named = in_order(found.facts)
    parts = [standing[key_of(fact)] for fact in named]
    newest = max((one.revision for one in parts), key=lambda one: (one.saved_at, one.id))
    # What is undone waits for nothing, but hurries nothing that went with it.
    waits = [due_at for one in parts if (due_at := _wait(one, now, wait))]
    return Upheaval(
        found.kind, found.what, named, found.of, _without_text(newest), max(waits, default=None)
    )


def _changes(
    before: Mapping[Key, Fact],
    after: Mapping[Key, Fact | None],
    standing: Mapping[Key, Standing],
    keys: set[Key],
    minor: bool,
) -> Iterator[Change]:
    said = [fact for key, fact in before.items() if key in keys]
    says = [fact for key, fact in after.items() if key in keys and fact is not None]
    for change in compare(said, says, minor=minor):
        revision = standing[change.kind, change.identity].revision
        yield replace(change, revision=_without_text(revision))


def _pending(
    before: Mapping[Key, Fact],
    standing: Mapping[Key, Standing],
    waiting: Mapping[Key, datetime],
    apart: set[Key],
    minor: bool,
) -> Iterator[Pending]:
    keys = set(waiting) - apart
    stands = {key: standing[key].fact for key in waiting}
    for change in _changes(before, stands, standing, keys, minor):
        yield Pending(change, waiting[change.kind, change.identity])


def _without_text(revision: Revision) -> Revision:
    return replace(revision, text=None)
