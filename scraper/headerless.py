"""A table without headers -> its columns, told by what stands in them."""

from collections.abc import Callable, Sequence

from scraper.cells import read
from scraper.columns import Columns
from scraper.counterpart import Named, names
from scraper.dates import read_dates
from scraper.grid import Placed, Row, cell_at
from scraper.names import counterparts, organisations

_FEWEST, _MOST = 3, 40  # rows that are looked at
_NEARLY_ALL = 0.7
_ACROSS = 6  # columns that are looked at


def infer_columns(rows: Sequence[tuple[Row, Placed]]) -> Columns | None:
    """Find a column of states and one of dates; None where there are headers, or no states."""
    own = [(row, cells) for row, cells in rows[: _MOST + 1] if len(row.cells) > 1 or not row.cells]
    if len(own) < _FEWEST or all(cell.header for cell in own[0][0].cells):
        return None
    name = _column(own, names_a_state, without=None)
    if name is None or not names_a_state(_text(own[0][1], name)):
        return None
    date = _column(own, _is_date, without=name)
    return Columns(first=0, name=name, date=date)


def names_a_state(wikitext: str) -> bool:
    """Whether a cell names a state or another entity of that kind."""
    return any(counterparts.kind(named.identity) for named in names(read(wikitext)))


def names_organisations(rows: Sequence[tuple[Row, Placed]], columns: Columns) -> bool:
    """Whether most names of a table are of organisations, whatever its header calls them."""
    cells = [_text(placed, columns.name) for _, placed in rows[columns.first :][:_MOST]]
    named = [next(names(read(cell)), None) for cell in cells if cell]
    return 2 * sum(_is_organisation(each) for each in named) > len(named)


def _is_organisation(named: Named | None) -> bool:
    return (
        named is not None
        and not counterparts.kind(named.identity)
        and bool(organisations.identify(named.name, named.target))
    )


def _is_date(wikitext: str) -> bool:
    reading = read_dates(read(wikitext).text)
    return bool(reading.since) and not reading.problem


def _column(
    rows: Sequence[tuple[Row, Placed]], fits: Callable[[str], bool], without: int | None
) -> int | None:
    counts = {
        column: sum(fits(_text(cells, column)) for _, cells in rows)
        for column in range(_ACROSS)
        if column != without
    }
    best = max(counts, key=lambda column: counts[column])
    return best if counts[best] >= _NEARLY_ALL * len(rows) else None


def _text(cells: Placed, column: int) -> str:
    cell = cell_at(cells, column)
    return cell.text if cell else ""
