"""Compare two results of the bench: ``make bench-compare BEFORE=FILE AFTER=FILE``.

Only ratios to peers are compared, since what else a machine does hits both alike. A ratio
counts as another where no run of one result came within 2 % of any run of the other. The
status is 1 where diplowatch became slower or larger.
"""

import argparse
import sys
from pathlib import Path

from tests.bench.figure import short
from tests.bench.result import pairs, read, shifts


def main() -> int:
    """Print what became better and worse, and tell whether anything became worse."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.compare")
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    asked = parser.parse_args()
    before, after = read(asked.before), read(asked.after)
    print(f"before: {before.machine}\nafter:  {after.machine}")
    worse = 0
    found = list(shifts(before, after))
    for shift in found:
        worse += shift.after < shift.before
        word = "worse" if shift.after < shift.before else "better"
        figure = shift.figure
        print(f"{word}: {figure.table}: times as good as {figure.what} by {figure.unit}:"
              f" {short(shift.before)} before, {short(shift.after)} after")  # fmt: skip
    compared = len(list(pairs(before, after)))
    print(f"{compared - len(found)} of {compared} ratios lie within the spread of both")
    return 1 if worse else 0


if __name__ == "__main__":
    sys.exit(main())
