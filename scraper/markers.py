"""The marks that begin lines of wikitext (``{|``, ``|-``, ``|``, ``!``) -> tables and their cells.

Structure is read from the masked text (``scraper.outline.mask``), contents from the
text itself. (https://www.mediawiki.org/wiki/Help:Tables)
"""

import re
from collections.abc import Iterator

from scraper.grid import Cell, Row, Table, row_of
from scraper.outline import FILL

_MOST_COLSPAN, _MOST_ROWSPAN = 1000, 65534  # HTML's own bounds

_MARKER = re.compile(
    r"^[ \t:*#;]*(?:(\{\|)(?!\})|(\|\})(?!\})|(\|-)|(\|\+)|(\|)|(!))", re.MULTILINE
)
_CELL, _HEADER = 5, 6  # its groups
_DOUBLE_PIPE, _DOUBLE_MARK = re.compile(r"\|\|"), re.compile(r"\|\||!!")
_SPAN = re.compile(r"(row|col)span\s*+=\s*+[\"']?\s*+(\d{1,9})", re.IGNORECASE)
_ATTRIBUTES = re.compile(
    r"[^=\[\]{}|\n]*[\w-]\s*=[^\[\]{}|\n]*\Z|\s*(?:nowrap|\{\w+)\s*\Z", re.IGNORECASE
)
_ATTRIBUTES_AND_TEMPLATE = re.compile(
    rf"\s*+(?:[\w-]++\s*+=\s*+(?:\"[^\"{FILL}]*+\"|'[^'{FILL}]*+'|[^\s\"'{FILL}|]++)\s*+)++(?={FILL})"
)


