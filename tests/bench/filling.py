"""Filling a database up with histories: how fast, and how large it gets."""

import zlib
from collections.abc import Iterator
from pathlib import Path

from scraper import dump
from tests.bench.figure import Figure, faster, smaller
from tests.bench.histories import (
    GENERATOR,
    REAL,
    fill,
    filled,
    folder,
    generated,
    git_history,
    repository,
)
from tests.bench.measure import in_turn, pinned, printed

_REVISIONS = 3000
_RUNS = 3
_PLAIN = "mwparserfromhell on each revision, as JSON"
_PER = "bytes a revision"
_LIMIT = "reading the XML and hashing alone"


def synthetic() -> Iterator[Figure]:
    """Fill up a synthetic history, beside the plain way and hashing alone."""
    if not GENERATOR.exists():
        return
    (export,) = exports = generated(_REVISIONS)
    megabytes = sum(_sizes(export)) / 1e6
    memory = []

    def ours() -> float:
        cost = fill(exports, folder() / f"{export.parent.name}.db")
        memory.append(cost.memory)
        return cost.cpu / _REVISIONS

    took, plain, limit = in_turn(
        _RUNS,
        ours,
        lambda: printed("tests.bench.plain", export, "loop"),
        lambda: printed("tests.bench.plain", export, "sha1"),
    )
    table = f"Filling up: {_REVISIONS:,} synthetic revisions, {megabytes:.0f} MB of wikitext"
    unit = "revisions/s of CPU"
    yield Figure(table, "diplowatch backfill", unit, tuple(1 / each for each in took))
    yield faster(table, _PLAIN, unit, plain, took, 1)
    yield faster(table, _LIMIT, unit, limit, took, 1)
    yield Figure(table, "memory of diplowatch", "MB", tuple(memory))


def real() -> Iterator[Figure]:
    """Fill up the real history."""
    if not REAL.exists():
        return
    database = folder() / "real.db"
    sizes = list(_sizes(REAL))
    megabytes = sum(sizes) / 1e6
    memory = []

    def ours() -> float:
        cost = fill((REAL,), database)
        memory.append(cost.memory)
        return cost.cpu

    took, limit = in_turn(
        _RUNS, ours, lambda: printed("tests.bench.plain", REAL, "sha1") * len(sizes)
    )
    table = f"Filling up: {len(sizes):,} real revisions, {megabytes:,.0f} MB of wikitext"
    unit = "MB/s of CPU"
    yield Figure(table, "diplowatch backfill", unit, tuple(megabytes / each for each in took))
    yield faster(table, _LIMIT, unit, limit, took, megabytes)
    yield Figure(table, "memory of diplowatch", "MB", tuple(memory))
    stored, git = database.stat().st_size, _git_size(REAL)
    yield from _size("Size: the same real revisions", len(sizes), stored, git, REAL)


def size() -> Iterator[Figure]:
    """Hold the size of a synthetic history against that in other stores."""
    if not GENERATOR.exists():
        return
    (export,) = exports = generated(_REVISIONS)
    table = f"Size: {_REVISIONS:,} synthetic revisions"
    ours, git = filled(exports).stat().st_size, _git_size(export)
    yield from _size(table, _REVISIONS, ours, git, export)
    both = git + git_history(export).stat().st_size
    name = f"the same git, with the facts in {pinned('git-history')}"
    yield smaller(table, name, _PER, both / _REVISIONS, ours / _REVISIONS)


def _size(table: str, revisions: int, ours: int, git: int, export: Path) -> Iterator[Figure]:
    own = ours / revisions
    yield Figure(table, "diplowatch's whole database", _PER, (own,))
    yield smaller(table, "git gc --aggressive, pack and index", _PER, git / revisions, own)
    rows = sum(_sizes(export, packed=True)) / revisions
    yield smaller(table, "zlib, each text by itself", _PER, rows, own)


def _git_size(export: Path) -> int:
    return sum(file.stat().st_size for file in repository(export).glob("objects/pack/*"))


def _sizes(export: Path, *, packed: bool = False) -> Iterator[int]:
    for _, revisions in dump.read(export):
        for revision in revisions:
            text = (revision.text or "").encode()
            yield len(zlib.compress(text)) if packed else len(text)
