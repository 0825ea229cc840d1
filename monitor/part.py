"""A part of a dump read on its own, in whatever process or on whatever machine.

What it says comes back as a small history (``storage.shard``), whose rows are copied into
the database by the one process that writes there: no text is read or encoded twice.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from monitor.filling import Filling, from_page
from monitor.stop import Stop
from scraper import dump
from scraper.article import Article, Revision
from scraper.parse import Parser, versions
from scraper.title import Choice
from storage import shard
from storage.change import StorageError
from storage.history import History

LARGEST = 64 << 20
"""Bytes of a small history at which it is handed back, when its last page is read to its end."""


@dataclass(frozen=True, slots=True)
class Part:
    """What to read: a file, by its absolute path, and which of its pages.

    It is known again by its ``fingerprint``; ``pages`` of it were read before. ``wiki`` is
    used instead of the host that the file names, and ``cores`` may unpack it.
    """

    choice: Choice
    path: str = ""
    fingerprint: str = ""
    wiki: str = ""
    pages: int = 0
    cores: int = 1
    largest: int = LARGEST
    languages: Mapping[str, str] = field(default_factory=dict)

    @property
    def asked(self) -> str:
        """What is asked for, in one line: with other titles it is another reading."""
        choice = self.choice
        titles, patterns = sorted(choice.titles), sorted(choice.patterns)
        return json.dumps([self.wiki, titles, patterns, choice.redirects], ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Piece:
    """What a part says: its rows, packed, with the version of the parser that read them.

    ``pages`` were read of the whole part by now. ``troubles`` say what could not be read.
    """

    shard: bytes
    parser: str
    pages: int
    is_last: bool
    troubles: tuple[str, ...] = ()


def read_part(part: Part) -> Piece:
    """Read pages of a part until it ends, cannot be read on, or memory has enough of them."""
    parser = Parser(part.languages)
    with History(":memory:", read=parser.read) as history:
        filling = Filling(history, parser, Stop(), datetime.now(UTC))
        pages, troubles = part.pages, []
        is_last = True
        try:
            for page, revisions in islice(_pages(part), part.pages, None):
                troubles += _trouble(page, revisions, filling)
                pages += 1
                if shard.size(history) >= part.largest:
                    is_last = False
                    break
        except dump.DumpError as error:
            troubles.append(str(error))
        return Piece(shard.pack(history), versions(), pages, is_last, tuple(troubles))


def _pages(part: Part) -> Iterator[tuple[Article, Iterator[Revision]]]:
    return dump.read(Path(part.path), part.choice, wiki=part.wiki, cores=part.cores)


def _trouble(page: Article, revisions: Iterator[Revision], filling: Filling) -> list[str]:
    """Store a page, and say why not all of it could be: the pages that follow may be good."""
    try:
        for _ in from_page(page, revisions, filling):
            pass
    except StorageError as error:
        return [f'"{page}": {error}']
    return []
