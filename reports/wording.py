"""What a change says in words: of the article, never of the world.

A row of 1961 that someone adds today is "the article now lists", not "established".
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Literal

from reports.cited import cited
from reports.clean import clean
from reports.dates import human_date
from reports.remark import Remark, new_references
from scraper.snapshot import Fact, Kind
from storage.change import Change, What

_NAME_LIMIT = 80
_MOST_NAMES = 24


def name_of(fact: Fact) -> str:
    """Give the name as the article displays it, harmless and bounded."""
    return clean(fact.name, _NAME_LIMIT) or clean(fact.identity, _NAME_LIMIT) or "(no name)"


def sign(change: Change) -> str:
    """Give "+" for what is listed anew, "-" for what no longer is, "~" for the rest."""
    return _SIGNS.get(change.what, "~")


def says(change: Change) -> str:
    """Say what the article now says, and what it said before, in one phrase after the name."""
    if change.before is None or change.after is None:
        return _said_on_one_side(change)
    return _PHRASES[change.what](change.before, change.after)


def says_together(what: Literal["lost", "gained"], facts: Sequence[Fact], of: int) -> str:
    """Say that many went or came at once: how many of how many, and the first by name."""
    names = ", ".join(name_of(fact) for fact in facts[:_MOST_NAMES])
    if (more := len(facts) - _MOST_NAMES) > 0:
        names += f" and {more} more"
    if what == "lost":
        are = "is" if len(facts) == 1 else "are"
        return f"{len(facts)} of {of} {are} no longer listed: {names}"
    return f"{len(facts)} are listed beside the {of} of before: {names}"


def takes_back(report: int, made_at: datetime | None) -> str:
    """Name the report that told what is undone, "" for none."""
    if not report:
        return ""
    of = f" of {human_date(f'{made_at:%Y-%m-%d}')}" if made_at else ""
    return f"takes back what report {report}{of} told"


def remarks(change: Change, remark: Remark) -> str:
    """Say what helps to judge a change: what it takes back, its reference, the other side."""
    said = [takes_back(remark.retracts, remark.retracts_of)] if remark.retracts else []
    if remark.contested:
        said.append("contested: told, undone and told again")
    if remark.reference == "new":
        said.append(cited(new_references(change)))
    fact = change.after or change.before
    name = name_of(fact) if fact else ""
    if remark.other_side == "agrees":
        said.append(f"the article on {name} agrees")
    elif remark.other_side == "silent":
        said.append(f"the article on {name} does not say so")
    elif remark.other_side == "differs":
        said.append(_differs(change, remark, name))
    return "; ".join(said)


def _differs(change: Change, remark: Remark, name: str) -> str:
    other = human_date(remark.other_since) if remark.other_since else ""
    if change.after is None:
        return f"the article on {name} still lists relations" + (f" since {other}" if other else "")
    if not other or remark.other_since == change.after.since:
        return f"the article on {name} says otherwise"
    return f"the article on {name} says {other}"


_STATUSES: dict[tuple[Kind, str], str] = {
    ("relation", "none"): "without relations",
    ("membership", "former"): "former member",
    ("membership", "associate"): "associate member",
    ("membership", "suspended"): "suspended member",
}

_SIGNS: dict[What, str] = {
    "established": "+", "resumed": "+", "joined": "+", "listed": "+",
    "withdrawn": "-", "severed": "-", "left": "-", "unlisted": "-",
}  # fmt: skip


def _said_on_one_side(change: Change) -> str:
    if change.after is not None:
        return f"the article now lists {_value(change.after)}"
    if change.before is not None:
        return f"the article no longer lists {_former(change.before)}"
    return "changed"


def _value(fact: Fact) -> str:
    if fact.kind == "membership":
        return f"it as {_standing(fact)}"
    if fact.status == "established":
        return f"relations{_since(fact)}"
    if fact.status == "none":
        return "no relations"
    return f"relations as {status_of(fact)}{_dated(fact)}"


def _former(fact: Fact) -> str:
    if fact.kind == "membership":
        return f"it (was {_standing(fact)})"
    if fact.status == "established":
        return "relations" + (f" (were since {human_date(fact.since)})" if fact.since else "")
    if fact.status == "none":
        return "it (was without relations)"
    return f"relations (were {status_of(fact)}{_dated(fact)})"


def _standing(fact: Fact) -> str:
    return f"{status_of(fact)}{_since(fact)}"


def _since(fact: Fact) -> str:
    return f" since {human_date(fact.since)}" if fact.since else ""


def _dated(fact: Fact) -> str:
    return f", dated {human_date(fact.since)}" if fact.since else ""


def _established(before: Fact, after: Fact) -> str:
    return f"the article now lists {_value(after)} (was {status_of(before)})"


def _withdrawn(before: Fact, after: Fact) -> str:
    date = "" if before.since == after.since else _dated(before)
    return f"the article now lists {_value(after)} (was {status_of(before)}{date})"


def _resumed(before: Fact, after: Fact) -> str:
    return f"the article again lists {_value(after)} (was {status_of(before)})"


def status_of(fact: Fact) -> str:
    """Say a status in words: "suspended member"."""
    return _STATUSES.get((fact.kind, fact.status), clean(fact.status, 60) or "member")


def _redated(before: Fact, after: Fact) -> str:
    if not before.since:
        return f"the date is now given: {human_date(after.since)}"
    if not after.since:
        return f"the date is no longer given (was {human_date(before.since)})"
    return f"the date is now {human_date(after.since)} (was {human_date(before.since)})"


def _restatus(before: Fact, after: Fact) -> str:
    if before.since == after.since:
        return f"now listed as {status_of(after)} (was {status_of(before)})"
    return f"now listed as {_standing(after)} (was {_standing(before)})"


def _renamed(before: Fact, _: Fact) -> str:
    return f"now under this name (was {name_of(before)})"


def _dates(before: Fact, after: Fact) -> str:
    return f"the dates are now {_list_dates(after)} (were {_list_dates(before)})"


def _list_dates(fact: Fact) -> str:
    return ", ".join(map(human_date, fact.dates[:6] or (fact.since,))) or "none"


def _noted(before: Fact, after: Fact) -> str:
    note, was = clean(after.note, 120), clean(before.note, 120)
    if not note:
        return f"the note is gone (was “{was}”)"
    return f"the note is now “{note}”" + (f" (was “{was}”)" if was else "")


def _references(before: Fact, after: Fact) -> str:
    gained = len(set(after.references) - set(before.references))
    lost = len(set(before.references) - set(after.references))
    return f"other references ({gained} new, {lost} gone)"


def _moved(before: Fact, after: Fact) -> str:
    return f"now in section “{clean(after.section, 80)}” (was in “{clean(before.section, 80)}”)"


_PHRASES: dict[What, Callable[[Fact, Fact], str]] = {
    "established": _established,
    "withdrawn": _withdrawn,
    "severed": _withdrawn,
    "suspended": _withdrawn,
    "resumed": _resumed,
    "refined": _redated,
    "coarsened": _redated,
    "redated": _redated,
    "joined": _restatus,
    "left": _restatus,
    "status": _restatus,
    "listed": _established,
    "unlisted": _withdrawn,
    "renamed": _renamed,
    "dates": _dates,
    "note": _noted,
    "references": _references,
    "section": _moved,
}
