"""Edits that tell of relations severed, suspended, resumed or never there."""

from random import Random

from storage.change import What
from tests.metamorphic.page import Page
from tests.metamorphic.pair import Expected, Pair, Value
from tests.metamorphic.table import splice
from tests.metamorphic.truths import ESTABLISHED, some_row
from tests.metamorphic.writing import write_date

_SEVERED = (
    "{date} (severed {other})",
    "{date}, severed {other}",
    "{date}; severed on {other}",
    "{date} (severed)",
    "{date}, broken off in {other}",
    "{date}<br>(severed {other})",
    "{date} (relations severed {other})",
    "{date}<br />Severed: {other}",
    "{date} (broken {other})",
    "{date} – relations cut {other}",
    "{date} (terminated {other})",
    "{date} (until {other})",
)

_SUSPENDED = (
    "{date} (suspended {other})",
    "{date}, suspended {other}",
    "{date} (suspended)",
    "{date} (frozen)",
    "{date}; suspended since {other}",
    "{date}<br />suspended {other}",
    "{date} (relations suspended {other})",
)

_AGAIN = (
    ", resumed {again}",
    ", restored {again}",
    "; re-established {again}",
    " and resumed in {again}",
    "<br>(restored {again})",
)


def severed(random: Random, page: Page) -> Pair | None:
    return _with_status(random, page, "severed", _SEVERED)


def suspended(random: Random, page: Page) -> Pair | None:
    return _with_status(random, page, "suspended", _SUSPENDED)


def beside_the_name(random: Random, page: Page) -> Pair | None:
    """Say it beside the name: ``{{flag|Fiji}} (suspended)``; or take it away again."""
    row = some_row(random, page)
    if row is None or row.dated is None or row.named is None:
        return None
    what: What
    what, words = random.choice(_BESIDE)
    at = row.named.end
    after = splice(page.text, [(at, at, random.choice(words))])
    on, off = Value(row.dated.since, ESTABLISHED), Value(row.dated.since, what)
    identity = row.named.identity
    if random.random() < 0.7:
        return Pair(page.title, page.text, after, (Expected("relation", what, identity, on, off),))
    back = Expected("relation", "resumed", identity, off, on)
    return Pair(page.title, after, page.text, (back,))


_BESIDE: tuple[tuple[What, tuple[str, ...]], ...] = (
    (
        "suspended",
        (
            " (suspended)", " (Suspended)", "<br>(suspended)", " (frozen)", " ''(suspended)''",
            " (suspended since 2021)", " <small>(suspended)</small>", " (relations suspended)",
            "&nbsp;(suspended)", " {{small|(suspended)}}",
        ),
    ),
    (
        "severed",
        (
            " (severed)", " (broken)", " (terminated)", "<br />(severed)", " (severed in 2021)",
            " (relations severed)", " '''(severed)'''", " {{small|(severed)}}",
        ),
    ),
)  # fmt: skip


def resumed(random: Random, page: Page) -> Pair | None:
    """Take away the words that say severed, or write behind them that it was resumed."""
    if random.random() < 0.5:
        pair = random.choice((severed, suspended))(random, page)
        if pair is None:
            return None
        (lost,) = pair.expected
        back = Expected("relation", "resumed", lost.identity, lost.after, lost.before)
        return Pair(page.title, pair.after, pair.before, (back,))
    row = some_row(random, page)
    if row is None or row.dated is None or row.named is None:
        return None
    form = random.choice([form for form in _SEVERED if "(" not in form and "{other}" in form])
    date = page.text[row.dated.start : row.dated.end]
    before = form.format(date=date, other=write_date(random, "2021-03-17"))
    after = before + random.choice(_AGAIN).format(again=write_date(random, "2024-05"))
    was, now = (
        splice(page.text, [(row.dated.start, row.dated.end, new)]) for new in (before, after)
    )
    since, identity = row.dated.since, row.named.identity
    values = Value(since, "severed"), Value(since, ESTABLISHED)
    return Pair(page.title, was, now, (Expected("relation", "resumed", identity, *values),))


def moved_to_the_severed(random: Random, page: Page) -> Pair | None:
    """Put a row under a heading that tells of severed, suspended or no relations."""
    row = some_row(random, page)
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
    value = Value(row.dated.since, ESTABLISHED)
    expected = Expected("relation", what, row.named.identity, value, Value(row.dated.since, status))
    return Pair(page.title, page.text, after, (expected,))


_HEADINGS: tuple[tuple[What, str, tuple[str, ...]], ...] = (
    (
        "severed",
        "severed",
        ("Severed relations", "Former diplomatic relations", "Severed diplomatic relations"),
    ),
    ("suspended", "suspended", ("Suspended relations", "Suspended diplomatic relations")),
    (
        "withdrawn",
        "none",
        (
            "Countries without diplomatic relations",
            "No diplomatic relations",
            "States with no diplomatic relations",
        ),
    ),
)


def none_written(random: Random, page: Page) -> Pair | None:
    """Write "none" for the date, or a date for "none"."""
    row = some_row(random, page)
    if row is None or row.dated is None or row.named is None:
        return None
    none = splice(
        page.text, [(row.dated.start, row.dated.end, random.choice(("none", "None", "''none''")))]
    )
    value = Value(row.dated.since, ESTABLISHED)
    identity = row.named.identity
    nothing = Value("", "none")
    if random.random() < 0.5:
        withdrawn = Expected("relation", "withdrawn", identity, value, nothing)
        return Pair(page.title, page.text, none, (withdrawn,))
    back = Expected("relation", "established", identity, nothing, value)
    return Pair(page.title, none, page.text, (back,))


def _with_status(random: Random, page: Page, what: What, forms: tuple[str, ...]) -> Pair | None:
    row = some_row(random, page)
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
    value = Value(row.dated.since, ESTABLISHED)
    said = Expected("relation", what, row.named.identity, value, Value(row.dated.since, what))
    return Pair(page.title, page.text, after, (said,))
