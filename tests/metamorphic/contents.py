"""Edits of what rows say that change nothing: dates and names written anew, notes, references."""

from random import Random

from tests.metamorphic.names import states
from tests.metamorphic.page import Page
from tests.metamorphic.pair import Pair, cosmetic, some
from tests.metamorphic.table import splice
from tests.metamorphic.writing import write_date, write_name

_REFERENCES = (
    "<ref>{{cite web |url=http://example.org/a?b=c|title=3 May 1999 – A {{!}} B}}</ref>",
    '<ref name="x" />',
    "<ref name=x>A text, 3 March 2001, severed.</ref>",
    "{{efn|Severed in 1970.}}",
    '<ref name="two | pipes">A {{abbr|p.|page}} || 7</ref>',
    "{{Citation needed|date=May 2020}}",
    "{{cn}}",
    "{{sfn|Smith|1999|p=3}}",
    "{{refn|group=note|Suspended from 1970 to 1975.}}",
    "<sup>[1]</sup>",
    "{{better source needed|date=May 2020}}",
    "{{r|x}}",
    "<ref>[http://example.org/x A]</ref>",
    "<ref>A.\n|-\n| B</ref>",
    "{{dead link|date=June 2012}}",
    "<ref >See\n* one\n* two</ref>",
    "{{efn|group=a|A.}}",
)

_NOTES = (
    " An embassy was opened on 5 May 1999.", " See [[Examples of examples|the examples]].",
    " Both are members of the {{flag|European Union}}.", "\n* one remark\n* another, of 1977",
    " Relations were severed in 1970 and resumed in 1975.", " {{main|Examples}}",
)  # fmt: skip


def dates_in_another_form(random: Random, page: Page) -> Pair | None:
    cuts = [
        (row.dated.start, row.dated.end, write_date(random, row.dated.since))
        for row in some(random, page.certain)
        if row.dated
    ]
    return cosmetic(page, splice(page.text, cuts))


def flags_in_another_form(random: Random, page: Page) -> Pair | None:
    return _named_anew(random, page, aliases=False)


def other_names(random: Random, page: Page) -> Pair | None:
    return _named_anew(random, page, aliases=True)


def _named_anew(random: Random, page: Page, *, aliases: bool) -> Pair | None:
    subject = page.title.removeprefix("Foreign relations of ")
    cuts = []
    for row in some(random, page.certain):
        if row.named:
            state = states()[row.named.identity]
            name = random.choice(state.names) if aliases else ""
            new = write_name(random, subject, row.named.identity, name)
            cuts.append((row.named.start, row.named.end, new))
    return cosmetic(page, splice(page.text, cuts))


def references(random: Random, page: Page) -> Pair | None:
    cuts = []
    for row in some(random, page.certain):
        cell = random.choice(row.cells)
        at = cell.inner + len(cell.text.rstrip())
        if cell.text.strip():
            cuts.append((at, at, random.choice(_REFERENCES)))
    return cosmetic(page, splice(page.text, cuts))


def notes(random: Random, page: Page) -> Pair | None:
    cuts = []
    for table in page.tables:
        for row in some(random, table.certain):
            if table.notes is not None and table.notes < len(row.cells):
                cell = row.cells[table.notes]
                at = cell.inner + len(cell.text.rstrip())
                note = random.choice(_NOTES)
                if "\n" in note and not cell.text.endswith("\n"):
                    note = " A remark."
                cuts.append((at, at, note))
    return cosmetic(page, splice(page.text, cuts))