class Scan:
    """One pass over the line markers of a text and of its mask."""

    def __init__(self, text: str, masked: str) -> None:
        self.text = text
        self.masked = masked
        self.markers = list(_MARKER.finditer(masked))
        self.closers: dict[int, int] = {}
        self.lines: list[int] = []

    def tables(self) -> Iterator[tuple[Table, int, int]]:
        """Give the outermost tables with the offsets between which they stand."""
        self.closers = _matching(self.markers)
        self.lines = list(_lines(self.text, self.markers))
        index = 0
        while index < len(self.markers):
            if self.markers[index].group(1):
                closer = self.closers.get(index)
                last = self._next_opener(index) if closer is None else closer
                start = self.markers[index].start()
                if closer is not None:
                    end = self.markers[closer].end()
                else:
                    end = self.markers[last].start() if last < len(self.markers) else len(self.text)
                yield self._table(index, last, end, closed=closer is not None), start, end
                index = last if closer is None else last + 1
            else:
                index += 1

    def _next_opener(self, index: int) -> int:
        """Where a table that is never closed ends: at the next one, else with the section."""
        following = range(index + 1, len(self.markers))
        return next((at for at in following if self.markers[at].group(1)), len(self.markers))

    def row(self) -> Row | None:
        """Read a text that is one row, its mark first; None where it is more than that."""
        if not self.markers or not self.markers[0].group(3):
            return None
        own = self.markers[1:]
        if any(marker.lastindex not in (_CELL, _HEADER) for marker in own):
            return None
        cells: list[Cell] = []
        for at, marker in enumerate(own, 1):
            until = own[at].start() if at < len(own) else len(self.text)
            cells += self._cells(marker.end(), until, header=marker.lastindex == _HEADER)
        line = self.text.count("\n", 0, own[0].start()) if own else 0
        return row_of(cells, self.text, line)

    def _table(self, opener: int, closer: int, end: int, *, closed: bool) -> Table:
        first = self.lines[opener]
        rows: list[Row] = []
        lines: list[int] = []
        cells: list[Cell] = []
        caption, row_line = "", first
        stop = self.markers[closer].start() if closed else end
        for at, until in self._own_markers(opener, closer, stop):
            marker, line = self.markers[at], self.lines[at]
            if marker.group(3):
                if cells:
                    rows.append(row_of(cells))
                    lines.append(row_line)
                cells, row_line = [], line
            elif marker.group(4):
                caption = self._content(marker.end(), until)[0]
            else:
                if not cells:
                    row_line = line
                cells += self._cells(marker.end(), until, header=marker.group(6) is not None)
        if cells:
            rows.append(row_of(cells))
            lines.append(row_line)
        return Table(tuple(rows), tuple(lines), caption.strip(), first, closed)

    def _own_markers(self, opener: int, closer: int, stop: int) -> Iterator[tuple[int, int]]:
        """Give this table's markers, not those of tables inside it, each with its content's end."""
        own: list[int] = []
        index = opener + 1
        while index < closer:
            if self.markers[index].group(1):
                index = self.closers.get(index, index)
            elif not self.markers[index].group(2):
                own.append(index)
            index += 1
        ends = [*(self.markers[following].start() for following in own[1:]), stop]
        yield from zip(own, ends, strict=False)  # of no markers, an end is left over

    def _cells(self, start: int, end: int, *, header: bool) -> list[Cell]:
        """Read what follows one ``|`` or ``!``: ``a || b`` on that line, and its continuation."""
        shown = self.masked[start:end]
        if "|" not in shown and "=" not in shown and "!!" not in shown:
            return [Cell(self.text[start:end].strip(), "", header)]
        line_end = self.masked.find("\n", start, end)
        line_end = end if line_end < 0 else line_end
        cells: list[Cell] = []
        for cut in (_DOUBLE_MARK if header else _DOUBLE_PIPE).finditer(
            self.masked, start, line_end
        ):
            cells += self._cell(start, cut.start(), header=header)
            start = cut.end()
        return cells + self._cell(start, end, header=header)

    def _cell(self, start: int, end: int, *, header: bool) -> list[Cell]:
        content, attributes, second = self._content(start, end)
        first = cell_with(content, attributes, header=header)
        return [first] if second is None else [first, cell_with(second, "", header=header)]

    def _content(self, start: int, end: int) -> tuple[str, str, str | None]:
        """Part attributes from content at the single pipe.

        Where what stands before it are no attributes, two pipes were meant, and the
        second cell is given too.
        """
        line_end = self.masked.find("\n", start, end)
        pipe = self.masked.find("|", start, end if line_end < 0 else line_end)
        if pipe < 0:
            joined = _ATTRIBUTES_AND_TEMPLATE.match(self.masked, start, end)
            cut = joined.end() if joined else start
            return self.text[cut:end], self.text[start:cut], None
        before = self.masked[start:pipe]
        if not before.strip() or (FILL not in before and _ATTRIBUTES.match(before)):
            return self.text[pipe + 1 : end], self.text[start:pipe], None
        return self.text[start:pipe], "", self.text[pipe + 1 : end]


def cell_with(content: str, attributes: str, *, header: bool) -> Cell:
    """Make a cell of its wikitext and its attributes, spans within HTML's bounds."""
    if not attributes:
        return Cell(content.strip(), "", header)
    spans = {kind.lower(): int(size) for kind, size in _SPAN.findall(attributes)}
    return Cell(
        content.strip(),
        attributes.strip(),
        header,
        min(spans.get("row", 1) or _MOST_ROWSPAN, _MOST_ROWSPAN),
        min(spans.get("col", 1) or 1, _MOST_COLSPAN),
    )


def _lines(text: str, markers: list[re.Match[str]]) -> Iterator[int]:
    """Give the line (from 0) on which each mark stands, counting each line once."""
    line = counted = 0
    for marker in markers:
        line += text.count("\n", counted, marker.start())
        counted = marker.start()
        yield line


def _matching(markers: list[re.Match[str]]) -> dict[int, int]:
    """Pair the marks that open tables with those that close them, by their indexes."""
    opened: list[int] = []
    closers: dict[int, int] = {}
    for index, marker in enumerate(markers):
        if marker.group(1):
            opened.append(index)
        elif marker.group(2) and opened:
            closers[opened.pop()] = index
    return closers
