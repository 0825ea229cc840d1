"""A table without headers, or with unknown ones -> its columns, told by what stands in them."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from scraper.cells import plain, read
from scraper.columns import Columns
from scraper.counterpart import Named, names
from scraper.dates import read_dates
from scraper.grid import Placed, Row, cell_at
from scraper.names import counterparts, organisations
from scraper.words.language import words

_FEWEST, _MOST = 3, 40  # rows that are looked at
_NEARLY_ALL = 0.7
_ACROSS = 6  # columns that are looked at
_FEW = 4  # columns of a table whose date's header may be unknown, its number's included


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


def with_date(rows: Sequence[tuple[Row, Placed]], columns: Columns) -> Columns:
    """Add the one column of a narrow table that has dates, whatever its header calls them.

    Not where that header tells of something else: visits, treaties, embassies.
    """
    headers = rows[columns.first - 1][1]
    known = {columns.name, columns.notes, columns.status, columns.ended, columns.restored}
    if columns.number is not None and _text(headers, columns.number):  # else it may be of anything
        known.add(columns.number)
    others = [column for column in range(columns.width) if column not in known]
    body = [cells for row, cells in rows[columns.first :][:_MOST] if len(row.cells) > 1]
    if not others or columns.width > _FEW or len(body) < _FEWEST:
        return columns
    dated = [column for column in others if _holds_dates(body, column)]
    if len(dated) != 1 or not _may_be_of_relations(headers, dated[0]):
        return columns
    named = sum(names_a_state(_text(cells, columns.name)) for cells in body)
    if named < _NEARLY_ALL * len(body):
        return columns
    number = None if columns.number == dated[0] else columns.number
    return replace(columns, date=dated[0], number=number)


def _holds_dates(rows: Sequence[Placed], column: int) -> bool:
    filled = [text for cells in rows if (text := _text(cells, column))]
    return len(filled) >= _FEWEST and sum(map(_is_date, filled)) >= _NEARLY_ALL * len(filled)


def _may_be_of_relations(headers: Placed, column: int) -> bool:
    header = plain(_text(headers, column))
    return not any(words().heading_is(meaning, header) for meaning in ("unrelated", "other"))


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
