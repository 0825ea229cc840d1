"""The nouns of a reading: what one revision of an article says."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["relation", "membership"]
Grade = Literal["blind", "doubt"]

NEVER_CLOSED = "a table that is never closed"
"""The problem of a table that runs into what follows it, or was cut off."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, its level, and its wikitext from the heading's line to the next heading.

    The lead has level 0 and an empty heading. The texts of a page's sections, put
    together in order, are the page's text to the byte.
    """

    level: int
    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What one table row or list item says of one counterpart or organisation.

    ``name`` is the name as displayed, ``target`` the link target where there is one,
    ``identity`` the stable id of ``scraper.names`` ("?" and the folded name where it
    is unknown). ``since`` and ``dates`` are EDTF ("1921-11-05", "1965-04", "1965",
    "1965~", "" for none given); ``dates`` has every date of the cell where there are
    several. ``status`` of a relation is established, none, severed or suspended; of a
    membership member, observer, ...
    """

    kind: Kind
    section: str
    name: str
    target: str
    identity: str
    since: str
    dates: tuple[str, ...]
    status: str
    note: str
    references: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """A number that the article states, held against the list that it speaks of.

    ``text`` is the sentence or cell, ``number`` what it states, ``of`` what is counted
    ("states"), ``listed`` the count of the article's own list.
    """

    section: str
    text: str
    number: int
    of: str
    listed: int

    @property
    def holds(self) -> bool:
        """Whether the list has as many as the article says."""
        return self.number == self.listed


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the article that could not be read, with its place.

    ``blind``: a table or section that should be read could not be. ``doubt``: an
    unknown name, an impossible date. ``line`` counts from 1 in the page's text; it is 0,
    and the section "", where the article as a whole is what cannot be read.
    """

    section: str
    line: int
    grade: Grade
    what: str

    @property
    def place(self) -> str:
        """Say where in the text it is."""
        return f"line {self.line}" if self.line else "the article as a whole"


@dataclass(frozen=True, slots=True)
class Fact:
    """A relation or a membership: all that one article says of one identity.

    ``name``, ``since``, ``dates``, ``status``, ``section``, ``note`` and ``references``
    are those of the statement in the article's main list, else of the first statement;
    ``also`` has the (since, status) pairs that the other statements give.
    """

    kind: Kind
    identity: str
    name: str
    since: str
    dates: tuple[str, ...]
    status: str
    section: str
    note: str = ""
    references: tuple[str, ...] = ()
    also: tuple[tuple[str, str], ...] = ()

    @property
    def stands(self) -> bool:
        """Whether it counts among what the article lists: not if severed, suspended or denied."""
        return self.status == "established" if self.kind == "relation" else self.status != "none"


@dataclass(frozen=True)
class Snapshot:
    """What one revision says, as read by one version of the parser.

    ``facts`` are the statements gathered: relations, then memberships, each identity
    once. Revisions that say the same share one tuple of them. ``tables`` counts the tables
    and lists that were read as relations, ``rows`` their rows and items.
    """

    title: str
    sections: tuple[Section, ...]
    statements: tuple[Statement, ...]
    facts: tuple[Fact, ...]
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...]
    parser: str
    tables: int = 0
    rows: int = 0


def gather(statements: Iterable[Statement]) -> tuple[Fact, ...]:
    """Make facts of statements: relations first, one an identity, in order of mention.

    What is said first counts: the statements of the article's main list come first.
    """
    grouped: dict[Kind, dict[str, list[Statement]]] = {"relation": {}, "membership": {}}
    for statement in statements:
        grouped[statement.kind].setdefault(statement.identity, []).append(statement)
    facts: list[Fact] = []
    for by_identity in grouped.values():
        for said in by_identity.values():
            known = _KNOWN.get(id(said[0]))
            facts.append(known[1] if known and known[0] == said else _made(said))
    return tuple(facts)


_KNOWN: dict[int, tuple[list[Statement], Fact]] = {}
"""Facts by the chief statement's place in memory, which is its own as long as it is kept here."""
_MOST_KNOWN = 16384


def _made(said: list[Statement]) -> Fact:
    """Make a fact of statements, and remember that it was made of them."""
    if len(_KNOWN) >= _MOST_KNOWN:
        _KNOWN.clear()
    fact = _fact(said)
    _KNOWN[id(said[0])] = said, fact
    return fact


def _fact(said: list[Statement]) -> Fact:
    chief = said[0]
    values = dict.fromkeys((statement.since, statement.status) for statement in said[1:])
    values.pop((chief.since, chief.status), None)
    return Fact(
        kind=chief.kind,
        identity=chief.identity,
        name=chief.name,
        since=chief.since,
        dates=chief.dates,
        status=chief.status,
        section=chief.section,
        note=chief.note,
        references=chief.references,
        also=tuple(values),
    )
