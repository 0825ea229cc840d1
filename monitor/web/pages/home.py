"""The first page: what changed lately, what waits, what failed."""

from dataclasses import dataclass

from monitor.owed import subjects_of
from monitor.post import destination
from monitor.waiting import Waiting, waiting
from monitor.web.addresses import HOME, with_query
from monitor.web.asked import Asked
from monitor.web.pages.listing import all_articles
from monitor.web.pages.parts import (
    ArticleRef,
    EditRef,
    EditSeen,
    article_ref,
    by_edit,
    edit_ref,
    iso,
)
from monitor.web.pages.pictured import Picture, of_all
from monitor.web.pages.relations import Matrix, matrix
from monitor.web.sight import Sight
from reports.clean import clean
from reports.dates import human_time
from storage.failures import Failures
from storage.latest import latest_changes
from storage.outbox import Delivery, Outbox

_CHANGES = 50
_MOST = 100  # rows of what waits, failed or is owed: more is for the commands to list


@dataclass(frozen=True, slots=True)
class WaitingSeen:
    """A change that a subscription hears of later, and when."""

    due_at: str
    due: str
    subscription: str
    article: ArticleRef
    name: str
    says: str
    edit: EditRef | None


@dataclass(frozen=True, slots=True)
class FailureSeen:
    """What fails now, since when, and how often it was seen to."""

    what: str
    since: str
    times: int


@dataclass(frozen=True, slots=True)
class OwedSeen:
    """A report that has not arrived: to whom, and why not."""

    report: int
    subject: str
    to: str
    state: str
    attempts: int
    next_attempt: str
    error: str


@dataclass(frozen=True, slots=True)
class BlindSeen:
    """Something that cannot be read in an article."""

    article: ArticleRef
    section: str
    what: str


@dataclass(frozen=True, slots=True)
class Home:
    """``older`` leads to the changes before these; ``is_first`` where there are none after.

    ``knows_subscriptions`` tells whether settings say who hears what. ``blind`` is what a
    round told of as not readable, ``unread`` counts all articles of which a part cannot be read.
    """

    articles: int
    revisions: int
    newest: str
    latest: tuple[EditSeen, ...]
    older: str
    is_first: bool
    knows_subscriptions: bool
    waiting: tuple[WaitingSeen, ...]
    failures: tuple[FailureSeen, ...]
    owed: tuple[OwedSeen, ...]
    blind: tuple[BlindSeen, ...]
    unread: int
    matrix: Matrix
    picture: Picture | None


def home(sight: Sight, asked: Asked) -> Home:
    """Show what is new."""
    history = sight.history
    before = asked.moment("before")
    latest = latest_changes(history, _CHANGES, before=before)
    oldest = latest[-1][1].revision if len(latest) >= _CHANGES else None
    known = all_articles(sight)
    newest = max((one.newest for one in known if one.newest), default=None)
    return Home(
        articles=len(known),
        revisions=sum(one.revisions for one in known),
        newest=human_time(newest) if newest else "",
        latest=by_edit(latest),
        older=with_query(HOME, before=iso(oldest.saved_at)) if oldest else "",
        is_first=before is None,
        knows_subscriptions=sight.settings is not None,
        waiting=sight.keep("waiting", lambda: _waiting(sight)),
        failures=tuple(
            FailureSeen(clean(one.what, 300), human_time(one.began_at), one.times)
            for one in Failures(history).all()[:_MOST]
        ),
        owed=_owed(Outbox(history)),
        blind=tuple(
            BlindSeen(article_ref(article), clean(section, 100), clean(what, 200))
            for article, section, what in Failures(history).blind_spots(_MOST)
        ),
        unread=sum(one.blind > 0 for one in known),
        matrix=matrix(sight),
        picture=of_all(sight),
    )


def _waiting(sight: Sight) -> tuple[WaitingSeen, ...]:
    if sight.settings is None:
        return ()
    found = waiting(sight.settings, sight.history, sight.now)
    return tuple(map(_waits, found[:_MOST]))


def _waits(one: Waiting) -> WaitingSeen:
    return WaitingSeen(
        due_at=iso(one.due_at) if one.due_at else "",
        due=human_time(one.due_at) if one.due_at else "",
        subscription=clean(one.subscription, 60),
        article=article_ref(one.article),
        name=clean(one.name, 80),
        says=one.change,
        edit=edit_ref(one.article, one.revision),
    )


def _owed(outbox: Outbox) -> tuple[OwedSeen, ...]:
    deliveries = [*outbox.deliveries("failed"), *outbox.deliveries("pending")][:_MOST]
    subjects = subjects_of(outbox, deliveries)
    return tuple(_is_owed(one, subjects[one.report_id]) for one in deliveries)


def _is_owed(one: Delivery, subject: str) -> OwedSeen:
    return OwedSeen(
        report=one.report_id,
        subject=subject,
        to=clean(destination(one), 120),
        state=one.state,
        attempts=one.attempts,
        next_attempt=human_time(one.next_attempt_at) if one.next_attempt_at else "",
        error=clean(one.error, 300),
    )
