"""Edits of rows that change nothing: their order, numbers, marks, cells and white space."""

import re
from random import Random

from tests.metamorphic.page import Page
from tests.metamorphic.pair import Pair, cosmetic, some
from tests.metamorphic.table import Row, Table, hide, splice

_MARKERS = (
    "|-\n",
    "|--\n",
    "|-----\n",
    "|- \n",
    '|- style="background:#efefef;"\n',
    "|-valign=top\n",
    '|---- style="vertical-align:top"\n',
    '|- id="row" class="sortable"\n',
    "|-\n\n",
    "|- <!-- a row -->\n",
    "<!-- a row -->\n|-\n",
    "|-\n|-\n",
    "\n|-\n",
    " |-\n",
    "|- bgcolor=#eee\n",
)

_ATTRIBUTES = (
    'align="left" |', 'style="text-align:left;"|', " nowrap | ", "style=white-space:nowrap |",
    'class="nowrap" | ', "bgcolor=#eee|", 'valign="top"|', 'data-sort-value="x y" |',
    'colspan="1" | ', 'rowspan=1|', "style='color:red' align=center |", " |",
)  # fmt: skip

_COMMENTS = (
    "<!-- sic -->",
    "<!-- | 1999 -->",
    "<!--\n|-\n| {{flag|Atlantis}} || 1 May 1999\n-->",
    "<!---->",
    "<!-- {{flag|France}} -->",
    "<!-- |- -->",
    "<!-- -- ]] }} == x == -->",
)


def rows_in_another_order(random: Random, page: Page) -> Pair | None:
    table = _table(random, page)
    if table is None:
        return None
    rows = [row for row in table.certain if page.text.startswith("|-", row.start)]
    order = list(rows)
    if random.random() < 0.5:
        random.shuffle(order)
    else:
        by_date = random.random() < 0.5
        order.sort(key=lambda row: row.dated.since if by_date else row.named.identity)  # type: ignore[union-attr]
    texts = [page.text[row.start : row.end] for row in order]
    return cosmetic(
        page,
        splice(
            page.text, ((row.start, row.end, new) for row, new in zip(rows, texts, strict=True))
        ),
    )


def rows_numbered_anew(random: Random, page: Page) -> Pair | None:
    """Give the rows numbers, other ones, or none."""
    tables = [table for table in page.tables if len(table.certain) == len(table.rows) > 1]
    if not tables:
        return None
    table = random.choice(tables)
    if not all(len(row.cells) == len(table.header.cells) for row in table.rows):
        return None
    cuts = []
    if table.number is None:
        cuts.append((table.header.cells[0].start, table.header.cells[0].start, "!#\n"))
        for count, row in enumerate(table.rows, 1):
            start = row.cells[0].start
            cuts.append((start, start, f"|{count}\n"))
    elif random.random() < 0.4:
        for row in (table.header, *table.rows):
            cell = row.cells[table.number]
            if cell.mark == "||" or page.text[cell.end : cell.end + 2] in ("||", "!!"):
                return None
            cuts.append((cell.start, cell.end, ""))
    else:
        numbers = list(range(1, len(table.rows) + 1))
        random.shuffle(numbers)
        for number, row in zip(numbers, table.rows, strict=True):
            cell = row.cells[table.number]
            tail = cell.text[len(cell.text.rstrip()) :]
            cuts.append((cell.inner, cell.end, random.choice(("", " ")) + f"{number}{tail}"))
    return cosmetic(page, splice(page.text, cuts))


def row_markers(random: Random, page: Page) -> Pair | None:
    rows = [row for row in _any_rows(page) if page.text.startswith("|-", row.start)]
    return cosmetic(
        page,
        splice(
            page.text,
            ((row.start, row.body, random.choice(_MARKERS)) for row in some(random, rows)),
        ),
    )


def cell_attributes(random: Random, page: Page) -> Pair | None:
    cuts = []
    for row in some(random, _any_rows(page)):
        for cell in some(random, row.cells):
            first = page.text[cell.start - 1] == "\n"
            if cell.mark == ("|" if first else "||") and "|" not in hide(cell.text):
                new = cell.mark + random.choice(_ATTRIBUTES)
                cuts.append((cell.start, cell.inner, new))
    return cosmetic(page, splice(page.text, cuts))


def row_headers(random: Random, page: Page) -> Pair | None:
    """Write names as row headers: ``! scope="row" | {{flag|Fiji}}``."""
    cuts = []
    for table in page.tables:
        for row in some(random, table.certain):
            cell = row.cells[table.name]
            if cell.mark == "|" and table.name == 0:
                cuts.append((cell.start, cell.inner, random.choice(("!", '! scope="row" |'))))
    return cosmetic(page, splice(page.text, cuts))


