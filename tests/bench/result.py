"""Results of the bench as files, several as one, and which figures of two differ."""

import json
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from tests.bench.figure import Figure, as_json, from_json

KEPT = Path(__file__).with_name("results")
"""Results that the documents are made of, each a file named after its time (UTC)."""

NEAR = 1.02
"""How far two ratios may lie apart and be the same: git's packs are not twice the same."""


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured, on what and when: the figures of each of the bench's tables."""

    machine: str
    tables: Mapping[str, tuple[Figure, ...]]

    @property
    def figures(self) -> list[Figure]:
        """All of them, in the bench's order."""
        return [figure for figures in self.tables.values() for figure in figures]


@dataclass(frozen=True, slots=True)
class Shift:
    """A figure whose ratio lies beyond the spread of both results."""

    figure: Figure
    before: float
    after: float


def this_machine() -> str:
    """Say what the figures were measured on, and when."""
    cores = len(os.sched_getaffinity(0))
    day = datetime.now(UTC).date().isoformat()
    load = os.getloadavg()[0]
    python = platform.python_version()
    return f"{day}, {platform.machine()}, {cores} cores, load {load:.0f}, Python {python}"


def write(path: Path, result: Result) -> None:
    """Keep a result."""
    tables = {name: as_json(figures) for name, figures in result.tables.items()}
    kept = {"machine": result.machine, "tables": tables}
    path.write_text(json.dumps(kept, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read(path: Path) -> Result:
    """Read a result again."""
    kept = json.loads(path.read_text(encoding="utf-8"))
    tables = {name: tuple(from_json(figures)) for name, figures in kept["tables"].items()}
    return Result(kept["machine"], tables)


def kept() -> dict[str, Result]:
    """Read the results that are kept, each by its name, the oldest first."""
    return {path.stem: read(path) for path in sorted(KEPT.glob("*.json"))}


def together(results: Sequence[Result]) -> Result:
    """Make one of several whole results, the oldest first: the last one's figures with all runs.

    So their spread is that of several days and machines.
    """

    def of_all(figure: Figure) -> Figure:
        runs = [each for each in figures if _key(each) == _key(figure)]
        values = tuple(value for each in runs for value in each.values)
        ratios = tuple(ratio for each in runs for ratio in each.ratios)
        return replace(figure, values=values, ratios=ratios)

    figures = [figure for result in results for figure in result.figures]
    tables = {name: tuple(map(of_all, last)) for name, last in results[-1].tables.items()}
    return Result("; ".join(result.machine for result in results), tables)


def shifts(before: Result, after: Result) -> Iterator[Shift]:
    """Give the ratios to peers that no run of the other result came near."""
    for was, figure in pairs(before, after):
        if _beyond(figure.ratios, was.ratios) or _beyond(was.ratios, figure.ratios):
            yield Shift(figure, median(was.ratios), median(figure.ratios))


def strays(before: Result, after: Result) -> Iterator[Figure]:
    """Give the figures whose median ratio lies beyond the spread of the other result."""
    for was, figure in pairs(before, after):
        middle = [median(figure.ratios)]
        if _beyond(middle, was.ratios) or _beyond(was.ratios, middle):
            yield figure


def pairs(before: Result, after: Result) -> Iterator[tuple[Figure, Figure]]:
    """Give the figures with ratios to peers that both results have, one of each."""
    earlier = {_key(figure): figure for figure in before.figures if _beside_a_peer(figure)}
    for figure in after.figures:
        if _beside_a_peer(figure) and _key(figure) in earlier:
            yield earlier[_key(figure)], figure


def _beside_a_peer(figure: Figure) -> bool:
    return bool(figure.ratios) and not figure.own


def _key(figure: Figure) -> tuple[str, str, str]:
    return figure.table, figure.what, figure.unit


def _beyond(low: Sequence[float], high: Sequence[float]) -> bool:
    return max(low) * NEAR < min(high)
