"""A section's list items -> what they state of diplomatic relations."""

from collections.abc import Sequence
from functools import lru_cache

from scraper.cells import read
from scraper.context import Context
from scraper.counterpart import names
from scraper.dates import read_dates
from scraper.listing import Listing
from scraper.lists import Block
from scraper.names import counterparts
from scraper.snapshot import Statement


def read_list(blocks: Sequence[Block], context: Context) -> Listing | None:
    """Read a section's list items as relations: ``* {{flag|Fiji}} (9 January 2004)``.

    None where its items are something else: three of them have to name a counterpart, or
    the heading says that they are states without relations.
    """
    if context.other or context.nothing or not (context.relations or context.status):
        return None
    found: list[Statement] = []
    rows = 0
    for block in blocks:
        if block.marks and (statements := _read_item(context.heading, context.status, block.text)):
            found += statements
            rows += 1
    if rows < 3 and not (context.status and rows):
        return None
    return Listing(tuple(found), (), rows)


@lru_cache(maxsize=4096)
def _read_item(section: str, heading_status: str, text: str) -> tuple[Statement, ...]:
    """Read a list item that names counterparts and says little else."""
    content = read(text)
    named = [each for each in names(content) if counterparts.kind(each.identity)]
    if not named or any(each.target.lower().endswith(" relations") for each in named):
        return ()
    lead = content.text.find(named[0].name)
    rest = content.text
    for each in named:
        rest = rest.replace(each.name, "", 1)
    if lead > 3 or len(rest) > 120:
        return ()
    reading = read_dates(rest.strip(" ()–—-:,"))
    since = "" if reading.problem else reading.since
    status = heading_status or (reading.status if not reading.problem else "established")
    return tuple(
        Statement(
            "relation", section, each.name, each.target, each.identity, since,
            () if reading.problem else reading.dates, status, "", content.references,
        )
        for each in named
    )  # fmt: skip
