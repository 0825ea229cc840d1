"""Kill backfills and rounds at random moments, and see that nothing is lost: ``make crash-test``.

For each of 200 moments: kill -9, check the database, run again, and hold the outcome
against that of a run that nobody disturbed. The moments are drawn with a fixed seed, in
parts of the time that an undisturbed run takes.
"""

import os
import random
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from storage.history import History
from storage.verify import verify
from tests.crash.outcome import Outcome, outcome
from tests.crash.scenes import Scene, backfilling, looking, wiki_of_scenes

SEED = 20260501
KILLS = 100
"""Of each of the two."""


def main() -> None:
    """Kill, check, complete and compare; end with status 1 at the first difference."""
    began = time.monotonic()
    os.environ["NO_PROXY"] = "127.0.0.1"
    with wiki_of_scenes() as api, tempfile.TemporaryDirectory() as folder:
        for scene in (backfilling(api, Path(folder)), looking(api, Path(folder))):
            print(_play(scene, random.Random(f"{SEED} {scene.name}")), flush=True)  # noqa: S311 - no secret
    print(f"crash-test: done in {time.monotonic() - began:.0f} s")


def _play(scene: Scene, moments: random.Random) -> str:
    expected, took = _undisturbed(scene)
    hit = 0
    for number in range(1, KILLS + 1):
        folder = scene.fresh()
        after = moments.uniform(0, took)
        hit += _killed(scene, folder, after)
        _must_verify(scene, folder, f"killed after {after:.3f} s (kill {number})")
        status = _completed(scene, folder)
        _must_verify(scene, folder, f"completed after kill {number}")
        if status or outcome(folder) != expected:
            _fail(scene, folder, f"status {status} after kill {number} at {after:.3f} s", expected)
        shutil.rmtree(folder)
    return (
        f"{scene.name}: {KILLS} kills within {took * 1000:.0f} ms, {hit} in the middle; each "
        "database verified, was completed, and equals the undisturbed one"
    )


def _undisturbed(scene: Scene) -> tuple[Outcome, float]:
    times = []
    for _ in range(3):
        folder = scene.fresh()
        began = time.monotonic()
        status = _completed(scene, folder)
        times.append(time.monotonic() - began)
        found = outcome(folder)
        if status or not found.facts:
            sys.exit(f"{scene.name}: an undisturbed run ends with status {status}")
        shutil.rmtree(folder)
    return found, statistics.median(times)


def _killed(scene: Scene, folder: Path, after: float) -> bool:
    """Kill a run after some seconds; tell whether it was still running."""
    child = _forked(lambda: scene.run(folder))
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _completed(scene: Scene, folder: Path) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(_forked(lambda: scene.run(folder)), 0)[1])


def _forked(work: Callable[[], int]) -> int:
    """Run in a process of its own, which has all modules loaded already."""
    child = os.fork()
    if child:
        return child
    status = 70
    try:
        status = work()
    finally:
        os._exit(status)


def _must_verify(scene: Scene, folder: Path, when: str) -> None:
    if not scene.database(folder).exists():
        return
    with History(scene.database(folder)) as history:
        flaws = [checked.wrong for checked in verify(history) if checked.wrong]
    if flaws:
        sys.exit(f"{scene.name}, {when}: {'; '.join(flaws)}")


def _fail(scene: Scene, folder: Path, when: str, expected: Outcome) -> None:
    found = outcome(folder)
    for part, was, now in zip(expected._fields, expected, found, strict=True):
        for side, one, other in (("lacks", was, now), ("has beside", now, was)):
            for row in sorted(one.keys() - other.keys(), key=str)[:5]:
                print(f"{part} {side}: {row}")
    sys.exit(f"{scene.name}: not as undisturbed, {when}; {folder}")


if __name__ == "__main__":
    main()
