"""The headers of a table under a heading on memberships -> which column says what.

Words that mean nothing over a list of states do so there: "Role", "Bloc", "Acceded".
"""

from collections.abc import Sequence
from dataclasses import replace

from scraper.cells import plain
from scraper.columns import Columns, bare, find_columns
from scraper.grid import Placed, Row, cell_at
from scraper.words.language import words

_FIRST_ROWS = 6


def find_membership_columns(rows: Sequence[tuple[Row, Placed]]) -> Columns | None:
    """Find the header row that names organisations; None where there is none."""
    found = find_columns(rows)
    first = found.first if found else _first_below_headers(rows)
    if not first or (found and found.date_is_of_relations):
        return found
    headers = _headers(rows[first - 1][1])
    if found is None:
        name = _column(headers, "header_name")
        if name is None:
            return None
        found = Columns(
            first,
            name,
            notes=_usual(headers, "notes"),
            ended=_usual(headers, "ended"),
            status=_usual(headers, "status"),
            joined=_usual(headers, "joined"),
            applied=_usual(headers, "applied"),
        )
    ended = _column(headers, "header_left") if found.ended is None else found.ended
    joined = _column(headers, "header_joined") if found.joined is None else found.joined
    return replace(found, status=_status(rows, found, headers), joined=joined, ended=ended)


def is_of_memberships_alone(rows: Sequence[tuple[Row, Placed]], columns: Columns) -> bool:
    """Whether no header of a table of organisations speaks of anything else."""
    other = words().membership["header_other"][0]
    headers = _headers(rows[columns.first - 1][1])
    return not any(map(other.search, headers.values()))


def _first_below_headers(rows: Sequence[tuple[Row, Placed]]) -> int:
    for index, (row, _) in enumerate(rows[:_FIRST_ROWS], 1):
        if len(row.cells) > 1:
            return index if all(cell.header for cell in row.cells) else 0
    return 0


def _headers(cells: Placed) -> dict[int, str]:
    return {
        column: bare(plain(cell.text).replace("\n", " ")).lower()
        for column, cell in enumerate(cells)
        if cell is not None
    }


def _usual(headers: dict[int, str], meaning: str) -> int | None:
    """Give the leftmost column whose header means that over any table."""
    column_is = words().column_is
    return next((at for at, header in headers.items() if column_is(meaning, header)), None)


def _column(headers: dict[int, str], meaning: str) -> int | None:
    """Give the column with the best header of that meaning, the leftmost of equals."""
    return next(
        (
            column
            for pattern in words().membership[meaning]
            for column, header in headers.items()
            if pattern.search(header)
        ),
        None,
    )


def _status(
    rows: Sequence[tuple[Row, Placed]], found: Columns, headers: dict[int, str]
) -> int | None:
    if found.status is not None:
        return found.status
    if (column := _column(headers, "header_status")) is not None:
        return column
    column = _column(headers, "header_type")
    return column if _tells_statuses(rows[found.first :], column) else None


def _tells_statuses(rows: Sequence[tuple[Row, Placed]], column: int | None) -> bool:
    cells = [cell_at(cells, column) for _, cells in rows]
    said = [plain(cell.text) for cell in cells if cell is not None]
    return column is not None and all(
        words().membership_status(each) in words().status for each in said if each
    )
