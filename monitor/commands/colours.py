"""In which colour a terminal shows what: what came, what went, what needs a look."""

NEW, GONE, OTHER, MUCH, QUIET = "green", "red", "yellow", "magenta", "bright_black"

OF_SIGNS = {"+": NEW, "-": GONE, "~": OTHER, "!": MUCH}
"""By the sign that a change begins with."""

_BY_FIRST_WORD = {
    "change": {
        "established": NEW, "resumed": NEW, "joined": NEW, "listed": NEW,
        "withdrawn": GONE, "severed": GONE, "left": GONE, "unlisted": GONE,
        "suspended": OTHER, "refined": OTHER, "coarsened": OTHER, "redated": OTHER, "status": OTHER,
    },
    "status": {"severed": GONE, "suspended": OTHER, "none": QUIET, "former": QUIET},
    "state": {"failed": GONE, "pending": OTHER},
    "severity": {"years": GONE, "status": GONE, "days": OTHER},
    "grade": {"blind": GONE, "doubt": OTHER},
}  # fmt: skip


def colour_of(column: str, cell: str) -> str:
    """Give the colour of a cell in a column of that name, "" for the usual one."""
    first, _, _ = cell.partition(" ")
    return _BY_FIRST_WORD.get(column, {}).get(first.rstrip(":"), "")
