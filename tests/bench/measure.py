"""Measuring work: of this process, of programs, and of several in turn."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

PEERS = Path(sys.executable).parents[1] / "peers" / "bin"
"""The programs of the environment that ``peers.txt`` describes."""
_LAUNCHER = Path(__file__).with_name("cost.py")
_ALONE = {"https_proxy": "http://127.0.0.1:9", "no_proxy": "127.0.0.1"}
"""No program that is measured looks for newer releases of itself meanwhile."""


def pinned(name: str) -> str:
    """Give a peer's name with the version that is measured."""
    pins = Path(__file__).with_name("peers.txt").read_text(encoding="utf-8").splitlines()
    return next(pin.replace("==", " ") for pin in pins if pin.startswith(f"{name}=="))


@dataclass(frozen=True, slots=True)
class Cost:
    """What a program took: seconds of CPU, seconds in all, and MB of memory at its most."""

    cpu: float
    wall: float
    memory: float


def cost_of(
    command: Sequence[str | Path], folder: Path | None = None, fine: Collection[int] = (0,)
) -> Cost:
    """Run a program to its end; raises CalledProcessError where its status is not ``fine``."""
    with NamedTemporaryFile("r", encoding="ascii") as told:
        launched = [sys.executable, "-S", _LAUNCHER, told.name, *command]
        status = subprocess.run(launched, cwd=folder, env={**os.environ, **_ALONE}).returncode
        if status not in fine:
            raise subprocess.CalledProcessError(status, command)
        return Cost(*map(float, told.read().split()))


def in_turn(runs: int, *works: Callable[[], float]) -> list[tuple[float, ...]]:
    """Do works A B C, A B C ...; give what each gave, so that one run's can be compared."""
    rounds = [tuple(work() for work in works) for _ in range(runs)]
    return list(zip(*rounds, strict=True))


def printed(module: str, *arguments: str | Path, peer: bool = False) -> float:
    """Run a module of the bench in a new process and give the number that it prints.

    A peer's runs in the environment of the peers.
    """
    command = [PEERS / "python" if peer else sys.executable, "-m", module, *arguments]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def cpu(work: Callable[[], object]) -> float:
    """Do a work and give its seconds of CPU."""
    began = time.process_time()
    work()
    return time.process_time() - began


def wall(work: Callable[[], object], times: int = 1) -> float:
    """Do a work some times and give the median of its seconds."""
    took = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return statistics.median(took)
