"""The table of the README: what each program does of it, and what this one has to do."""

import csv
from pathlib import Path

EVENT, OURS = "event", "diplowatch"
_TABLE = Path(__file__).with_name("table.tsv")


def table() -> list[dict[str, str]]:
    """Read the rows, each by the names of its columns."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def expected() -> dict[str, str]:
    """Give what has to come of each event."""
    return {row[EVENT]: row[OURS] for row in table()}
