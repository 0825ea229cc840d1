"""Edits of rows that change a fact: the exact changes that have to be told."""

from random import Random

from storage.change import What
from tests.metamorphic.names import state_of, states
from tests.metamorphic.page import Page, Row, splice
from tests.metamorphic.pair import Edit, Expected, Pair, Value
from tests.metamorphic.writing import write_date, write_name

_ESTABLISHED = "established"


def row_dropped(random: Random, page: Page) -> Pair | None:
    row = _row(random, page)
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
    expected = Expected("relation", "established", identity, None, Value(since, _ESTABLISHED))
    return Pair(page.title, page.text, after, (expected,))


def date_changed(random: Random, page: Page) -> Pair | None:
    """Write another day, month or year, of the same precision."""
    row = _row(random, page)
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
    row = _row(random, page, digits=(4, 7))
    if row is None or row.dated is None:
        return None
    parts = [int(part) for part in row.dated.since.split("-")]
    more = [random.randint(1, 12), random.randint(1, 28)][len(parts) - 1 :]
    kept = more[: random.randint(1, len(more))]
    return _redated(random, page, row, "refined", _edtf([*parts, *kept]))


def date_coarsened(random: Random, page: Page) -> Pair | None:
    row = _row(random, page, digits=(7, 10))
    if row is None or row.dated is None:
        return None
    parts = row.dated.since.split("-")
    since = "-".join(parts[: random.randint(1, len(parts) - 1)])
    return _redated(random, page, row, "coarsened", since)


def date_found(random: Random, page: Page) -> Pair | None:
    """Give a date where the cell is empty; the reverse where it has one."""
    row = _row(random, page)
    if row is None or row.dated is None or row.named is None or _note(page, row):
        return None
    without = splice(page.text, [(row.dated.start, row.dated.end, "")])
    none, since = Value("", _ESTABLISHED), Value(row.dated.since, _ESTABLISHED)
    if random.random() < 0.5:
        refined = Expected("relation", "refined", row.named.identity, none, since)
        return Pair(page.title, without, page.text, (refined,))
    coarsened = Expected("relation", "coarsened", row.named.identity, since, none)
    return Pair(page.title, page.text, without, (coarsened,))


_SEVERED = (
    "{date} (severed {other})", "{date}, severed {other}", "{date}; severed on {other}",
    "{date} (severed)", "{date}, broken off in {other}", "{date}<br>(severed {other})",
    "{date} (relations severed {other})", "{date}<br />Severed: {other}", "{date} (broken {other})",
    "{date} – relations cut {other}", "{date} (terminated {other})", "{date} (until {other})",
)  # fmt: skip
_SUSPENDED = (
    "{date} (suspended {other})", "{date}, suspended {other}", "{date} (suspended)", "{date} (frozen)",
    "{date}; suspended since {other}", "{date}<br />suspended {other}", "{date} (relations suspended {other})",
)  # fmt: skip
_AGAIN = (", resumed {again}", ", restored {again}", "; re-established {again}", " and resumed in {again}",
          "<br>(restored {again})")  # fmt: skip


def severed(random: Random, page: Page) -> Pair | None:
    return _with_status(random, page, "severed", _SEVERED)


def suspended(random: Random, page: Page) -> Pair | None:
    return _with_status(random, page, "suspended", _SUSPENDED)


def resumed(random: Random, page: Page) -> Pair | None:
    """Take the words away that say severed or suspended, or write behind them that it was resumed."""
    if random.random() < 0.5:
        pair = random.choice((severed, suspended))(random, page)
        if pair is None:
            return None
        (lost,) = pair.expected
        back = Expected("relation", "resumed", lost.identity, lost.after, lost.before)
        return Pair(page.title, pair.after, pair.before, (back,))
    row = _row(random, page)
    if row is None or row.dated is None or row.named is None:
        return None
    form = random.choice([form for form in _SEVERED if "(" not in form and "{other}" in form])
    date = page.text[row.dated.start : row.dated.end]
    before = form.format(date=date, other=write_date(random, "2021-03-17"))
    after = before + random.choice(_AGAIN).format(again=write_date(random, "2024-05"))
    texts = [splice(page.text, [(row.dated.start, row.dated.end, new)]) for new in (before, after)]
    since, identity = row.dated.since, row.named.identity
    values = Value(since, "severed"), Value(since, _ESTABLISHED)
    return Pair(page.title, *texts, (Expected("relation", "resumed", identity, *values),))


