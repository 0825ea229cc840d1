"""Edits that lose much at once: blanked, replaced by junk, cut short. News of structure alone."""

from random import Random

from tests.metamorphic.membership_lists import Listed, listed
from tests.metamorphic.page import Page
from tests.metamorphic.pair import Pair
from tests.metamorphic.table import Table, splice

_FEWEST = 3
_MANY = 10
_JUNK = (
    "",
    "\n",
    "asdf lol",
    "{{delete|nonsense}}",
    "#REDIRECT [[Elsewhere]]",
    "hi\n\n== hi ==\n* hi",
    '{| class="wikitable"\n! a !! b\n|-\n| 1 || 2\n|}',
    "<!-- gone",
)


def page_blanked(random: Random, page: Page) -> Pair | None:
    return _lost(page, random.choice(_JUNK)) if len(page.rows) >= _FEWEST else None


def section_blanked(random: Random, page: Page) -> Pair | None:
    """Empty a section that has a table, or take it out, or fill it with junk."""
    table = _table(random, page)
    if table is None:
        return None
    part = max(
        (part for part in page.parts if part.start <= table.start < part.end),
        key=lambda part: part.level,
        default=None,
    )
    if part is None:
        return None
    start = random.choice((part.start, part.body))
    junk = "\n" + random.choice(("", "Nothing here.", "asdf asdf", "[[Image:x.jpg]]")) + "\n"
    return _lost(page, splice(page.text, [(start, part.end, junk)]))


def table_blanked(random: Random, page: Page) -> Pair | None:
    table = _table(random, page)
    if table is None:
        return None
    empty = page.text[table.start : table.rows[0].start] + "|}"
    new = random.choice(("", empty, "(table removed)"))
    return _lost(page, splice(page.text, [(table.start, table.end, new)]))


def table_cut_short(random: Random, page: Page) -> Pair | None:
    """Lose the rest of a table: its rows, mostly its end too, and perhaps the page's rest."""
    table = _table(random, page)
    if table is None:
        return None
    rows = [row for row in page.rows if table.start < row.start < table.end]
    at = random.randint(0, len(rows) - _FEWEST)
    row = rows[at]
    start = random.choice((row.start, row.body, random.randint(row.start, row.end)))
    if start != row.start and at > len(rows) - _FEWEST - 1:
        start = row.start
    form = random.choice(("closed", "open", "page"))
    if form == "page":
        return _lost(page, page.text[:start])
    return _lost(
        page, splice(page.text, [(start, table.end, "\n|}" if form == "closed" else "\n")])
    )


def memberships_blanked(random: Random, page: Page) -> Pair | None:
    """Take an enumeration of memberships out."""
    found = [each for each in listed(page) if _sole(page, each) >= _MANY]
    if not found:
        return None
    chosen = random.choice(found)
    new = random.choice(("", "none", "They are many."))
    return _lost(page, splice(page.text, [(chosen.start, chosen.end, new)]))


def _sole(page: Page, enumeration: Listed) -> int:
    """Count the entries that stand nowhere else."""
    return sum(page.said["membership", entry.identity] == 1 for entry in enumeration.entries)


def _table(random: Random, page: Page) -> Table | None:
    tables = [
        table
        for table in page.tables
        if sum(table.start < row.start < table.end for row in page.rows) >= _FEWEST
    ]
    return random.choice(tables) if tables else None


def _lost(page: Page, after: str) -> Pair:
    return Pair(page.title, page.text, after, structural=True)
