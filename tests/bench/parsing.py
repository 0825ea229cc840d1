"""Whole articles from nothing, what differs in them, and new revisions of a known one."""

from collections.abc import Iterator
from functools import partial
from importlib.metadata import version

import mwparserfromhell

from scraper.parse import Parser
from tests.bench.articles import articles, as_file, edited
from tests.bench.figure import Figure, faster
from tests.bench.measure import cpu, in_turn, pinned, printed
from tests.sample.story import TITLE

_RUNS = 5
_EDITS = 15
_TREE = f"mwparserfromhell {version('mwparserfromhell')}, its tree alone"


def whole() -> Iterator[Figure]:
    """Parse every article from nothing, identities and dates included."""
    found = articles()
    size = sum(len(text.encode()) for text in found.values()) / 1e6
    table = f"Parsing from nothing: {len(found)} whole articles, {size:.1f} MB of wikitext"
    ours, tree, tables = in_turn(
        _RUNS, _once("parse"), _once("mwparserfromhell"), _once("wikitextparser", peer=True)
    )
    unit = "MB/s of CPU"
    yield Figure(table, "diplowatch", unit, tuple(1 / each for each in ours))
    yield faster(table, _TREE, unit, tree, ours, 1)
    yield faster(table, f"{pinned('wikitextparser')}, its tables alone", unit, tables, ours, 1)


def differing() -> Iterator[Figure]:
    """Tell how two texts differ of which nothing is known before."""
    table = f"What differs: {len(articles())} whole articles with one date changed"
    ours, simple, structured, lines = in_turn(
        _RUNS,
        _once("compare"),
        _once("mwedittypes, simple", peer=True),
        _once("mwedittypes, structured", peer=True),
        _once("difflib, lines"),
    )
    unit = "MB/s of CPU"
    yield Figure(table, "diplowatch, facts", unit, tuple(1 / each for each in ours))
    peer = pinned("mwedittypes")
    yield faster(table, f"{peer}, counted nodes", unit, simple, ours, 1)
    yield faster(table, f"{peer}, matched nodes", unit, structured, ours, 1)
    yield faster(table, "difflib, lines", unit, lines, ours, 1)


def one_row() -> Iterator[Figure]:
    """Parse new revisions of a known article, each with one date in one row changed."""
    found = articles()
    title = TITLE if TITLE in found else next(iter(found))
    text = found[title]
    parser = Parser()
    parser.parse(title, text)
    mwparserfromhell.parser.use_c = True  # as it comes; the program sets it otherwise
    again, tree = zip(
        *[
            (
                cpu(partial(parser.parse, title, new)),
                cpu(partial(mwparserfromhell.parse, new, skip_style_tags=True)),
            )
            for new in [edited(text, place, _EDITS) for place in range(_EDITS)]
        ],
        strict=True,
    )
    table = f"A new revision with one row changed: {title}, {len(text.encode()) / 1e3:.0f} KB"
    yield Figure(table, "diplowatch", "ms of CPU", tuple(each * 1e3 for each in again))
    yield faster(table, _TREE, "ms of CPU", tree, again)


def _once(work: str, *, peer: bool = False) -> partial[float]:
    return partial(printed, "tests.bench.once", work, as_file(), peer=peer)
