"""A whole wiki's dump: pages passed over, .bz2 unpacked, parts read side by side."""

import bz2
import os
from collections.abc import Callable, Iterator
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from shutil import copyfileobj

from scraper.unpack import unpack
from tests.bench.figure import Figure, faster
from tests.bench.filler import joined, write_parts
from tests.bench.histories import GENERATOR, folder, generated
from tests.bench.measure import cost_of, in_turn, pinned, printed, wall
from tests.installed import DIPLOWATCH

_MEGABYTES = 220
_PARTS = 4
_ARTICLES, _EACH, _KILOBYTES = 8, 100, 60
_RUNS = 3
_CHUNK = 1 << 20
_PATTERN = "Foreign relations of *"


def passing_over() -> Iterator[Figure]:
    """Read a dump of which no page is asked for, beside what reads every element of it."""
    if not GENERATOR.exists():
        return
    xml = _whole()
    megabytes = xml.stat().st_size / 1e6
    ours, lxml, etree, mwxml = in_turn(
        _RUNS,
        partial(printed, "tests.bench.skim", "diplowatch", xml),
        partial(printed, "tests.bench.skim", "lxml", xml, peer=True),
        partial(printed, "tests.bench.skim", "etree", xml),
        partial(printed, "tests.bench.skim", "mwxml", xml, peer=True),
    )
    table = f"Passing over pages of a dump: {megabytes:.0f} MB of XML, none asked for"
    unit = "MB/s of CPU"
    yield Figure(table, "diplowatch", unit, tuple(megabytes / each for each in ours))
    yield faster(table, f"{pinned('lxml')}, plain iterparse", unit, lxml, ours, megabytes)
    yield faster(table, "xml.etree, plain iterparse", unit, etree, ours, megabytes)
    yield faster(table, pinned("mwxml"), unit, mwxml, ours, megabytes)


def unpacking() -> Iterator[Figure]:
    """Unpack a .bz2 by rapidgzip with all cores, beside the standard library."""
    if not GENERATOR.exists():
        return
    packed = _packed()[0]
    megabytes = _parts()[0].stat().st_size / 1e6
    cores = _cores()
    ours, alone, plain = in_turn(
        _RUNS,
        partial(wall, partial(_unpack, packed, cores)),
        partial(wall, partial(_unpack, packed, 1)),
        partial(wall, partial(_unpack_plainly, packed)),
    )
    table = f"Unpacking {megabytes:.0f} MB of XML from .bz2, as the clock has it"
    unit = "MB/s"
    name = f"diplowatch, by rapidgzip {version('rapidgzip')} with {cores} cores"
    yield Figure(table, name, unit, tuple(megabytes / each for each in ours))
    yield faster(table, "diplowatch with 1 core", unit, alone, ours, megabytes)
    yield faster(table, "bz2 of the standard library", unit, plain, ours, megabytes)


def side_by_side() -> Iterator[Figure]:
    """Ingest packed parts with a process for each core, beside one, and beside a backfill."""
    if not GENERATOR.exists():
        return
    packed, cores = _packed(), _cores()
    megabytes = sum(part.stat().st_size for part in _parts()) / 1e6
    ingest = ["ingest", *packed, "--title", _PATTERN, "--workers"]
    several, one = in_turn(_RUNS, _timed(*ingest, str(cores)), _timed(*ingest, "1"))
    table = (
        f"Ingesting {megabytes:.0f} MB of XML in {_PARTS} parts of .bz2, with "
        f"{_ARTICLES * _EACH} revisions that are watched, as the clock has it"
    )
    unit = "MB/s"
    name = f"diplowatch ingest --workers {cores}"
    yield Figure(table, name, unit, tuple(megabytes / each for each in several))
    yield faster(table, "diplowatch ingest --workers 1", unit, one, several, megabytes)


def _timed(*arguments: str | Path) -> Callable[[], float]:
    """Give what runs the program on a new database, and tells its seconds."""

    def run() -> float:
        database = folder() / "ingested.db"
        for old in folder().glob(f"{database.name}*"):
            old.unlink()
        return cost_of([DIPLOWATCH, *arguments, "--db", database]).wall

    return run


def _cores() -> int:
    return len(os.sched_getaffinity(0))


@cache
def _parts() -> list[Path]:
    watched = generated(_EACH, _ARTICLES, _KILOBYTES)
    return write_parts(folder(), watched, parts=_PARTS, size=_MEGABYTES * 1_000_000)


@cache
def _packed() -> list[Path]:
    packed = []
    for part in _parts():
        packed.append(part.with_name(f"{part.name}.bz2"))
        with part.open("rb") as file, bz2.open(packed[-1], "wb") as to:
            copyfileobj(file, to, _CHUNK)
    return packed


@cache
def _whole() -> Path:
    return joined(_parts(), folder() / "whole.xml")


def _unpack(path: Path, cores: int) -> None:
    with path.open("rb") as file:
        source = unpack(file, path.name, path, cores)
        while source.read(_CHUNK):
            pass


def _unpack_plainly(path: Path) -> None:
    with bz2.open(path) as file:
        while file.read(_CHUNK):
            pass
