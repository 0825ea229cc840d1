"""How far the parts of dumps were read, so that nothing of them is read twice."""

from dataclasses import dataclass
from datetime import datetime

from storage.database import Database


@dataclass(frozen=True, slots=True)
class Mark:
    """How many of a part's pages that were asked for were read, and when the last was."""

    pages: int = 0
    read_at: datetime | None = None


class Parts:
    """The part table.

    A part goes by its ``fingerprint``; ``choice`` says which of its pages are asked for.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def mark(self, fingerprint: str, choice: str) -> Mark:
        """Give how far a part was read."""
        row = self._database.row(
            "SELECT pages, read_at FROM part WHERE fingerprint = ? AND choice = ?",
            fingerprint,
            choice,
        )
        if row is None:
            return Mark()
        pages, read_at = row
        return Mark(pages, datetime.fromisoformat(read_at) if read_at else None)

    def note(self, fingerprint: str, choice: str, name: str, mark: Mark) -> None:
        """Note how far a part was read."""
        self._database.run(
            "INSERT OR REPLACE INTO part VALUES (?, ?, ?, ?, ?)",
            fingerprint,
            choice,
            name,
            mark.pages,
            mark.read_at.isoformat() if mark.read_at else None,
        )
