"""Edits of a table's columns, its markup as a whole and its form that change nothing."""

from collections.abc import Callable
from random import Random

from tests.metamorphic.page import Page
from tests.metamorphic.pair import Pair, cosmetic
from tests.metamorphic.table import Row, Table, splice

_ADDED = (
    ("Embassy", "An embassy since 3 March 1999"), ("Capital", "[[Anytown]]"), ("Region", "Africa"),
    ("Continent", "Europe"), ("Ambassador", "J. Doe (2001–2005)"), ("Ref.", "<ref>A.</ref>"),
    ("Mission", "Yes"), ("Source", "[http://example.org/ a ministry]"), ("Remarks", "none"),
    ("Recognition", "12 May 1901"), ("Date of recognition", "1901"), ("Trade (2019)", "$5 million"),
    ("Embassies", "{{flag|France}}"), ("Resident embassy", "No"), ("", ""),
)  # fmt: skip


_REGIONS = ("Africa", "Americas", "Asia", "Europe", "Oceania")


def column_added(random: Random, page: Page) -> Pair | None:
    """Add a column that says something else, at any place."""

    def build(table: Table) -> str:
        header, text = random.choice(_ADDED)
        at = random.randint(0, len(table.header.cells))
        return _built(
            page,
            table,
            lambda row, cells: [*cells[:at], header if row is table.header else text, *cells[at:]],
        )

    return _rebuilt(random, page, build)


def columns_in_another_order(random: Random, page: Page) -> Pair | None:
    def build(table: Table) -> str:
        order = list(range(len(table.header.cells)))
        random.shuffle(order)
        return _built(page, table, lambda _, cells: [cells[at] for at in order])

    return _rebuilt(random, page, build)


def regions_in_a_column(random: Random, page: Page) -> Pair | None:
    """Put regions before the names, each in one cell that spans the rows of its states."""

    def build(table: Table) -> str:
        lines = [page.text[table.start : page.text.index("\n", table.start)], "|-"]
        lines += ["! Region", *(f"! {text}" for text in _texts(table.header))]
        rows = list(table.rows)
        for region in _REGIONS:
            last = region == _REGIONS[-1]
            size = len(rows) if last else random.randint(1, max(1, len(rows)))
            for at, row in enumerate(rows[:size]):
                first = [f'| rowspan="{len(rows[:size])}" | {region}'] if at == 0 else []
                lines += ["|-", *first, *(f"| {text}" for text in _texts(row))]
            rows = rows[size:]
        return "\n".join([*lines, "|}"])

    return _rebuilt(random, page, build)


def lists_abreast(random: Random, page: Page) -> Pair | None:
    """Put the second half of a list beside the first."""

    def build(table: Table) -> str:
        half = (len(table.rows) + 1) // 2
        lines = [page.text[table.start : page.text.index("\n", table.start)], "|-"]
        lines.append("! " + " !! ".join(["Country", "Date"] * 2))
        for at in range(half):
            sides = table.rows[at : at + 1] + table.rows[half + at : half + at + 1]
            cells = [
                row.cells[column].text.strip()
                for row in sides
                for column in (table.name, table.date)
            ]
            lines += ["|-", *(f"| {text}" for text in cells)]
        return "\n".join([*lines, "|}"])

    return _rebuilt(random, page, build)


def table_as_html(random: Random, page: Page) -> Pair | None:
    """Write a table as ``<table><tr><td>``."""
    closed = random.random() < 0.7

    def build(table: Table) -> str:
        lines = ['<table class="wikitable">']
        for row in (table.header, *table.rows):
            tag = "th" if row is table.header else "td"
            end = f"</{tag}>" if closed else ""
            cells = "".join(f"<{tag}>{text}{end}" for text in _texts(row))
            lines.append(f"<tr>{cells}{'</tr>' if closed else ''}")
        return "\n".join([*lines, "</table>"])

    return _rebuilt(random, page, build)


def table_within(random: Random, page: Page) -> Pair | None:
    """Put a table into a block, indent it, or close it by a template."""
    if not page.tables:
        return None
    table = random.choice(page.tables)
    text = page.text[table.start : table.end]
    forms = (
        f'<div style="overflow:auto">\n{text}\n</div>', f"<center>\n{text}\n</center>", f":{text}",
        f"{{{{hidden begin|title=A list of 1999}}}}\n{text}\n{{{{hidden end}}}}",
        f"{{{{collapse top|A list}}}}\n{text}\n{{{{collapse bottom}}}}",
        text.removesuffix("|}") + "{{end}}", f"{{{{sticky header}}}}\n{text}",
        f"{{{{static row numbers}}}}\n{text}", f"{{{{clear}}}}\n{text}\n{{{{clear}}}}",
        f"{{{{center|\n{text}\n}}}}", f"<div>{{{{legend|gray|none}}}}</div>\n{text}",
    )  # fmt: skip
    return cosmetic(page, splice(page.text, [(table.start, table.end, random.choice(forms))]))


def _rebuilt(random: Random, page: Page, build: Callable[[Table], str]) -> Pair | None:
    tables = [
        table
        for table in page.tables
        if table.is_whole and all(len(row.cells) == len(table.header.cells) for row in table.rows)
    ]
    if not tables:
        return None
    table = random.choice(tables)
    return cosmetic(page, splice(page.text, [(table.start, table.end, "\n" + build(table))]))


def _built(page: Page, table: Table, arrange: Callable[[Row, list[str]], list[str]]) -> str:
    lines = [page.text[table.start : page.text.index("\n", table.start)]]
    for row in (table.header, *table.rows):
        mark = "!" if row is table.header else "|"
        lines += ["|-", *(f"{mark} {text}" for text in arrange(row, _texts(row)))]
    return "\n".join([*lines, "|}"])


def _texts(row: Row) -> list[str]:
    return [cell.text.strip() for cell in row.cells]
