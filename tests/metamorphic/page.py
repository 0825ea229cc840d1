"""An article as an editor sees it: where its tables, rows and cells stand in the text.

A reading of its own, apart from the scraper's, and only of what is beyond doubt: a pair's
truth must not come from what it is to test.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from scraper.parse import Parser
from scraper.snapshot import Kind, Snapshot
from tests.metamorphic.cell_reading import Dated, Named, read_date, read_name

_HIDDEN = re.compile(
    r"<!--.*?-->|<nowiki>.*?</nowiki>|<ref\b[^<>]*/>|<ref\b[^<>]*>.*?</ref\s*>"
    r"|\{\{[^{}]*\}\}|\[\[[^\[\]]*\]\]",
    re.DOTALL | re.IGNORECASE,
)
_HEADING = re.compile(r"^(=+)([^=\n].*?)\1[ \t]*$", re.MULTILINE)
_EDGE = re.compile(r"^[ \t:]*(\{\||\|\})", re.MULTILINE)
_LINE_MARK = re.compile(r"^[ \t]*(\|-[^\n]*\n?|\|\+|[|!])", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\s*(?:[\w-]+\s*=[^\[\]{}|\n]*|nowrap\s*)\|(?!\|)", re.IGNORECASE)

_NAME = re.compile(r"^(country|state|countries|states|entity|country/region)$", re.IGNORECASE)
_DATE = re.compile(
    r"^(date|since|established|.*(relations?|ties) (began|begun|established|since|started).*"
    r"|date of establishment.*)$",
    re.IGNORECASE,
)
_OTHER_DATES = re.compile(r"recogni|ended|severed|^to$|until|broken|date|year", re.IGNORECASE)
_UNCERTAIN = re.compile(
    r"without|\bno\b|not |former|sever|suspend|lack|mission|embass|visa|trade|treat|agreement"
    r"|recogni|consul|ambassador|visit|conflict|dispute|vote|voting|limited|historical|terminat",
    re.IGNORECASE,
)

_PARSER = Parser()


def parse(title: str, text: str) -> Snapshot:
    """Read a text with the parser that all pairs share, as a running program would."""
    return _PARSER.parse(title, text)


@dataclass(frozen=True)
class Cell:
    """``start`` is at its mark, ``inner`` at its content, behind any attributes."""

    mark: str
    start: int
    inner: int
    end: int
    text: str


@dataclass(frozen=True)
class Row:
    """``start`` is at its ``|-``, ``body`` behind that line."""

    start: int
    body: int
    end: int
    cells: tuple[Cell, ...]
    named: Named | None = None
    dated: Dated | None = None

    @property
    def is_certain(self) -> bool:
        """Whether the row states one known state and one date, and nothing else."""
        return self.named is not None and self.dated is not None


@dataclass(frozen=True)
class Table:
    """A table of relations; ``header`` is the row with the columns' names."""

    start: int
    end: int
    heading: str
    header: Row
    rows: tuple[Row, ...]
    name: int
    date: int
    notes: int | None
    number: int | None

    @property
    def certain(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.is_certain)

    @property
    def is_whole(self) -> bool:
        """Whether each row is certain, so that it can be taken apart and built anew."""
        return len(self.rows) > 3 and all(row.is_certain for row in self.rows)


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
        found = list(_HEADING.finditer(self.masked))
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
        return tuple(table for start, end in self._spans() if (table := self._table(start, end)))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The certain rows whose state is named nowhere else."""
        certain = [row for table in self.tables for row in table.certain]
        count = Counter(row.named.identity for row in certain if row.named)
        return tuple(
            row
            for row in certain
            if row.named
            and count[row.named.identity] == 1
            and self.said["relation", row.named.identity] <= 1
        )

    def _spans(self) -> Iterable[tuple[int, int]]:
        opened: list[int] = []
        for match in _EDGE.finditer(self.masked):
            if match[1] == "{|":
                opened.append(match.start())
            elif opened:
                start = opened.pop()
                if not opened:
                    yield start, match.end()

    def _table(self, start: int, end: int) -> Table | None:
        headings = self.headings_at(start)
        if any(_UNCERTAIN.search(heading) for heading in headings):
            return None
        if _EDGE.search(self.masked, start + 3, end - 3):
            return None  # a table inside
        rows = self._rows(start, end)
        for index, row in enumerate(rows[:5]):
            shown = [_shown(cell.text) for cell in row.cells]
            name = [at for at, text in enumerate(shown) if _NAME.match(text)]
            date = [at for at, text in enumerate(shown) if _DATE.match(text)]
            if len(name) == 1 and len(date) == 1 and "span" not in self.masked[row.body : row.end]:
                others = [text for at, text in enumerate(shown) if at not in (name[0], date[0])]
                body = self.masked[row.end : end].lower()
                if "rowspan" in body or any(_OTHER_DATES.search(text) for text in others):
                    return None
                read = tuple(
                    _read(each, name[0], date[0], len(shown)) for each in rows[index + 1 :]
                )
                return Table(
                    start, end, headings[-1] if headings else "", row, read, name[0], date[0],
                    _find(shown, "notes"), _find(shown, "#"),
                )  # fmt: skip
        return None

    def _rows(self, start: int, end: int) -> list[Row]:
        stop = self.masked.rfind("|}", start, end)
        first = self.masked.find("\n", start) + 1
        rows: list[Row] = []
        marks = list(_LINE_MARK.finditer(self.masked, first, stop))
        begun, body = first, first
        cells: list[Cell] = []
        for index, mark in enumerate(marks):
            until = marks[index + 1].start() if index + 1 < len(marks) else stop
            if mark[1].startswith("|-"):
                if cells:
                    rows.append(Row(begun, body, mark.start(), tuple(cells)))
                begun, body, cells = mark.start(), mark.end(), []
            elif mark[1] != "|+":
                cells += self._cells(mark.start(1), until)
        if cells:
            rows.append(Row(begun, body, stop, tuple(cells)))
        return rows

    def _cells(self, start: int, end: int) -> Iterable[Cell]:
        line_end = self.masked.find("\n", start, end)
        line_end = end if line_end < 0 else line_end
        is_header = self.masked[start] == "!"
        cuts = [start]
        double = re.compile(r"\|\||!!" if is_header else r"\|\|")
        cuts += [match.start() for match in double.finditer(self.masked, start + 1, line_end)]
        for at, until in zip(cuts, [*cuts[1:], end], strict=True):
            opened = at == start and not self.masked.startswith("||", at)
            mark = self.masked[at : at + (1 if opened else 2)]
            inner = at + len(mark)
            if attributes := _ATTRIBUTES.match(self.masked, inner, until):
                inner = attributes.end()
            yield Cell(mark, at, inner, until, self.text[inner:until])


def hide(text: str) -> str:
    """Overwrite comments, references, templates and links, so that only outer marks are left."""
    reached = None
    while text != reached:
        reached = text
        text = _HIDDEN.sub(lambda match: "\x01" * len(match[0]), text)
    return text


def splice(text: str, cuts: Iterable[tuple[int, int, str]]) -> str:
    """Put each new text between its two offsets."""
    pieces = []
    at = 0
    for start, end, new in sorted(cuts):
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]])


def _read(row: Row, name: int, date: int, columns: int) -> Row:
    if not max(name, date) < len(row.cells) <= columns:
        return row
    if any(cell.mark.startswith("!") for cell in row.cells) and name != 0:
        return row
    named = read_name(row.cells[name].text, row.cells[name].inner)
    dated = read_date(row.cells[date].text, row.cells[date].inner)
    return Row(row.start, row.body, row.end, row.cells, named, dated)


def _shown(header: str) -> str:
    header = re.sub(r"<ref\b[^<>]*/>|<ref\b.*?</ref>|<!--.*?-->|\{\{efn.*?\}\}", "", header)
    header = re.sub(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]", r"\1", header)
    return " ".join(re.sub(r"<[^<>]*>|'''?", " ", header).split())


def _find(shown: list[str], header: str) -> int | None:
    lowered = [text.lower() for text in shown]
    return lowered.index(header) if header in lowered else None
