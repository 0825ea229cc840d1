"""A disturbed watch held against one that nobody disturbed, as a table."""

import statistics
from collections.abc import Iterator
from dataclasses import dataclass

from tests.soak.soaked import Soaked

MOST_GROWTH = 8.0
"""MiB that the process may take more in its last tenth of rounds than in its second."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; ``wrong`` says what is not as it has to be, "" where all is."""

    what: str
    found: str
    wrong: str = ""


def verdict(calm: Soaked, disturbed: Soaked) -> Iterator[Row]:
    """Tell what was done, and what came of it."""
    yield Row("articles", f"{disturbed.length.articles:,}")
    yield Row("rounds", f"{len(disturbed.memory):,}")
    yield Row("edits", f"{disturbed.edits:,}")
    yield Row("edits that vandals made", f"{disturbed.undone:,}")
    yield Row("requests to the wiki", f"{disturbed.requests:,}")
    yield _hit("requests that failed", disturbed.struck.total())
    yield _hit("kinds of failure", len(disturbed.struck))
    yield _hit("outages of 1 to 20 rounds", disturbed.outages)
    yield _hit("mails that were refused", disturbed.refused)
    yield from _news(calm, disturbed)
    yield _failures(disturbed)
    yield _mail(disturbed)
    yield _database(calm, disturbed)
    yield _memory(disturbed)
    yield _log(disturbed)
    yield Row("CPU with the undisturbed watch, s", f"{calm.cpu + disturbed.cpu:,.0f}")


def _hit(what: str, count: int) -> Row:
    return Row(what, f"{count:,}", "" if count else "nothing was disturbed")


def _news(calm: Soaked, disturbed: Soaked) -> Iterator[Row]:
    true = disturbed.true
    once = sum(told for change, told in disturbed.told.items() if told == true[change])
    missed = (true - disturbed.told) + (calm.true - calm.told)
    more = (disturbed.told - true) + (calm.told - calm.true)
    yield Row("changes for good", f"{true.total():,}", "" if true else "nothing changed")
    yield Row("told once", f"{once:,}", f"not told: {_some(missed)}" if missed else "")
    yield Row("told twice, or falsely", f"{more.total():,}", _some(more) if more else "")


def _failures(disturbed: Soaked) -> Row:
    begun, ended = disturbed.failures
    return Row(
        "failures told as they begin and end",
        f"{begun:,} and {ended:,}",
        "" if begun == ended else "not each as it begins and as it ends",
    )


def _mail(disturbed: Soaked) -> Row:
    arrived, owed = disturbed.arrived, disturbed.owed
    wrong = [*(owed - arrived), *(arrived - owed)]
    return Row(
        "mails, each arrived once",
        f"{arrived.total():,}",
        f"lost, or there more than once: {wrong[:5]}" if wrong else "",
    )


def _database(calm: Soaked, disturbed: Soaked) -> Row:
    parts = {
        part: (was - now) + (now - was)
        for part, was, now in zip(calm.left._fields, calm.left, disturbed.left, strict=True)
        if part != "owed"  # failures are told, too
    }
    rows = sum(each.total() for each in calm.left)
    wrong = "; ".join(f"{part}: {_some(differ)}" for part, differ in parts.items() if differ)
    return Row("rows of the database, as undisturbed", f"{rows:,}", wrong)


def _memory(disturbed: Soaked) -> Row:
    tenth = len(disturbed.memory) // 10
    before = statistics.median(disturbed.memory[tenth : 2 * tenth])
    growth = (statistics.median(disturbed.memory[-tenth:]) - before) / 2**20
    return Row(
        "growth of memory, MiB",
        f"{growth:+.1f} on {before / 2**20:.0f}",
        f"more than {MOST_GROWTH:g} MiB" if growth > MOST_GROWTH else "",
    )


def _log(disturbed: Soaked) -> Row:
    lines = disturbed.log.splitlines()
    wrong = [line for line in lines if "Traceback" in line or " error: " in line]
    return Row("tracebacks in the log", f"{len(wrong):,}", wrong[0] if wrong else "")


def _some(counted: object) -> str:
    return ", ".join(str(each) for each in sorted(counted, key=str)[:3])  # type: ignore[call-overload]
