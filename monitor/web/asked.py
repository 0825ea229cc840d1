"""What a request asks for beyond its page: the part of its address after the question mark."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl

from monitor.moments import read_moment

_LONGEST = 300


class NotAnswered(Exception):
    """A request that has no page: ``status`` is HTTP's, the message one line for its reader."""

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Asked:
    """The values by name, of each the last one given; what is wrong raises NotAnswered."""

    values: tuple[tuple[str, str], ...] = ()

    @classmethod
    def read(cls, query: str) -> "Asked":
        """Read a query string."""
        return cls(tuple(parse_qsl(query, max_num_fields=50)))

    def text(self, name: str) -> str:
        """Give a text, "" where there is none."""
        return dict(self.values).get(name, "").strip()[:_LONGEST]

    def flag(self, name: str) -> bool:
        """Tell whether something is asked for at all."""
        return self.text(name) not in ("", "0")

    def choice(self, name: str, choices: Collection[str], usual: str = "") -> str:
        """Give one of some words."""
        asked = self.text(name)
        if asked and asked not in choices:
            raise NotAnswered(400, f'no {name} "{asked}": give one of {", ".join(choices)}')
        return asked or usual

    def number(self, name: str) -> int | None:
        """Give a whole number from 1, None where there is none."""
        asked = self.text(name)
        if not asked:
            return None
        if not (asked.isascii() and asked.isdecimal() and 0 < int(asked[:12]) < 1 << 32):
            raise NotAnswered(400, f'no {name} "{asked}": give a number from 1')
        return int(asked)

    def page(self) -> int:
        """Give the number of the page asked for, from 1."""
        return self.number("page") or 1

    def moment(self, name: str, *, last: bool = False) -> datetime | None:
        """Give a point in time, None where there is none; a date is its first or last instant."""
        asked = self.text(name)
        if not asked:
            return None
        try:
            return read_moment(asked, last=last)
        except ValueError as error:
            raise NotAnswered(400, str(error)) from error
