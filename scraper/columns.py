"""A table's header rows -> which column says what."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scraper.cells import plain
from scraper.grid import MOST_COLUMNS, Cell, Placed, Row
from scraper.words.language import words
from scraper.words.spoken import remembered

_BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_MOST_REMEMBERED = 4_000  # characters and cells of first rows: the memo has a bound in bytes
_FIRST_ROWS = 6  # where headers are looked for: captions, maps and titles stand above them


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns by number, None where the table has no such; rows begin at ``first``.

    ``shifts``: how far right the columns come again, where lists stand side by side.
    ``width``: how many columns have a header.
    """

    first: int
    name: int
    date: int | None = None
    notes: int | None = None
    number: int | None = None
    ended: int | None = None
    restored: int | None = None
    status: int | None = None
    joined: int | None = None
    applied: int | None = None
    of_organisations: bool = False
    date_is_of_relations: bool = False
    recognition_only: bool = False
    shifts: tuple[int, ...] = (0,)
    width: int = MOST_COLUMNS


_Own = tuple[Cell, ...]  # a row's own cells, without those that reach into it


def find_columns(rows: Sequence[tuple[Row, Placed]]) -> Columns | None:
    """Find the header row that names counterparts or organisations; None where there is none."""
    first = tuple([(row.cells, cells) for row, cells in rows[: _FIRST_ROWS + 1]])
    size = sum([1 + len(cell.text) + len(cell.attributes) for own, _ in first for cell in own])
    return _find.now(first) if size <= _MOST_REMEMBERED else _find_among(first)


def _find_among(rows: tuple[tuple[_Own, Placed], ...]) -> Columns | None:
    above: dict[int, list[str]] = {}
    for index, (own, cells) in enumerate(rows[:_FIRST_ROWS]):
        headers = {
            column: plain(cell.text).replace("\n", " ")
            for column, cell in enumerate(cells)
            if cell is not None
        }
        for column, header in headers.items():
            above.setdefault(column, []).append(header)
        if len(own) < 2:
            continue
        roles = _roles(above if all(cell.header for cell in own) else
                       {column: [header] for column, header in headers.items()})  # fmt: skip
        beside_date = roles.pop("beside_date", None)
        if beside_date is not None and "date" in roles and "organisation" not in roles:
            roles.setdefault("counterpart", beside_date)
        named = roles.get("counterpart", roles.get("organisation"))
        if named is None or not _is_header(own, roles):
            continue
        if "counterpart" in roles:
            roles["counterpart"] = _last_of(cells, roles["counterpart"])
        following = index + 1
        if following < len(rows) and _continues(rows[following][0], own):
            for column, cell in enumerate(rows[following][1]):
                if cell is not None:
                    above.setdefault(column, []).append(plain(cell.text))
            roles, following = _roles(above), following + 1
        return _columns(following, roles, above)
    return None


_find = remembered(maxsize=64)(_find_among)


def _is_header(own: _Own, roles: dict[str, int]) -> bool:
    """Take data cells for headers too, where they name two columns by known words."""
    if all(cell.header for cell in own):
        return True
    return len(roles.keys() - {"number"}) > 1


def _continues(own: _Own, header: _Own) -> bool:
    """Whether a second row of headers follows, under a cell that spans columns or rows."""
    spanning = any(cell.rowspan > 1 or cell.colspan > 1 for cell in header)
    return spanning and bool(own) and all(cell.header for cell in own)


def _roles(headers: dict[int, list[str]]) -> dict[str, int]:
    """Give the best column for each meaning; the leftmost of equals."""
    column_is = words().column_is
    best: dict[str, tuple[int, int]] = {}
    for column in sorted(headers):
        for meaning in words().columns:
            rank = max(column_is(meaning, bare(header)) for header in headers[column])
            if rank > best.get(meaning, (0, 0))[0]:
                best[meaning] = rank, column
    return {meaning: column for meaning, (_, column) in best.items()}


def _last_of(cells: Placed, column: int) -> int:
    """Give the last column under a header that spans several: a flag's, and the name's."""
    while column + 1 < len(cells) and cells[column + 1] is cells[column]:
        column += 1
    return column


def _columns(first: int, roles: dict[str, int], headers: dict[int, list[str]]) -> Columns:
    name = roles.get("counterpart", roles.get("organisation", 0))
    date, recognised = roles.get("date"), roles.get("recognition")
    ranks = [words().column_is("date", bare(header)) for header in headers.get(date or 0, ())]
    others = {
        key: roles.get(key)
        for key in ("notes", "number", "ended", "restored", "status", "joined", "applied")
    }
    return Columns(
        first=first,
        name=name,
        date=recognised if date is None else date,
        of_organisations="counterpart" not in roles,
        date_is_of_relations=date is not None and max(ranks, default=0) > 1,
        recognition_only=date is None and recognised is not None,
        shifts=_shifts(headers),
        width=len(headers),
        **{key: None if column == name else column for key, column in others.items()},
    )


def _shifts(headers: dict[int, list[str]]) -> tuple[int, ...]:
    """Tell where the headers come again: ``Country | Date | Country | Date``."""
    last = [headers[column][-1] for column in sorted(headers)]
    for period in range(2, len(last) // 2 + 1):
        if len(last) % period == 0 and last == last[:period] * (len(last) // period):
            return tuple(range(0, len(last), period))
    return (0,)


def bare(header: str) -> str:
    """Leave out what brackets add: "Country (in alphabetical order)"."""
    return _BRACKETED.sub("", header).strip(" :*") or header.strip()
