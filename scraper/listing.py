"""What one table or list says of relations, before the article's main list is chosen."""

from dataclasses import dataclass

from scraper.snapshot import Grade, Statement


@dataclass(frozen=True, slots=True)
class Trouble:
    """A problem with its line in the section, counted from 0."""

    line: int
    grade: Grade
    what: str


@dataclass(frozen=True, slots=True)
class Listing:
    """One table or list, read as relations.

    ``numbers`` are those of its number column; ``recognition`` tells that its dates are
    of recognition only, which counts where the article has no list of relations.
    """

    statements: tuple[Statement, ...]
    troubles: tuple[Trouble, ...]
    rows: int
    numbers: tuple[int, ...] = ()
    recognition: bool = False
