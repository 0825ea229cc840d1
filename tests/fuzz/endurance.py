"""Read every family at a great length; each is named before, so that the last is what hangs.

``python -m tests.fuzz.endurance`` is a process of its own, for its caller to bound.
"""

from collections.abc import Iterator

from scraper.parse import Parser
from tests.fuzz.families import FAMILIES

_SIZE, _MOST = 20_000, 100_000  # characters of a text; times that the middle of some stands
_IN_FULL = frozenset(
    {
        "templates never closed", "links never closed", "bold and italics",
        "references never closed", "templates with quotes, closed",
        "tables never closed", "rows", "NUL",
    }
)  # fmt: skip


def main() -> None:
    """Read them all."""
    for name, text in _texts():
        print(f"{name}: {len(text):,} characters", flush=True)
        Parser().parse("Foreign relations of Mongolia", text)
    print("all are read")


def _texts() -> Iterator[tuple[str, str]]:
    for family in FAMILIES:
        in_full = family.name in _IN_FULL
        yield family.name, family.text(_MOST) if in_full else family.sized(_SIZE)
    yield "a line of 5 MB", "a" * 5_000_000
    noise = bytes(range(256)) * 4_000
    yield "bytes at random", noise.decode("utf-8", "replace")


if __name__ == "__main__":
    main()
