"""What a history truly says: the facts that were meant, and the edits that were undone.

``generate`` beside the project writes each edit's true effect; of a real history reverts
tell which edits were undone.
"""

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

Key = tuple[str, str]
"""The kind of a fact and the name of what it is about."""

Value = str | None
"""A relation's date (EDTF) or a membership's status; None where nothing is said."""

Span = tuple[datetime, datetime]

NEVER = datetime.max.replace(tzinfo=UTC)
_MUCH = 0.3

# The parser's word for one that the generator writes.
_STATUSES = {"candidate": "applicant"}


@dataclass
class Truth:
    """The values for good of each fact, and from when until when each edit lasted that was undone.

    ``losses`` are the moments at which much was lost together.
    """

    values: dict[Key, list[tuple[datetime, Value]]] = field(default_factory=dict)
    undone: dict[int, Span] = field(default_factory=dict)
    begins: datetime | None = None
    losses: set[datetime] = field(default_factory=set)

    def say(self, at: datetime, facts: Mapping[Key, Value]) -> None:
        """Note what is said for good from a moment on; other facts stay as they were."""
        self.begins = self.begins or at
        listed = sum(bool(told) and told[-1][1] is not None for told in self.values.values())
        lost = [
            key for key, value in facts.items() if value is None and self.value(key, at) is not None
        ]
        if len(lost) > _MUCH * listed:
            self.losses.add(at)
        for key, value in facts.items():
            told = self.values.setdefault(key, [])
            if value != (told[-1][1] if told else None):
                told.append((at, value))

    def value(self, key: Key, at: datetime) -> Value:
        """Give what is truly said of something at a moment."""
        told = self.values.get(key, [])
        place = bisect_right(told, at, key=lambda said: said[0])
        return told[place - 1][1] if place else None

    def lasting(
        self, least: timedelta, least_of_losses: timedelta
    ) -> Iterator[tuple[Key, Value, datetime, datetime | None]]:
        """Give each change that lasted that long: what it is, from when, until when."""
        for key, told in self.values.items():
            lasted: list[tuple[datetime, Value]] = []
            for number, (begin, value) in enumerate(told):
                end = told[number + 1][0] if number + 1 < len(told) else None
                is_lost = value is None and begin in self.losses
                is_short = end and end - begin < (least_of_losses if is_lost else least)
                if not is_short and not (lasted and lasted[-1][1] == value):
                    lasted.append((begin, value))
            for number, (begin, value) in enumerate(lasted):
                end = lasted[number + 1][0] if number + 1 < len(lasted) else None
                if begin != self.begins:
                    yield key, value, begin, end

    def is_calm(self, begin: datetime, end: datetime, least: timedelta) -> bool:
        """Tell whether for that long, some time, nothing was there that was undone."""
        calm_since = begin
        for started, undone in sorted(self.undone.values()):
            if undone <= calm_since:
                continue
            if started > end or started - calm_since >= least:
                break
            calm_since = undone
        return end - calm_since >= least


def read_truth(path: Path) -> Truth:
    """Read what the generator wrote beside a history."""
    truth = Truth()
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for number, row in enumerate(rows):
        at = datetime.fromisoformat(row["ts"])
        gone, come = dict(_facts(row["del"])), dict(_facts(row["add"]))
        if row["kind"] == "vandal":
            if gone or come:
                truth.undone[row["rev_id"]] = at, _next(rows, number)
        elif row["kind"] != "revert":
            truth.say(at, dict.fromkeys(gone) | come)
    return truth


def _next(rows: Sequence[Mapping[str, str]], number: int) -> datetime:
    return datetime.fromisoformat(rows[number + 1]["ts"]) if number + 1 < len(rows) else NEVER


def _facts(triples: Iterable[tuple[str, str, str]]) -> Iterator[tuple[Key, str]]:
    for kind, name, value in triples:
        if kind == "relation":
            yield ("relation", name), value
        elif kind == "member":
            yield ("membership", name), _STATUSES.get(value, value)
