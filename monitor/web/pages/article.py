"""One article: what it says now or said then, what changed, and what cannot be read or fit."""

from collections import Counter
from dataclasses import dataclass

from monitor.web.addresses import article_path, compare_path, with_query
from monitor.web.asked import Asked, NotAnswered
from monitor.web.pages.parts import (
    ArticleRef,
    EditRef,
    EditSeen,
    FactSeen,
    Slice,
    article_ref,
    by_edit,
    edit_ref,
    fact_seen,
    slice_of,
)
from monitor.web.pages.pictured import Picture, of_article
from monitor.web.sight import Sight
from reports.clean import clean
from scraper.article import Article, Revision
from scraper.names.fold import alphabetical
from scraper.snapshot import Claim, Fact, Problem
from storage.change import Change
from storage.order import nth_revision, number_of, number_of_revisions
from storage.standing import Standing

_EDITS = 40
_STATUSES = ("established", "none", "severed", "suspended")
SORTS = ("name", "date", "edit")
"""By name, by the date that the article gives, or by the edit since which it has said so."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many relations an article lists, by their status."""

    established: int
    none: int
    severed: int
    suspended: int

    @property
    def words(self) -> str:
        """Count those that are established, then the rest where there are any."""
        rest = {"without": self.none, "severed": self.severed, "suspended": self.suspended}
        more = [f"{number} {status}" for status, number in rest.items() if number]
        return ", ".join([str(self.established), *more])


@dataclass(frozen=True, slots=True)
class Then:
    """What an article said in one revision: the ``number``-th of ``of``.

    ``earlier`` and ``later`` lead to the edits beside it, ``changed_earlier`` and
    ``changed_later`` to the nearest that brought changes; "" where there are none.
    """

    edit: EditRef
    day: str
    number: int
    of: int
    counted: Counted
    relations: tuple[FactSeen, ...]
    memberships: tuple[FactSeen, ...]
    earlier: str
    later: str
    changed_earlier: str
    changed_later: str


@dataclass(frozen=True, slots=True)
class ProblemSeen:
    """Something in the newest text that could not be read, or only with doubt; ``line`` 0: all."""

    section: str
    line: int
    place: str
    grade: str
    what: str


@dataclass(frozen=True, slots=True)
class ClaimSeen:
    """A number that the article states, and how many it lists."""

    section: str
    text: str
    number: int
    of: str
    listed: int


@dataclass(frozen=True, slots=True)
class Page:
    """All of it; ``then`` is None where no revision is stored. ``sort`` orders its rows.

    ``chart`` counts what it listed over time, None where that is nothing.
    """

    article: ArticleRef
    sort: str
    then: Then | None
    first_day: str
    last_day: str
    changes: Slice[EditSeen]
    with_minor: bool
    problems: tuple[ProblemSeen, ...]
    claims: tuple[ClaimSeen, ...]
    chart: Picture | None
    pictures: tuple[Picture, ...]
    compare: str


def article(sight: Sight, found: Article, asked: Asked) -> Page:
    """Show an article, as of the edit or the day that is asked for, else as it is."""
    history = sight.history
    minor = asked.flag("minor")
    first, newest = nth_revision(history, found, 1), history.newest(found)
    pictures = of_article(sight, found)
    changes = slice_of(_changes(sight, found, minor=minor), asked.page(), _EDITS)
    return Page(
        article=article_ref(found),
        sort=asked.choice("sort", SORTS, SORTS[0]),
        then=then(sight, found, asked),
        first_day=f"{first.saved_at:%Y-%m-%d}" if first else "",
        last_day=f"{newest.saved_at:%Y-%m-%d}" if newest else "",
        changes=changes,
        with_minor=minor,
        problems=tuple(map(_problem, history.snapshot_problems(found))),
        claims=tuple(_claim(one) for one in history.claims(found) if not one.holds),
        chart=pictures.pop("listed", None),
        pictures=tuple(pictures.values()),
        compare=compare_path(found),
    )


