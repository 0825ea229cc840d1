"""The noun of a comparison: one fact before and after."""

from dataclasses import dataclass
from typing import Literal, TypedDict

from scraper.article import Revision
from scraper.snapshot import Fact, Kind

What = Literal[
    "established", "withdrawn", "severed", "suspended", "resumed",
    "refined", "coarsened", "redated",
    "joined", "left", "status",
    "renamed", "listed", "unlisted", "dates", "note", "references", "section",
]  # fmt: skip


class StorageError(Exception):
    """What could not be stored or found, in one line; its subclasses say what helps."""


class RevisionRefused(StorageError):
    """A revision cannot be what its source says: a wiki's fault, of which others know nothing."""


@dataclass(frozen=True, slots=True)
class Change:
    """One fact before and after, with the revision that brought it where it is known.

    ``minor`` changes are not told unless asked for. The revision's text is never
    carried along.
    """

    kind: Kind
    what: What
    identity: str
    before: Fact | None
    after: Fact | None
    minor: bool = False
    revision: Revision | None = None

    @property
    def name(self) -> str:
        """The name under which the article now lists it, else under which it did."""
        return (self.after or self.before).name  # type: ignore[union-attr]  # one of them is given

    @property
    def section(self) -> str:
        """The section that says it now, else that did."""
        return (self.after or self.before).section  # type: ignore[union-attr]  # one of them is given


class ValueDocument(TypedDict):
    """One side of a change, as JSON; dates are EDTF."""

    name: str
    since: str
    dates: list[str]
    status: str


class ChangeDocument(TypedDict):
    """A change as JSON; ``revision`` is the revision's id, null where it is not known."""

    kind: Kind
    what: What
    identity: str
    name: str
    before: ValueDocument | None
    after: ValueDocument | None
    minor: bool
    section: str
    revision: int | None


def change_document(change: Change) -> ChangeDocument:
    """Put a change into the JSON form that every command and report writes."""
    return {
        "kind": change.kind,
        "what": change.what,
        "identity": change.identity,
        "name": change.name,
        "before": _value(change.before),
        "after": _value(change.after),
        "minor": change.minor,
        "section": change.section,
        "revision": change.revision.id if change.revision else None,
    }


def _value(fact: Fact | None) -> ValueDocument | None:
    if fact is None:
        return None
    return {
        "name": fact.name,
        "since": fact.since,
        "dates": list(fact.dates),
        "status": fact.status,
    }
