"""Rounds without end, and all that can fail meanwhile: ``make soak`` prints what came of it.

The program looks at 5 articles for 10,000 rounds and at 200 for 100, an hour of its time
apart, with real HTTP, SMTP and SQLite. Editors and vandals are at work; a tenth of the requests
fails, and all of them now and then for up to 20 rounds; mail is refused. In the end its database
has to be that of a watch that nobody disturbed. Status 1 where anything is wrong.

    make soak                       all of it
    make soak ROUNDS=200            200 rounds over 5 articles, 10 over 200
"""

import argparse
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.soak.soaked import Length, soak
from tests.soak.verdict import verdict

_ROUNDS = 10_000


def main() -> int:
    """Go the rounds, two watches at a time, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.run")
    parser.add_argument("rounds", nargs="?", type=int, default=_ROUNDS, help="over five articles")
    rounds = max(100, parser.parse_args().rounds)
    lengths = [Length(5, rounds, edits=0.4), Length(200, max(10, rounds // 100), edits=10)]
    began = time.monotonic()
    with ProcessPoolExecutor(2, get_context("spawn"), max_tasks_per_child=1) as pool:
        running = [
            [pool.submit(soak, length, is_disturbed=is_disturbed) for is_disturbed in (False, True)]
            for length in lengths
        ]
        columns = [list(verdict(*(each.result() for each in pair))) for pair in running]
    for rows in zip(*columns, strict=True):
        print(f"{rows[0].what:<40}" + "".join(f"{row.found:>16}" for row in rows))
    print(f"done in {time.monotonic() - began:,.0f} s")
    wrong = [f"WRONG: {row.what}: {row.wrong}" for rows in columns for row in rows if row.wrong]
    print("\n".join(wrong), end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
