"""A text before and after one edit, and what the edit truly changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple, TypeVar

from scraper.snapshot import Kind
from storage.change import What
from tests.metamorphic.page import Page

Some = TypeVar("Some")


class Value(NamedTuple):
    """What is said of a relation or membership: its date (EDTF) and its status."""

    since: str
    status: str


class Expected(NamedTuple):
    """One change that has to be told; a side is None where nothing is said, or all is welcome."""

    kind: Kind
    what: What
    identity: str
    before: Value | None
    after: Value | None


@dataclass(frozen=True)
class Pair:
    """``structural``: facts are lost, and none of them may be told as a change of its own."""

    title: str
    before: str
    after: str
    expected: tuple[Expected, ...] = ()
    structural: bool = False


Edit = Callable[[Random, Page], Pair | None]
"""Gives None where the page has nothing that it could edit."""


def cosmetic(page: Page, after: str) -> Pair | None:
    """Make a pair in which nothing changed."""
    return Pair(page.title, page.text, after) if after != page.text else None


def some(random: Random, given: Sequence[Some]) -> list[Some]:
    """Pick a few, many or all, in their order."""
    if not given:
        return []
    share = random.choice((0.05, 0.3, 0.7, 1.0))
    return [each for each in given if random.random() < share] or [random.choice(given)]
