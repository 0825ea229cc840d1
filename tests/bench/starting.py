"""Starting the command, beside a bare interpreter."""

import sys
from collections.abc import Iterator

from tests.bench.figure import Figure
from tests.bench.measure import cost_of, in_turn
from tests.installed import DIPLOWATCH

_RUNS = 7


def starting() -> Iterator[Figure]:
    """Start the command for its help."""
    ours, bare = in_turn(
        _RUNS,
        lambda: cost_of([DIPLOWATCH, "--help"]).cpu,
        lambda: cost_of([sys.executable, "-c", ""]).cpu,
    )
    table = "Starting"
    yield Figure(table, "diplowatch --help", "ms of CPU", tuple(each * 1e3 for each in ours))
    yield Figure(table, "python -c ''", "ms of CPU", tuple(each * 1e3 for each in bare))
