"""``make reliability``: play the table's events against the real program, then whole histories.

Prints this project's column, what random histories came to, and what replays of long ones
told; the status is 1 where any of it is wrong. ``--short`` leaves out the replays.
"""

import sys
import time
import traceback

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.reliability.bench import bench
from tests.reliability.installation import installed
from tests.reliability.machine import AnythingHappens
from tests.reliability.rows import ROWS
from tests.reliability.table import expected

_HISTORIES, _EVENTS = 60, 40


def main() -> int:
    """Play everything."""
    parts = [_play(event) for event in ROWS]
    print()
    parts.append(_let_anything_happen())
    if "--short" not in sys.argv:
        print()
        parts.append(bench())
    return 0 if all(parts) else 1


def _play(event: str) -> bool:
    due = expected()[event]
    try:
        with installed() as here:
            said = ROWS[event](here)
    except Exception as error:
        said = _first_line(error)
    print(f"{event:42} {said}" + ("" if said == due else f"  WRONG, should be: {due}"), flush=True)
    return said == due


def _let_anything_happen() -> bool:
    began = time.monotonic()
    chosen = settings(
        max_examples=_HISTORIES,
        stateful_step_count=_EVENTS,
        deadline=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
    )
    try:
        run_state_machine_as_test(AnythingHappens, settings=chosen)
    except Exception as error:
        print(f"Anything in any order: WRONG, {_first_line(error)}", flush=True)
        traceback.print_exception(error)
        return False
    played = AnythingHappens
    print(
        f"Anything in any order: {played.histories} histories, {played.rounds} rounds, "
        f"{played.kills} of them killed, {played.reports} reports: each settled change told once,\n"
        f"none false, none twice, and all of them in every mailbox in the end "
        f"({time.monotonic() - began:.0f} s)",
        flush=True,
    )
    return True


def _first_line(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".partition("\n")[0]


if __name__ == "__main__":
    sys.exit(main())
