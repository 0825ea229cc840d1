"""A named organisation -> the statement that the subject is in it."""

from collections.abc import Collection, Sequence

from scraper.cells import Content
from scraper.enumeration import Entry
from scraper.names import organisations
from scraper.names.fold import unknown
from scraper.qualifier import denies
from scraper.snapshot import Statement


def statements(section: str, found: Sequence[Entry], content: Content) -> tuple[Statement, ...]:
    """Make the statements of one list, whose names tell what a neighbour's abbreviation means."""
    found = [entry for entry in found if not denies(entry.status)]
    # "ICC (national committees)" is the Chamber of Commerce, whatever stands beside it.
    neighbours = frozenset(said for entry in found for said in (entry.name, entry.status))
    return tuple(statement(section, entry, content.references, neighbours) for entry in found)


def statement(
    section: str,
    entry: Entry,
    references: tuple[str, ...],
    neighbours: Collection[str] = (),
) -> Statement:
    """Make one statement; an unknown organisation is its own identity."""
    identified = organisations.identify(entry.name, entry.target, neighbours)
    identified = identified or organisations.abbreviated(entry.short)
    return Statement(
        "membership",
        section,
        entry.name,
        entry.target,
        identified or unknown(entry.target or entry.name),
        entry.since,
        entry.dates,
        entry.status or "member",
        "",
        references,
    )


def is_known(entry: Entry) -> bool:
    """Whether the tables of names have the organisation."""
    return bool(identity(entry))


def identity(entry: Entry) -> str:
    """Give the identity of an organisation by itself; "" if unknown."""
    return organisations.identify(entry.name, entry.target)
