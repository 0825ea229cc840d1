"""The tables of names held against what a wiki says of the same names.

The tables decide, so that one text is read alike on every day; the wiki only confirms.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from scraper.names import counterparts, organisations
from scraper.names.titles import participation, plain
from scraper.names.wikidata import identity_of, items_of
from scraper.snapshot import Kind
from scraper.titles_online import Entry

_COUNTRY_DATA = "Template:Country data "

What = Literal["disagrees", "alias", "item", "new"]
WHATS: tuple[What, ...] = ("disagrees", "alias", "item", "new")
"""The gravest first."""


@dataclass(frozen=True, slots=True, order=True)
class Naming:
    """A name as it stands in articles, its link's target, and the identity that we read."""

    kind: Kind
    name: str
    target: str
    identity: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Where the wiki disagrees with the tables, or knows more.

    disagrees: for the wiki the name is ``theirs``, another identity of the tables
    alias: a name that no table has is ``theirs`` for the wiki
    item: the identity's page has a Wikidata item that its row in the tables has not
    new: a name that no table has, and the page that it leads to
    """

    what: What
    naming: Naming
    title: str
    item: str
    theirs: str


def question(naming: Naming) -> str:
    """Give the title to ask the wiki for: the link's, or the template that draws the flag."""
    if target := plain(naming.target):
        return target
    return naming.name if naming.kind == "membership" else _COUNTRY_DATA + naming.name


def confirm(namings: Iterable[Naming], entries: Mapping[str, Entry]) -> list[Remark]:
    """Compare names with what the wiki has at their titles, the gravest differences first.

    A title without a page, or with several meanings, says nothing.
    """
    remarks = [
        remark
        for naming in namings
        if (entry := entries.get(question(naming))) and not entry.is_disambiguation
        for remark in _compare(naming, entry)
    ]
    return sorted(remarks, key=lambda one: (WHATS.index(one.what), one.naming))


def _compare(naming: Naming, entry: Entry) -> Iterable[Remark]:
    title = entry.title.removeprefix(_COUNTRY_DATA)
    item = "" if title != entry.title else entry.item
    theirs = identity_of(item, naming.kind) or _by_title(title, naming.kind)
    is_known = not naming.identity.startswith("?")
    if theirs and theirs != naming.identity:
        yield Remark("disagrees" if is_known else "alias", naming, title, item, theirs)
    elif not is_known:
        yield Remark("new", naming, title, item, "")
    elif item and not participation(title) and item not in items_of(naming.identity, naming.kind):
        yield Remark("item", naming, title, item, "")


def _by_title(title: str, kind: Kind) -> str:
    if kind == "relation":
        return counterparts.identify(title, title, title)
    return organisations.identify(title, title)
