"""Edits of tables, headings and sections that change nothing."""

import re
from random import Random

from tests.metamorphic.page import Page, Part
from tests.metamorphic.pair import Pair, cosmetic, some
from tests.metamorphic.table import Table, splice

_COUNTRY = (
    "Country",
    "State",
    "Countries",
    "States",
    "country",
    "Country ",
    "Nation",
    "'''Country'''",
)
_SINCE = (
    "Formal Relations Began", "Formal relations began", "Date", "Date established", "Established",
    "Relations established", "Diplomatic relations established", "Formal relations established",
    "Date of establishment of diplomatic relations", "Formal relations began on", "Since",
    "Diplomatic relations began", "Formal relations<br>began", "Formal relations<br />began",
    "Date formal relations began", "Establishment of diplomatic relations", "'''Date'''",
    "[[Diplomatic relations|Formal relations]] began", "{{nowrap|Formal relations began}}",
    "Date<ref name=\"x\" />", "Date<ref>A text of 1999.</ref>", "Formal relations began{{efn|A.}}",
    "Diplomatic relations since", "Date of formal relations", "Formal relations begun or resumed",
)  # fmt: skip
_DRESS = (
    "",
    'width="15%" | ',
    'style="width:12%;"| ',
    'scope="col" | ',
    'scope="col" style="x"|',
    " ",
)
_TABLES = (
    '{| class="wikitable"',
    '{| class="wikitable sortable"',
    '{|class="wikitable sortable" width=100%',
    "{| border=1",
    '{| class="wikitable sortable" style="width:100%; margin:auto;"',
    "{|",
    '{| class="sortable wikitable mw-collapsible" ',
    '{| class="wikitable sortable"\n|+ A caption of 1999',
    '{| class="wikitable"\n|+ style="x" | {{nowrap|A caption}}',
    '{| class="wikitable sortable plainrowheaders"',
)
_LISTS = (
    "Diplomatic relations", "Bilateral relations", "List of countries with diplomatic relations",
    "Diplomatic relations with other countries", "Foreign relations",
    "Countries with diplomatic relations", "Establishment of diplomatic relations",
    "List of diplomatic relations", "[[Diplomatic relations]]", "Formal relations",
)  # fmt: skip
_OF_RELATIONS = re.compile(
    r"^(diplomatic|bilateral) relations$|^list of .*relations|^diplomatic relations list$",
    re.IGNORECASE,
)
_REGIONS = ("Africa", "Americas", "Asia", "Europe", "Oceania")


def headers_reworded(random: Random, page: Page) -> Pair | None:
    cuts = []
    for table in some(random, page.tables):
        for column, words in ((table.name, _COUNTRY), (table.date, _SINCE)):
            cell = table.header.cells[column]
            tail = cell.text[len(cell.text.rstrip()) :]
            new = cell.mark + random.choice(_DRESS) + random.choice(words) + tail
            cuts.append((cell.start, cell.end, new))
    return cosmetic(page, splice(page.text, cuts))


def tables_dressed_anew(random: Random, page: Page) -> Pair | None:
    cuts = []
    for table in some(random, page.tables):
        end = page.text.index("\n", table.start)
        if "\n|+" not in page.text[end : table.header.start + 3]:
            cuts.append((table.start, end, random.choice(_TABLES)))
    return cosmetic(page, splice(page.text, cuts))


def headings_reworded(random: Random, page: Page) -> Pair | None:
    """Put other words, spaces, anchors and comments into headings over tables of relations."""
    cuts = []
    for part in page.parts:
        if any(part.start <= table.start < part.end for table in page.tables):
            heading = part.heading
            if _OF_RELATIONS.match(heading) and random.random() < 0.8:
                heading = random.choice(_LISTS)
            elif heading in _REGIONS:
                heading = random.choice(
                    (f"[[{heading}]]", f"{heading} ", f"'''{heading}'''", heading)
                )
            marks = "=" * part.level
            lead = random.choice(("", " ", "{{anchor|x}}"))
            tail = random.choice(("", " ", " <!-- a comment -->"))
            cuts.append((part.start, part.body, f"{marks}{lead}{heading} {marks}{tail}"))
    return cosmetic(page, splice(page.text, cuts))


def sections_moved(random: Random, page: Page) -> Pair | None:
    """Put the page's chief sections into another order."""
    level = min((part.level for part in page.parts), default=2)
    parts = [part for part in page.parts if part.level == level]
    if len(parts) < 2:
        return None
    order = list(parts)
    random.shuffle(order)
    texts = [page.text[part.start : part.end].rstrip("\n") + "\n\n" for part in order]
    moved = zip(parts, texts, strict=True)
    return cosmetic(page, splice(page.text, ((part.start, part.end, new) for part, new in moved)))


def headings_deeper(_: Random, page: Page) -> Pair | None:
    """Put all sections one level down, as when a page gets a title of its own in it."""
    parts = [part for part in page.parts if part.level < 5]
    if len(parts) != len(page.parts):
        return None
    cuts = []
    for part in parts:
        marks = "=" * (part.level + 1)
        cuts.append((part.start, part.body, f"{marks} {part.heading} {marks}"))
    return cosmetic(page, splice(page.text, cuts))


