"""Hold a result of the bench against those that are kept, or against one that is given.

    make bench-compare AFTER=FILE                  against the spread of all that are kept
    make bench-compare BEFORE=FILE AFTER=FILE      against the spread of that one

Only ratios to peers are compared, since what else a machine does hits both alike. A ratio
counts as another where no run of one side came within 2 % of any run of the other. The
status is 1 where diplowatch became slower or larger.
"""

import argparse
import sys
from pathlib import Path

from tests.bench.figure import short
from tests.bench.result import Result, kept, pairs, read, shifts, together


def main() -> int:
    """Print what became better and worse, and tell whether anything became worse."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.compare")
    parser.add_argument("after", type=Path, help="the result that is held against others")
    parser.add_argument("--before", type=Path, metavar="FILE", help="another than those kept")
    asked = parser.parse_args()
    results = [read(asked.before)] if asked.before else list(kept().values())
    if not results:
        parser.error("no result is kept: give one with --before")
    before = together(results)
    after = read(asked.after)
    print(f"before: {before.machine}\nafter:  {after.machine}")
    return 1 if _worse(before, after) else 0


def _worse(before: Result, after: Result) -> int:
    """Print the ratios that differ, and count those that became worse."""
    worse = 0
    found = list(shifts(before, after))
    for shift in found:
        worse += shift.after < shift.before
        word = "worse" if shift.after < shift.before else "better"
        figure = shift.figure
        print(f"{word}: {figure.table}: times as good as {figure.what} by {figure.unit}:"
              f" {short(shift.before)} before, {short(shift.after)} after")  # fmt: skip
    compared = len(list(pairs(before, after)))
    print(f"of {compared - len(found)} of {compared} ratios the spreads meet")
    return worse


if __name__ == "__main__":
    sys.exit(main())
