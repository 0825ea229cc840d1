"""The noun of a comparison: one fact before and after."""

from dataclasses import dataclass
from typing import Literal

from scraper.article import Revision
from scraper.snapshot import Fact, Kind

What = Literal[
    "established", "withdrawn", "severed", "suspended", "resumed",
    "refined", "coarsened", "redated",
    "joined", "left", "status",
    "renamed", "listed", "unlisted", "dates", "note", "references", "section",
]  # fmt: skip


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