def comments(random: Random, page: Page) -> Pair | None:
    cuts = []
    for row in some(random, page.certain):
        comment = random.choice(_COMMENTS)
        place = random.choice(("before", "behind", "row", "date"))
        cell = random.choice(row.cells)
        if place == "date" and row.dated and "\n" not in comment:
            text = page.text[row.dated.start : row.dated.end]
            if " " in text and "{" not in text:
                at = row.dated.start + text.index(" ")
                cuts.append((at, at, comment))
        elif place == "row" and page.text.startswith("|-", row.start):
            cuts.append((row.body, row.body, comment + "\n"))
        else:
            at = cell.inner if place == "before" else cell.inner + len(cell.text.rstrip())
            cuts.append((at, at, comment))
    return cosmetic(page, splice(page.text, cuts))


def white_space(random: Random, page: Page) -> Pair | None:
    cuts = []
    for row in some(random, _any_rows(page)):
        for cell in row.cells:
            lead = random.choice(("", " ", "  ", "\t", "\n")) if cell.end > cell.inner else ""
            if lead == "\n" and not cell.text.endswith("\n"):
                lead = " "
            tail = random.choice(("", " ", "\t")) if cell.text.strip() else ""
            core = cell.text.strip()
            if "\n" in core:
                continue
            if core[:1] in "-+}" and not lead:
                lead = " "
            newline = "\n" * random.choice((1, 1, 2)) if cell.text.endswith("\n") else ""
            cuts.append((cell.inner, cell.end, lead + core + tail + newline))
    return cosmetic(page, splice(page.text, cuts))


def one_line_or_many(random: Random, page: Page) -> Pair | None:
    """Write rows on one line (``| a || b``) that had a line for each cell, and the reverse."""
    cuts = []
    for row in some(random, page.certain):
        if any(cell.mark.startswith("!") for cell in row.cells):
            continue
        parts = [page.text[cell.start + len(cell.mark) : cell.end].strip() for cell in row.cells]
        if any("\n" in part or part[:1] in ("-", "+", "}") for part in parts):
            continue
        form = random.choice((" || ", "||", "\n|", "\n| ", "\n\n|"))
        cuts.append((row.cells[0].start, row.cells[-1].end, "|" + form.join(parts) + "\n"))
    return cosmetic(page, splice(page.text, cuts))


def header_again(random: Random, page: Page) -> Pair | None:
    """Write the header row once more between the rows, as long tables have it."""
    table = _table(random, page)
    if table is None or "span" in page.masked[table.header.start : table.header.end]:
        return None
    row = random.choice(table.rows)
    if not page.text.startswith("|-", row.start):
        return None
    header = page.text[table.header.cells[0].start : table.header.end].rstrip("\n")
    return cosmetic(page, splice(page.text, [(row.start, row.start, f"|-\n{header}\n")]))


def dates_that_span(_: Random, page: Page) -> Pair | None:
    """Write the date once where a row and the next have the same."""
    cuts = []
    for table in page.tables:
        last = None
        for row in table.rows:
            if last and _may_span(table, last, row):
                date, again = last.cells[table.date], row.cells[table.date]
                cuts.append((date.start, date.inner, '|rowspan="2"|'))
                cuts.append((again.start, again.end, ""))
                last = None
            else:
                last = row
    return cosmetic(page, splice(page.text, cuts))


def _may_span(table: Table, last: Row, row: Row) -> bool:
    if not (last.dated and row.dated and last.dated.since == row.dated.since):
        return False
    if any(len(each.cells) != len(table.header.cells) for each in (last, row)):
        return False
    cells = last.cells[table.date], row.cells[table.date]
    after = row.cells[table.date + 1 :]
    return all(cell.mark == "|" and cell.text.endswith("\n") for cell in cells) and all(
        cell.mark == "|" for cell in after
    )


def _table(random: Random, page: Page) -> Table | None:
    tables = [table for table in page.tables if len(table.certain) > 1]
    return random.choice(tables) if tables else None


def _any_rows(page: Page) -> list[Row]:
    """Rows whose cells are known, even where what they say is not."""
    return [
        row
        for table in page.tables
        for row in table.rows
        if "span" not in page.masked[row.body : row.end].lower()
        and not re.search(r"^[ \t]*[*#:;]", page.text[row.body : row.end], re.MULTILINE)
    ]
