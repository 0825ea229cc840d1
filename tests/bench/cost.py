"""Run a program from a small process: ``python -S cost.py FILE PROGRAM ARGUMENT...``.

What a process took at its most includes what its parent had when it was started, and a
bench has much. Writes seconds of CPU, seconds in all and MB of memory into the file;
the status is the program's.
"""

import os
import subprocess
import sys
import time
from pathlib import Path


def main(told: str, command: list[str]) -> int:
    """Run the command to its end and tell what it took."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    took = time.perf_counter() - began
    with Path(told).open("w", encoding="ascii") as file:
        print(used.ru_utime + used.ru_stime, took, used.ru_maxrss / 1024, file=file)
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
