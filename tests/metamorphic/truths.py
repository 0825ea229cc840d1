"""Edits of rows that change whether or since when a relation is listed."""

from random import Random

from storage.change import What
from tests.metamorphic.names import state_of, states
from tests.metamorphic.page import Page
from tests.metamorphic.pair import Expected, Pair, Value
from tests.metamorphic.table import Row, splice
from tests.metamorphic.writing import write_date, write_name

ESTABLISHED = "established"


def row_dropped(random: Random, page: Page) -> Pair | None:
    row = some_row(random, page)
    if row is None or not page.text.startswith("|-", row.start):
        return None
    after = splice(page.text, [(row.start, row.end, "")])
    return _pair(page, after, "withdrawn", row, None)


def row_added(random: Random, page: Page) -> Pair | None:
    """Add a state that the article does not name, in the form of a neighbour or another."""
    tables = [table for table in page.tables if table.certain]
    named = {identity for kind, identity in page.said if kind == "relation"}
    subject = page.title.removeprefix("Foreign relations of ")
    free = [
        state
        for state in states().values()
        if state.kind in ("UN member", "limited", "observer")
        and state.identity not in named
        and state.identity != state_of(subject)
    ]
    if not tables or not free:
        return None
    table = random.choice(tables)
    beside = random.choice(table.certain)
    identity = random.choice(free).identity
    since = _some_date(random)
    cells = ["" for _ in table.header.cells]
    cells[table.name] = write_name(random, subject, identity)
    cells[table.date] = write_date(random, since)
    line = " || ".join(cells) if random.random() < 0.5 else "\n| ".join(cells)
    new = f"|-\n| {line}\n"
    at = beside.end if random.random() < 0.5 else beside.start
    if not page.text.startswith("|-", beside.start):
        at = beside.end
    after = splice(page.text, [(at, at, new)])
    expected = Expected("relation", "established", identity, None, Value(since, ESTABLISHED))
    return Pair(page.title, page.text, after, (expected,))


def date_changed(random: Random, page: Page) -> Pair | None:
    """Write another day, month or year, of the same precision."""
    row = some_row(random, page)
    if row is None or row.dated is None:
        return None
    parts = [int(part) for part in row.dated.since.split("-")]
    at = random.randrange(len(parts))
    bounds = (1700, 2020), (1, 12), (1, 28)
    parts[at] = random.choice([each for each in range(*bounds[at]) if each != parts[at]])
    if len(parts) == 3:
        parts[2] = min(parts[2], 28)
    return _redated(random, page, row, "redated", _edtf(parts))


def date_refined(random: Random, page: Page) -> Pair | None:
    row = some_row(random, page, digits=(4, 7))
    if row is None or row.dated is None:
        return None
    parts = [int(part) for part in row.dated.since.split("-")]
    more = [random.randint(1, 12), random.randint(1, 28)][len(parts) - 1 :]
    kept = more[: random.randint(1, len(more))]
    return _redated(random, page, row, "refined", _edtf([*parts, *kept]))


def date_coarsened(random: Random, page: Page) -> Pair | None:
    row = some_row(random, page, digits=(7, 10))
    if row is None or row.dated is None:
        return None
    parts = row.dated.since.split("-")
    since = "-".join(parts[: random.randint(1, len(parts) - 1)])
    return _redated(random, page, row, "coarsened", since)


def date_found(random: Random, page: Page) -> Pair | None:
    """Give a date where the cell is empty; the reverse where it has one."""
    row = some_row(random, page)
    if row is None or row.dated is None or row.named is None or _note(page, row):
        return None
    without = splice(page.text, [(row.dated.start, row.dated.end, "")])
    none, since = Value("", ESTABLISHED), Value(row.dated.since, ESTABLISHED)
    if random.random() < 0.5:
        refined = Expected("relation", "refined", row.named.identity, none, since)
        return Pair(page.title, without, page.text, (refined,))
    coarsened = Expected("relation", "coarsened", row.named.identity, since, none)
    return Pair(page.title, page.text, without, (coarsened,))


def _redated(random: Random, page: Page, row: Row, what: What, since: str) -> Pair | None:
    if row.dated is None:
        return None
    after = splice(page.text, [(row.dated.start, row.dated.end, write_date(random, since))])
    return _pair(page, after, what, row, Value(since, ESTABLISHED))


def _pair(page: Page, after: str, what: What, row: Row, value: Value | None) -> Pair | None:
    if row.named is None or row.dated is None:
        return None
    was = Value(row.dated.since, ESTABLISHED)
    return Pair(
        page.title, page.text, after, (Expected("relation", what, row.named.identity, was, value),)
    )


def some_row(random: Random, page: Page, digits: tuple[int, ...] = (4, 7, 10)) -> Row | None:
    """Pick a row whose state is named nowhere else, and whose date has so many characters."""
    rows = [row for row in page.rows if row.dated and len(row.dated.since) in digits]
    return random.choice(rows) if rows else None


def _note(page: Page, row: Row) -> str:
    """Give what a row says beside its name and date, which may tell a status where no date does."""
    table = next(table for table in page.tables if table.start < row.start < table.end)
    others = (table.name, table.date, table.number)
    return "".join(cell.text.strip() for at, cell in enumerate(row.cells) if at not in others)


def _some_date(random: Random) -> str:
    parts = [random.randint(1800, 2020), random.randint(1, 12), random.randint(1, 28)]
    return _edtf(parts[: random.choice((1, 2, 3, 3, 3))])


def _edtf(parts: list[int]) -> str:
    return "-".join([f"{parts[0]}", *(f"{part:02}" for part in parts[1:])])