def then(sight: Sight, found: Article, asked: Asked) -> Then | None:
    """Show what an article said as of the edit or the day that is asked for."""
    history = sight.history
    newest = history.newest(found)
    if newest is None:
        return None
    revision = _asked_for(sight, found, asked) or newest
    edit = edit_ref(found, revision)
    if edit is None:
        return None
    number, of = number_of(history, found, revision), number_of_revisions(history, found)
    facts = _facts(sight, found, revision, edit, is_newest=number == of)
    relations = Counter(fact.status for fact in facts if fact.topic.kind == "relation")
    sort = asked.choice("sort", SORTS, SORTS[0])
    ordered = sorted(facts, key=lambda fact: _order(fact, sort))
    earlier, later = _changed_beside(sight, found, revision)
    path = article_path(found)
    return Then(
        edit=edit,
        day=f"{revision.saved_at:%Y-%m-%d}",
        number=number,
        of=of,
        counted=Counted(*(relations[status] for status in _STATUSES)),
        relations=tuple(fact for fact in ordered if fact.topic.kind == "relation"),
        memberships=tuple(fact for fact in ordered if fact.topic.kind == "membership"),
        earlier=with_query(path, n=number - 1, sort=asked.text("sort")) if number > 1 else "",
        later=with_query(path, n=number + 1, sort=asked.text("sort")) if number < of else "",
        changed_earlier=with_query(path, revision=earlier, sort=asked.text("sort"))
        if earlier
        else "",
        changed_later=with_query(path, revision=later, sort=asked.text("sort")) if later else "",
    )


def _asked_for(sight: Sight, found: Article, asked: Asked) -> Revision | None:
    """Find the revision by its id, by its number, or by the day at whose end it stood."""
    if (revision := asked.number("revision")) is not None:
        return sight.history.revision(found, revision)
    if (number := asked.number("n")) is not None:
        return _nth(sight, found, number)
    at = asked.moment("at", last=True)
    return None if at is None else sight.history.revision_at(found, at)


def _nth(sight: Sight, found: Article, number: int) -> Revision:
    revision = nth_revision(sight.history, found, number)
    if revision is None:
        newest = number_of_revisions(sight.history, found)
        raise NotAnswered(404, f"no edit {number} is stored: the newest is {newest}")
    return revision


def _facts(
    sight: Sight, found: Article, revision: Revision, edit: EditRef, *, is_newest: bool
) -> list[FactSeen]:
    history = sight.history
    stand = history.standing(found, at=revision.saved_at)
    facts = history.facts(found) if is_newest else history.reading(found, revision=revision.id)
    edits: dict[int, EditRef | None] = {revision.id: edit}
    seen = []
    for fact in facts:
        since = _since(fact, stand.get((fact.kind, fact.identity)), revision)
        if since.id not in edits:
            edits[since.id] = edit_ref(found, since)
        seen.append(fact_seen(found, fact, edits[since.id]))
    return seen


def _since(fact: Fact, standing: Standing | None, revision: Revision) -> Revision:
    """Give the edit since which a fact has stood; what a reverted edit says stood nowhere."""
    if standing is None or standing.fact is None:
        return revision
    lasts = (standing.fact.since, standing.fact.status) == (fact.since, fact.status)
    return standing.revision if lasts else revision


def _order(fact: FactSeen, sort: str) -> tuple[str, str]:
    name = alphabetical(fact.topic.name)
    if sort == "date":
        return fact.since or "~", name  # what has no date comes last
    if sort == "edit" and fact.stands_since:
        return fact.stands_since.saved_at, name
    return name, ""


def _changes(sight: Sight, found: Article, *, minor: bool) -> tuple[EditSeen, ...]:
    """List the edits that brought changes, the newest first."""
    return sight.keep(
        ("changes", found, minor), lambda: by_edit(reversed(_changed(sight, found, minor=minor)))
    )


def _changed(sight: Sight, found: Article, *, minor: bool) -> list[tuple[Article, Change]]:
    return sight.history.changes(article=found, minor=minor)


def _changed_beside(
    sight: Sight, found: Article, revision: Revision
) -> tuple[int | None, int | None]:
    """Give the ids of the nearest edits before and after that brought changes."""
    here = f"{revision.saved_at:%Y-%m-%dT%H:%M:%SZ}", revision.id
    places = [
        (edit.edit.saved_at, edit.edit.revision)
        for edit in _changes(sight, found, minor=False)
        if edit.edit
    ]
    before = [place for place in places if place < here]
    after = [place for place in places if place > here]
    return (before[0][1] if before else None), (after[-1][1] if after else None)


def _problem(problem: Problem) -> ProblemSeen:
    return ProblemSeen(
        clean(problem.section, 100),
        problem.line,
        problem.place,
        problem.grade,
        clean(problem.what, 200),
    )


def _claim(claim: Claim) -> ClaimSeen:
    return ClaimSeen(
        clean(claim.section, 100),
        clean(claim.text, 300),
        claim.number,
        clean(claim.of, 60),
        claim.listed,
    )
