"""Two states of an article: as facts, and as text."""

from dataclasses import dataclass
from datetime import datetime

from monitor.web.addresses import compare_path
from monitor.web.asked import Asked
from monitor.web.pages.parts import (
    ArticleRef,
    ChangeSeen,
    EditRef,
    article_ref,
    change_seen,
    edit_ref,
)
from monitor.web.sight import Sight
from reports.links import between_url
from reports.textual import Row, TooMuch, side_by_side
from scraper.article import Article, Revision
from storage.compare import compare as compare_facts
from storage.history import History
from storage.order import nth_revision


@dataclass(frozen=True, slots=True)
class Page:
    """What differs between two revisions; None and nothing where the article has none.

    ``unshown`` says why the text is not shown, where it is not. ``url`` is the wiki's own
    comparison. Days are those that were asked for, else those of the two revisions.
    """

    article: ArticleRef
    path: str
    before: EditRef | None
    after: EditRef | None
    before_day: str
    after_day: str
    changes: tuple[ChangeSeen, ...]
    with_minor: bool
    text: tuple[Row, ...]
    unshown: str
    url: str


def compare(sight: Sight, found: Article, asked: Asked) -> Page:
    """Compare an article on two days (at their ends) or in two revisions.

    Without them, its first revision with its newest; the earlier is always the first.
    """
    history = sight.history
    minor = asked.flag("minor")
    first = _revision(history, found, asked, "from") or nth_revision(history, found, 1)
    last = _revision(history, found, asked, "to") or history.newest(found)
    if first is None or last is None:
        return Page(
            article_ref(found), compare_path(found), None, None, "", "", (), minor, (), "", ""
        )
    (before_day, before), (after_day, after) = sorted(
        [(_day(asked, "from", first), first), (_day(asked, "to", last), last)], key=_place
    )
    was = history.facts(found, revision=before.id)
    now = history.facts(found, revision=after.id)
    text, unshown = _text(history, found, before, after)
    return Page(
        article=article_ref(found),
        path=compare_path(found),
        before=edit_ref(found, before),
        after=edit_ref(found, after),
        before_day=before_day,
        after_day=after_day,
        changes=tuple(map(change_seen, compare_facts(was, now, minor=minor))),
        with_minor=minor,
        text=text,
        unshown=unshown,
        url=between_url(found, before, after),
    )


def _day(asked: Asked, name: str, revision: Revision) -> str:
    """Give the day that was asked for, else the one of the revision."""
    at = None if _is_id(asked.text(name)) else asked.moment(name, last=True)
    return f"{at or revision.saved_at:%Y-%m-%d}"


def _place(pair: tuple[str, Revision]) -> tuple[datetime, int, str]:
    day, revision = pair
    return revision.saved_at, revision.id, day


def _revision(history: History, found: Article, asked: Asked, name: str) -> Revision | None:
    """Read a revision's id, or a day or time."""
    if _is_id(asked.text(name)):
        number = asked.number(name)
        return None if number is None else history.revision(found, number)
    at: datetime | None = asked.moment(name, last=True)
    return None if at is None else history.revision_at(found, at)


def _is_id(text: str) -> bool:
    return text.isdecimal() and len(text) != len("20120131")


def _text(
    history: History, found: Article, before: Revision, after: Revision
) -> tuple[tuple[Row, ...], str]:
    was, now = history.text(found, before.id), history.text(found, after.id)
    if was is None or now is None:
        return (), "The text of one of them is not kept here, or withheld by the wiki."
    try:
        return side_by_side(was, now), ""
    except TooMuch:
        return (), "The two texts differ in more than a page can show."