def moved_to_the_severed(random: Random, page: Page) -> Pair | None:
    """Put a row under a heading that tells of severed, suspended or no relations."""
    row = _row(random, page)
    if row is None or row.dated is None or row.named is None:
        return None
    if not page.text.startswith("|-", row.start):
        return None
    what: What
    what, status, headings = random.choice(_HEADINGS)
    name, date = (page.text[at.start : at.end] for at in (row.named, row.dated))
    level = "=" * min((part.level for part in page.parts), default=2)
    table = (
        f"{{| class=wikitable\n! Country !! Formal relations began\n|-\n| {name}\n| {date}\n|}}\n"
    )
    new = f"\n{level} {random.choice(headings)} {level}\n{table}\n"
    at = next(
        (part.start for part in page.parts if part.start > row.end and len(level) == part.level),
        len(page.text),
    )
    after = splice(page.text, [(row.start, row.end, ""), (at, at, new)])
    value = Value(row.dated.since, _ESTABLISHED)
    expected = Expected("relation", what, row.named.identity, value, Value(row.dated.since, status))
    return Pair(page.title, page.text, after, (expected,))


_HEADINGS: tuple[tuple[What, str, tuple[str, ...]], ...] = (
    ("severed", "severed", ("Severed relations", "Former diplomatic relations", "Severed diplomatic relations")),
    ("suspended", "suspended", ("Suspended relations", "Suspended diplomatic relations")),
    ("withdrawn", "none", ("Countries without diplomatic relations", "No diplomatic relations",
                           "States with no diplomatic relations")),
)  # fmt: skip


def none_written(random: Random, page: Page) -> Pair | None:
    """Write "none" for the date, or a date for "none"."""
    row = _row(random, page)
    if row is None or row.dated is None or row.named is None:
        return None
    none = splice(
        page.text, [(row.dated.start, row.dated.end, random.choice(("none", "None", "''none''")))]
    )
    value = Value(row.dated.since, _ESTABLISHED)
    identity = row.named.identity
    nothing = Value("", "none")
    if random.random() < 0.5:
        withdrawn = Expected("relation", "withdrawn", identity, value, nothing)
        return Pair(page.title, page.text, none, (withdrawn,))
    back = Expected("relation", "established", identity, nothing, value)
    return Pair(page.title, none, page.text, (back,))


def several(edits: tuple[Edit, ...]) -> Edit:
    """Make several true edits of different states and organisations in one."""

    def edit(random: Random, page: Page) -> Pair | None:
        expected: dict[tuple[str, str], Expected] = {}
        now = page
        for _ in range(random.randint(2, 6)):
            pair = random.choice(edits)(random, now)
            if pair is None or pair.before != now.text:
                continue
            if all((each.kind, each.identity) not in expected for each in pair.expected):
                expected |= {(each.kind, each.identity): each for each in pair.expected}
                now = Page(page.title, pair.after)
        if len(expected) < 2:
            return None
        return Pair(page.title, page.text, now.text, tuple(expected.values()))

    return edit


def in_a_storm(edits: tuple[Edit, ...], cosmetics: tuple[Edit, ...]) -> Edit:
    """Hide one true edit, or none, among many that change nothing."""

    def edit(random: Random, page: Page) -> Pair | None:
        pair = random.choice(edits)(random, page) or Pair(page.title, page.text, page.text)
        now = Page(page.title, pair.after)
        for cosmetic in random.sample(cosmetics, min(6, len(cosmetics))):
            if changed := cosmetic(random, now):
                now = Page(page.title, changed.after)
        if now.text == page.text:
            return None
        return Pair(page.title, pair.before, now.text, pair.expected)

    return edit


def _with_status(random: Random, page: Page, what: What, forms: tuple[str, ...]) -> Pair | None:
    row = _row(random, page)
    if row is None or row.dated is None or row.named is None:
        return None
    date = page.text[row.dated.start : row.dated.end]
    if random.random() < 0.3:
        at = row.named.end
        after = splice(page.text, [(at, at, random.choice((f" ({what})", f" ''({what})''")))])
    else:
        other = write_date(random, f"{random.randint(2021, 2024)}-0{random.randint(1, 9)}-17")
        new = random.choice(forms).format(date=date, other=other)
        after = splice(page.text, [(row.dated.start, row.dated.end, new)])
    value = Value(row.dated.since, _ESTABLISHED)
    said = Expected("relation", what, row.named.identity, value, Value(row.dated.since, what))
    return Pair(page.title, page.text, after, (said,))


def _redated(random: Random, page: Page, row: Row, what: What, since: str) -> Pair | None:
    if row.dated is None:
        return None
    after = splice(page.text, [(row.dated.start, row.dated.end, write_date(random, since))])
    return _pair(page, after, what, row, Value(since, _ESTABLISHED))


def _pair(page: Page, after: str, what: What, row: Row, value: Value | None) -> Pair | None:
    if row.named is None or row.dated is None:
        return None
    was = Value(row.dated.since, _ESTABLISHED)
    return Pair(
        page.title, page.text, after, (Expected("relation", what, row.named.identity, was, value),)
    )


def _row(random: Random, page: Page, digits: tuple[int, ...] = (4, 7, 10)) -> Row | None:
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
