"""``make reliability``: play the table's events against the real program, then the replays.

Prints this project's column and what the replays told; the status is 1 where either is
wrong.
"""

import sys

from tests.reliability.bench import bench
from tests.reliability.installation import installed
from tests.reliability.rows import ROWS
from tests.reliability.table import expected


def main() -> int:
    """Play everything."""
    rows = [_play(event) for event in ROWS]
    print()
    return 0 if all([*rows, bench()]) else 1


def _play(event: str) -> bool:
    with installed() as here:
        said = ROWS[event](here)
    due = expected()[event]
    print(f"{event:42} {said}" + ("" if said == due else f"  WRONG, should be: {due}"), flush=True)
    return said == due


if __name__ == "__main__":
    sys.exit(main())
