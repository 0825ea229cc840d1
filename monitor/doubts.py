"""What of an article cannot be read, is doubtful or contradicts itself, and who knows of it."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime

from monitor.lasting import has_lasted
from monitor.settings import Subscription
from scraper.article import Article, Revision
from scraper.snapshot import Claim, Problem
from storage.failures import Failures
from storage.history import History
from storage.told import Told

Doubts = dict[str, Problem | Claim]
"""What is doubtful in an article, or contradicts itself, by what it is known by."""

_BLIND = "!"  # begins the key of what cannot be read


@dataclass(frozen=True, slots=True)
class Heard:
    """What is to be told now, and all that is known with it; ``waits`` if there is more."""

    new: tuple[Problem | Claim, ...]
    known: frozenset[str]
    waits: bool


def doubts_of(article: Article, history: History) -> Doubts:
    """Give what is doubtful in an article now, or contradicts itself."""
    problems = history.snapshot_problems(article)
    doubtful = {f"{one.section}: {one.what}": one for one in problems if one.grade == "doubt"}
    wrong = {f"{one.section}: {one.text}": one for one in history.claims(article) if not one.holds}
    return {**doubtful, **wrong}


def blind_spots(article: Article, history: History) -> dict[str, Problem]:
    """Give what cannot be read of an article now, by what it is known by."""
    problems = history.snapshot_problems(article)
    return {f"{_BLIND}{one.section}: {one.what}": one for one in problems if one.grade == "blind"}


def has_stood(newest: Revision | None, subscription: Subscription, now: datetime) -> bool:
    """Tell whether an article's text has stood for a subscription's settle time."""
    return newest is not None and newest.saved_at + subscription.settle_time <= now


def hear(
    subscription: Subscription, article: Article, history: History, now: datetime, *, is_held: bool
) -> Heard:
    """Hold what a subscription's readers know of against what there is.

    Doubts are told of a text that has stood for the settle time, as facts are, and not while
    a loss ``is_held``, of which they may come; a blind spot once it was there for so long,
    through however many edits: a vandal's few minutes are no news.
    """
    newest = history.newest(article)
    doubts, blind = doubts_of(article, history), blind_spots(article, history)
    both = {**blind, **doubts}
    known = Told(history).doubts(subscription.name, article)
    if newest and not known >= doubts.keys():
        headings = {section.heading for section in history.sections(article, newest.id)}
        known |= _under_other_headings(doubts, known, headings)
    is_old = has_stood(newest, subscription, now) and not is_held
    since = Failures(history).blind_since(article)
    due = {
        key
        for key, one in blind.items()
        if has_lasted(since.get((one.section, one.what), now), subscription.settle_time, now)
    }
    due_doubts = doubts.keys() if is_old else set()
    said = {key for key in known if key in blind or not (is_old or key.startswith(_BLIND))}
    return Heard(
        new=tuple(one for key, one in both.items() if key in due | due_doubts and key not in known),
        known=frozenset(said | due | due_doubts),
        waits=not is_old or not blind.keys() <= due | known,
    )


def _under_other_headings(doubts: Doubts, known: frozenset[str], headings: Set[str]) -> Set[str]:
    """Give the doubts that were known of a section whose heading is no longer there.

    One that is known accounts for one.
    """
    found: set[str] = set()
    for old in known - doubts.keys():
        for key, one in doubts.items():
            section = old.removesuffix(f": {one.text if isinstance(one, Claim) else one.what}")
            if key not in known | found and section != old and section not in headings:
                found.add(key)
                break
    return found
