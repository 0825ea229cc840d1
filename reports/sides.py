"""What an article says of one thing, and the two sides of a change, each in words of its own."""

from collections.abc import Callable

from reports.clean import clean
from reports.dates import human_date
from reports.wording import name_of, status_of
from scraper.snapshot import Fact
from storage.change import Change, What

_NOTE_LIMIT, _SECTION_LIMIT, _MOST_DATES = 300, 100, 6


def value_of(fact: Fact) -> str:
    """Say status and date: "since 19 March 2010", "observer since 2004", "severed, dated 1979"."""
    if fact.kind == "relation" and fact.status == "established":
        return f"since {human_date(fact.since)}" if fact.since else "without a date"
    if not fact.since:
        return status_of(fact)
    joint = " since " if fact.kind == "membership" else ", dated "
    return f"{status_of(fact)}{joint}{human_date(fact.since)}"


def before_of(change: Change) -> str:
    """Say what the article said; "not listed" where it said nothing."""
    return _side(change.what, change.before)


def after_of(change: Change) -> str:
    """Say what the article says now; "not listed" where it says nothing."""
    return _side(change.what, change.after)


def _side(what: What, fact: Fact | None) -> str:
    return "not listed" if fact is None else _DETAILS.get(what, value_of)(fact)


def _dates(fact: Fact) -> str:
    return ", ".join(map(human_date, fact.dates[:_MOST_DATES] or (fact.since,))) or "no dates"


def _note(fact: Fact) -> str:
    return clean(fact.note, _NOTE_LIMIT) or "no note"


def _references(fact: Fact) -> str:
    number = len(fact.references)
    return "1 reference" if number == 1 else f"{number} references"


def _section(fact: Fact) -> str:
    return f"“{clean(fact.section, _SECTION_LIMIT)}”" if fact.section else "the lead"


_DETAILS: dict[What, Callable[[Fact], str]] = {
    "renamed": name_of,
    "dates": _dates,
    "note": _note,
    "references": _references,
    "section": _section,
}
