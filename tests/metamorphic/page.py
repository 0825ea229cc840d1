"""An article as an editor sees it: its sections, and the tables of relations in them."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from scraper.parse import Parser
from scraper.snapshot import Kind, Snapshot
from tests.metamorphic.table import Row, Table, hide, read_table

_HEADING = re.compile(r"^(=+)([^=\n].*?)\1[ \t]*$", re.MULTILINE)
_EDGE = re.compile(r"^[ \t:]*(\{\||\|\})", re.MULTILINE)
_UNCERTAIN = re.compile(
    r"without|\bno\b|not |former|sever|suspen[ds]|lack|mission|embass|visa|trade|treat|agreement"
    r"|recogni|consul|ambassador|visit|conflict|dispute|vote|voting|limited|historical|terminat"
    r"|\bnone\b|broken|frozen|interrupt|ended|cease|discontinu|lapsed|absence|withdr[ae]w",
    re.IGNORECASE,
)
_TITLE = re.compile(r"^[ \t]*(?:\|\+|[|!][^\n|]*colspan)[^\n]*", re.MULTILINE)
_PARSER = Parser()


@dataclass(frozen=True)
class Part:
    """A section with all below its heading, up to the next heading of its level."""

    level: int
    heading: str
    start: int
    body: int
    end: int


@dataclass(frozen=True)
class Page:
    title: str
    text: str

    @cached_property
    def masked(self) -> str:
        return hide(self.text)

    @cached_property
    def snapshot(self) -> Snapshot:
        return parse(self.title, self.text)

    @cached_property
    def said(self) -> Counter[tuple[Kind, str]]:
        """How often the scraper reads each identity: what it reads twice is left alone."""
        return Counter((one.kind, one.identity) for one in self.snapshot.statements)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        inside = list(self._spans())
        found = [
            heading
            for heading in _HEADING.finditer(self.masked)
            if not any(start < heading.start() < end for start, end in inside)
        ]
        parts = []
        for index, match in enumerate(found):
            level = len(match[1])
            following = (each.start() for each in found[index + 1 :] if len(each[1]) <= level)
            end = next(following, len(self.text))
            heading = self.text[match.start(2) : match.end(2)].strip()
            parts.append(Part(level, heading, match.start(), match.end(), end))
        return tuple(parts)

    def headings_at(self, offset: int) -> tuple[str, ...]:
        return tuple(part.heading for part in self.parts if part.start <= offset < part.end)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        return tuple(table for start, end in self._spans() if (table := self._read(start, end)))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The certain rows whose state is named nowhere else."""
        count = Counter(row.named.identity for row in self.certain if row.named)
        return tuple(
            row
            for row in self.certain
            if row.named
            and count[row.named.identity] == 1
            and self.said["relation", row.named.identity] <= 1
        )

    @cached_property
    def certain(self) -> list[Row]:
        return [row for table in self.tables for row in table.certain]

    def _spans(self) -> Iterable[tuple[int, int]]:
        opened: list[int] = []
        for match in _EDGE.finditer(self.masked):
            if match[1] == "{|":
                opened.append(match.start())
            elif opened:
                start = opened.pop()
                if not opened:
                    yield start, match.end()

    def _titles(self, start: int, end: int) -> Iterable[re.Match[str]]:
        """Find a table's caption and the rows across it: they may tell of all rows below."""
        return _TITLE.finditer(self.masked, start, end)

    def _read(self, start: int, end: int) -> Table | None:
        above = self.text[:start].rstrip().rpartition("\n")[2]
        within = (self.text[title.start() : title.end()] for title in self._titles(start, end))
        if any(map(_UNCERTAIN.search, (*self.headings_at(start), above, *within))):
            return None
        if _EDGE.search(self.masked, start + 3, end - 3):
            return None  # a table inside
        return read_table(self.text, self.masked, start, end)


def parse(title: str, text: str) -> Snapshot:
    """Read a text with the parser that all pairs share, as a running program would."""
    return _PARSER.parse(title, text)
