"""The kinds of failure between the program and a wiki, and what is said of each."""

import csv
from pathlib import Path

from tests import loopback_faults as faults
from tests.loopback_faults import Fault

_TABLE = Path(__file__).with_name("failing.tsv")

ANSWERS: dict[str, Fault] = {
    "nothing comes for 30 s": faults.stall(2.0),
    "the answer takes more than 300 s": faults.dribble(pause=0.05, times=40),
    "the connection is reset": faults.reset,
    "it is closed without an answer": faults.hang_up,
    "it is closed in the middle": faults.cut_connection,
    "429 with Retry-After": faults.status(429, "2.5"),
    "429 without": faults.status(429, kind=faults.HTML),
    "503 with Retry-After": faults.status(503, "17"),
    "503 without": faults.status(503, kind=faults.HTML),
    "502": faults.status(502, kind=faults.HTML),
    "403": faults.status(403, kind=faults.HTML),
    "404": faults.status(404, kind=faults.HTML),
    "maxlag": faults.lagged(),
    "ratelimited": faults.error("ratelimited", "You've exceeded your rate limit."),
    "readonly": faults.error("readonly", "The wiki is in read-only mode."),
    "internal_api_error": faults.error("internal_api_error_DBQueryError", "[f00] Caught"),
    "an HTML page with status 200": faults.body(b"<!DOCTYPE html><p>Log in", faults.HTML),
    "broken gzip": faults.broken_gzip,
    "truncated JSON": faults.cut_json,
    "JSON of another program": faults.body(b'{"query": {"pages": 7}}'),
    "100 MB": faults.huge(100 << 20),
    "a redirect to another host": faults.redirect("http://127.0.0.2:9/w/api.php"),
    "redirects in a circle": faults.redirect("api.php"),
}
"""What a request may be answered with."""

LASTING = frozenset({"nothing comes for 30 s", "the answer takes more than 300 s"})
"""Those for which a test does not wait so long."""


def table() -> list[dict[str, str]]:
    """Read the rows, each by the names of its columns."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def expected() -> dict[str, str]:
    """Give what is said of each."""
    return {row["what happens"]: row["what is said"] for row in table()}