def table_split(random: Random, page: Page) -> Pair | None:
    """Part one table: by region under headings, into tables, or by rows that name regions."""
    tables = [table for table in page.tables if table.is_whole and len(table.rows) > 5]
    if not tables:
        return None
    table = random.choice(tables)
    rows = [_row(page, table, at) for at in range(len(table.rows))]
    if random.random() < 0.5:
        random.shuffle(rows)
    count = random.randint(2, min(5, len(rows) // 2))
    cuts = sorted(random.sample(range(1, len(rows)), count - 1))
    groups = [rows[a:b] for a, b in zip([0, *cuts], [*cuts, len(rows)], strict=True)]
    head = page.text[table.start : table.rows[0].start].rstrip("\n")
    level = max((part.level for part in _around(page, table)), default=1) + 1
    form = random.choice(("headings", "tables", "rows"))
    if form == "rows":
        across = len(table.header.cells)
        band = random.choice((f'|-\n! colspan="{across}" | ', f'|-\n| colspan="{across}" | '))
        body = "\n".join(
            f"{band}'''{region}'''\n" + "\n".join(group)
            for region, group in zip(_REGIONS, groups, strict=False)
        )
        return cosmetic(page, splice(page.text, [(table.start, table.end, f"{head}\n{body}\n|}}")]))
    marks = "=" * min(level, 6)
    tops = [f"{marks} {region} {marks}\n" if form == "headings" else "" for region in _REGIONS]
    whole = "\n\n".join(
        f"{top}{head}\n" + "\n".join(group) + "\n|}"
        for top, group in zip(tops, groups, strict=False)
    )
    return cosmetic(page, splice(page.text, [(table.start, table.end, "\n" + whole)]))


def tables_joined(random: Random, page: Page) -> Pair | None:
    """Make one numbered list, by date or name, of a page's tables; their headings stay or go."""
    whole = [table for table in page.tables if table.is_whole]
    if len(whole) < 2:
        return None
    tables = some(random, whole)
    if len(tables) < 2:
        tables = whole
    found = [(row, table) for table in tables for row in table.rows]
    if random.random() < 0.5:
        found.sort(key=lambda pair: pair[0].dated.since if pair[0].dated else "")
    lines = ['{| class="wikitable sortable"', "! # !! Country !! Date"]
    for number, (row, table) in enumerate(found, 1):
        name, date = (row.cells[column].text.strip() for column in (table.name, table.date))
        lines.append(f"|-\n|{number}\n|{name}\n|{date}")
    joined = "\n".join([*lines, "|}"])
    first, *rest = tables
    cuts = [(first.start, first.end, joined), *((each.start, each.end, "") for each in rest)]
    return cosmetic(page, splice(page.text, cuts))


def table_as_list(random: Random, page: Page) -> Pair | None:
    """Write a table under a heading on relations as bullets: ``* {{flag|Fiji}} (5 May 1990)``."""
    tables = [
        table
        for table in page.tables
        if table.is_whole and any(map(_OF_RELATIONS.match, page.headings_at(table.start)))
    ]
    if not tables:
        return None
    table = random.choice(tables)
    form = random.choice(("* {} ({})", "* {}, {}", "*{} – {}", "* {}: {}", "# {} ({})"))
    items = []
    for row in table.rows:
        spans = ((at.start, at.end) for at in (row.named, row.dated) if at)
        items.append(
            form.format(*(page.text[start:end].replace("\n", " ") for start, end in spans))
        )
    listed = "\n" + "\n".join(items) + "\n"
    return cosmetic(page, splice(page.text, [(table.start, table.end, listed)]))


def rows_in_another_table(random: Random, page: Page) -> Pair | None:
    """Move rows of states that stand nowhere else into another table of the page."""
    tables = [table for table in page.tables if table.certain]
    if len(tables) < 2:
        return None
    source, goal = random.sample(tables, 2)
    sole = {row.start for row in page.rows}
    rows = [
        row for row in source.certain if row.start in sole and page.text.startswith("|-", row.start)
    ]
    at = next((row.start for row in goal.rows if page.text.startswith("|-", row.start)), None)
    if not rows or at is None:
        return None
    cuts = []
    for row in some(random, rows)[:5]:
        cells = ["" for _ in goal.header.cells]
        cells[goal.name], cells[goal.date] = (
            row.cells[column].text.strip() for column in (source.name, source.date)
        )
        cuts += [(row.start, row.end, ""), (at, at, "|-\n| " + "\n| ".join(cells) + "\n")]
    return cosmetic(page, splice(page.text, cuts))


def _row(page: Page, table: Table, at: int) -> str:
    row = table.rows[at]
    return "|-\n" + page.text[
        row.body if page.text.startswith("|-", row.start) else row.start : row.end
    ].strip("\n")


def _around(page: Page, table: Table) -> list[Part]:
    return [part for part in page.parts if part.start <= table.start < part.end]
