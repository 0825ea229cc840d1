"""What the doctor finds: one thing that was looked at, and how it is."""

from dataclasses import dataclass
from typing import Literal

Grade = Literal["fine", "note", "wrong"]
"""A note is worth knowing; what is wrong keeps a round from doing its work."""


@dataclass(frozen=True, slots=True)
class Finding:
    """``says`` is one line: how it is, and what to do where it is not fine."""

    grade: Grade
    check: str
    says: str
