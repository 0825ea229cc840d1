"""What a bench has measured: figures, in tables, as text and as JSON."""

import statistics
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Figure:
    """One value, measured several times: ``values`` has one a run.

    A peer's figure has ``ratios``: how many times as good diplowatch was in the same run,
    pair by pair. A figure of diplowatch's ``own`` may have them, too: of one length of a
    history to another.
    """

    table: str
    what: str
    unit: str
    values: tuple[float, ...]
    ratios: tuple[float, ...] = ()
    own: bool = False


def faster(
    table: str,
    what: str,
    unit: str,
    peer: Sequence[float],
    ours: Sequence[float],
    work: float = 0,
) -> Figure:
    """Give a peer's figure: its seconds and ours of the same runs, for the same work.

    With ``work`` the values are that much work a second, else seconds as ms.
    """
    values = tuple(work / each if work else each * 1e3 for each in peer)
    ratios = tuple(theirs / own for theirs, own in zip(peer, ours, strict=True))
    return Figure(table, what, unit, values, ratios)


def smaller(table: str, what: str, unit: str, peer: float, ours: float) -> Figure:
    """Give a peer's figure of which less is better, and how many times ours it is."""
    return Figure(table, what, unit, (peer,), (peer / ours,))


def lines(figures: Iterable[Figure]) -> Iterator[str]:
    """Write figures as tables for a terminal."""
    for table, of_table in groupby(figures, key=lambda figure: figure.table):
        yield ""
        yield table
        for figure in of_table:
            line = f"  {figure.what:<52}{spread(figure.values):>22} {figure.unit}"
            yield f"{line:<94}{spread(figure.ratios)} times" if figure.ratios else line


def as_json(figures: Iterable[Figure]) -> list[dict[str, object]]:
    """Give figures as plain values, with median, least and most."""
    return [
        {
            "table": figure.table,
            "what": figure.what,
            "unit": figure.unit,
            "values": list(figure.values),
            "ratios": list(figure.ratios),
            "own": figure.own,
        }
        for figure in figures
    ]


def from_json(found: Iterable[dict[str, object]]) -> list[Figure]:
    """Undo ``as_json``."""
    return [
        Figure(
            str(each["table"]), str(each["what"]), str(each["unit"]),
            tuple(each["values"]), tuple(each["ratios"]), bool(each["own"]),
        )
        for each in found
    ]  # fmt: skip


def short(value: float) -> str:
    """Write a number with three digits that count."""
    if abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) >= 1 else f"{value:.2g}"


def spread(values: Sequence[float]) -> str:
    """Write the median, with least and most where they differ."""
    if not values:
        return ""
    middle, least, most = map(short, (statistics.median(values), min(values), max(values)))
    return middle if least == most else f"{middle} ({least}–{most})"
