"""A table of relations as it stands in the text: its rows and cells by their offsets.

A reading of its own, apart from the scraper's, and only of what is beyond doubt: a pair's
truth must not come from what it is to test.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tests.metamorphic.cell_reading import Dated, Named, read_date, read_name

_HIDDEN = re.compile(
    r"<!--.*?-->|<nowiki>.*?</nowiki>|<ref\b[^<>]*/>|<ref\b[^<>]*>.*?</ref\s*>"
    r"|\{\{[^{}]*\}\}|\[\[[^\[\]]*\]\]",
    re.DOTALL | re.IGNORECASE,
)
_LINE_MARK = re.compile(r"^[ \t]*(\|-[^\n]*\n?|\|\+|[|!])", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\s*(?:[\w-]+\s*=[^\[\]{}|\n]*|nowrap\s*)\|(?!\|)", re.IGNORECASE)
_NAME = re.compile(r"^(country|state|countries|states|entity|country/region)$", re.IGNORECASE)
_DATE = re.compile(
    r"^(date|since|established|.*(relations?|ties) (began|begun|established|since|started).*"
    r"|date of establishment.*)$",
    re.IGNORECASE,
)
_OTHER_DATES = re.compile(r"recogni|ended|severed|^to$|until|broken|date|year", re.IGNORECASE)


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


def read_table(text: str, masked: str, start: int, end: int) -> Table | None:
    """Read the table between two offsets, where its headers leave no doubt."""
    rows = _rows(text, masked, start, end)
    for index, row in enumerate(rows[:5]):
        shown = [_shown(cell.text) for cell in row.cells]
        name = [at for at, text in enumerate(shown) if _NAME.match(text)]
        date = [at for at, text in enumerate(shown) if _DATE.match(text)]
        if len(name) == 1 and len(date) == 1 and "span" not in masked[row.body : row.end]:
            others = [text for at, text in enumerate(shown) if at not in (name[0], date[0])]
            body = masked[row.end : end].lower()
            if "rowspan" in body or any(_OTHER_DATES.search(text) for text in others):
                return None
            read = tuple(_read(each, name[0], date[0], len(shown)) for each in rows[index + 1 :])
            return Table(
                start, end, row, read, name[0], date[0],
                _find(shown, "notes"), _find(shown, "#"),
            )  # fmt: skip
    return None


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


def _rows(text: str, masked: str, start: int, end: int) -> list[Row]:
    stop = masked.rfind("|}", start, end)
    first = masked.find("\n", start) + 1
    rows: list[Row] = []
    marks = list(_LINE_MARK.finditer(masked, first, stop))
    begun, body = first, first
    cells: list[Cell] = []
    for index, mark in enumerate(marks):
        until = marks[index + 1].start() if index + 1 < len(marks) else stop
        if mark[1].startswith("|-"):
            if cells:
                rows.append(Row(begun, body, mark.start(), tuple(cells)))
            begun, body, cells = mark.start(), mark.end(), []
        elif mark[1] != "|+":
            cells += _cells(text, masked, mark.start(1), until)
    if cells:
        rows.append(Row(begun, body, stop, tuple(cells)))
    return rows


def _cells(text: str, masked: str, start: int, end: int) -> Iterable[Cell]:
    line_end = masked.find("\n", start, end)
    line_end = end if line_end < 0 else line_end
    is_header = masked[start] == "!"
    cuts = [start]
    double = re.compile(r"\|\||!!" if is_header else r"\|\|")
    cuts += [match.start() for match in double.finditer(masked, start + 1, line_end)]
    for at, until in zip(cuts, [*cuts[1:], end], strict=True):
        opened = at == start and not masked.startswith("||", at)
        mark = masked[at : at + (1 if opened else 2)]
        inner = at + len(mark)
        if attributes := _ATTRIBUTES.match(masked, inner, until):
            inner = attributes.end()
        yield Cell(mark, at, inner, until, text[inner:until])


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
