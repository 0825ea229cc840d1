"""Measure, each figure beside a peer's of the same run: ``make bench`` prints the tables.

Works take turns, so that what else the machine does hits all alike; a figure is the median
of its runs, with least and most in brackets. "times" is how many times as good diplowatch
was: the median of the ratios of single runs. Tables whose data are not beside the project
are left out, articles are then the sample's.

    make bench                             all tables, some 15 minutes
    make bench TABLES="parse start"        some of them
    make bench JSON=FILE                   keep the result, for "make bench-compare"; of tables
                                           that FILE has already, this one counts
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench import asking, dumping, filling, live, pages, parsing, rounds, starting
from tests.bench.figure import Figure, lines
from tests.bench.result import Result, read, this_machine, write

TABLES: dict[str, Callable[[], Iterator[Figure]]] = {
    "parse": parsing.whole,
    "one-row": parsing.one_row,
    "differ": parsing.differing,
    "fill": filling.synthetic,
    "size": filling.size,
    "fill-real": filling.real,
    "skip": dumping.passing_over,
    "unpack": dumping.unpacking,
    "ingest": dumping.side_by_side,
    "ask": asking.one,
    "ask-many": asking.many,
    "ask-growing": asking.growing,
    "round": rounds.rounds,
    "pages": pages.pages,
    "live": live.hearing,
    "start": starting.starting,
}


def main() -> None:
    """Print every table as it is measured."""
    asked = _asked()
    known = dict(read(asked.json).tables) if asked.json and asked.json.exists() else {}
    machine = this_machine()
    print(machine, flush=True)
    for name in asked.tables or TABLES:
        known[name] = tuple(TABLES[name]())
        printed = lines(known[name]) if known[name] else ("", f"{name}: left out")
        print("\n".join(printed), flush=True)
        if asked.json:  # at each, so that one that breaks off loses no other
            kept = {each: known[each] for each in TABLES if each in known}
            write(asked.json, Result(machine, kept))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.run")
    parser.add_argument("tables", nargs="*", metavar="TABLE", help=f"of {', '.join(TABLES)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the result in FILE")
    asked = parser.parse_args()
    if unknown := [name for name in asked.tables if name not in TABLES]:
        parser.error(f'no table "{unknown[0]}": there are {", ".join(TABLES)}')
    return asked


if __name__ == "__main__":
    sys.exit(main())
