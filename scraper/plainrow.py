"""A row of a table in which nothing nests -> its cells, by one pattern.

Nine rows of ten are such: ``|-``, then lines of cells, and lines that go on with a cell.
It says of them what ``scraper.markers`` says, many times faster.
"""

import re

from scraper.grid import Cell, Row, row_of
from scraper.markers import cell_with
from scraper.outline import FLAT, VERBATIM

_MARK = r"[ \t:*#;]*+[|!{]"
_COMMENT = r"<!--(?:[^-]++|-(?!->))*+-->"
_LINE = (
    rf"(?:[^|!={{}}\[\]<\n]++|{FLAT}|{_COMMENT}"
    rf"|!(?!!)|\[(?!\[)|\](?!\])|<(?!!--|/?(?:{VERBATIM})\b))*+"
)
_CONTENT = rf"{_LINE}(?:\n(?!{_MARK}){_LINE})*+"
_BEGIN = r"\n[ \t:*#;]*+([|!])(?![-+])"
_SETTINGS = r"(?:([^=\[\]{}|\n<!]*+(?<=[\w-])=[^\[\]{}|\n<!]*+)\|(?!\|))?+"
_ROW = re.compile(
    rf"[ \t:*#;]*+\|-[^{{}}\[\]<\n]*+"
    rf"(?:{_BEGIN}{_SETTINGS}{_LINE}(?:(?:\|\||!!){_SETTINGS}{_LINE})*+(?:\n(?!{_MARK}){_LINE})*+)++",
    re.IGNORECASE,
)
_CELL = re.compile(rf"(?:{_BEGIN}|\|\||(!!)){_SETTINGS}({_CONTENT})", re.IGNORECASE)


def read_plain_row(piece: str) -> Row | None:
    """Read a row, its mark first; None where it is not so plain."""
    if _ROW.fullmatch(piece) is None:
        return None
    cells: list[Cell] = []
    header = False
    for begin, marks, settings, text in _CELL.findall(piece, piece.index("\n")):
        if begin:
            header = begin == "!"
        elif marks and not header:
            return None  # in a line of data they are text
        cells.append(
            cell_with(text, settings, header=header) if settings else Cell(text.strip(), "", header)
        )
    return row_of(cells, piece, 1)
