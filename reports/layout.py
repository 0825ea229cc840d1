"""A report -> its view: every word that is said, once for all renderings."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from reports.clean import clean
from reports.counts import TITLE_LIMIT, count, subject, summary
from reports.dates import human_time
from reports.edits import edit_of
from reports.links import LICENSE_URL, article_url, history_url
from reports.remark import Remark
from reports.report import ArticleNews, Baseline, Failure, Report
from reports.settle import Pending, Upheaval
from reports.view import ArticleView, Group, Line, Part, ReportView
from reports.wording import name_of, remarks, says, says_together, sign, takes_back
from scraper.article import Article, Revision
from scraper.snapshot import Claim, Kind, Problem
from storage.change import Change

_SECTION_LIMIT = 100
_MOST_LINES = 40  # of pending changes and of problems; changes are never left out
_PLURALS: dict[Kind, str] = {"relation": "relations", "membership": "memberships"}


def lay_out(report: Report) -> ReportView:
    """Put a report into words and parts."""
    return ReportView(
        subject=subject(report),
        made_at=human_time(report.made_at),
        articles=tuple(_article(news) for news in report.news),
        operation=tuple(part for part in _operation(report) if part.lines),
        attribution="Facts and edit summaries: Wikipedia's authors, CC BY-SA 4.0",
        license_url=LICENSE_URL,
    )


def _article(news: ArticleNews) -> ArticleView:
    return ArticleView(
        title=clean(news.article.title, TITLE_LIMIT),
        wiki=clean(news.article.wiki, 100),
        url=article_url(news.article),
        history_url=history_url(news.article),
        summary=summary(news),
        notices=tuple(_notices(news)),
        parts=tuple(part for part in _parts(news) if part.groups or part.lines),
    )


def _notices(news: ArticleNews) -> Iterable[str]:
    if news.baseline:
        yield _baseline(news.baseline, news.revision)
    yield from (clean(notice, 300) for notice in news.notices)


def _baseline(baseline: Baseline, revision: Revision | None) -> str:
    as_of = f" as of revision {revision.id} of {human_time(revision.saved_at)}" if revision else ""
    relations = count(baseline.relations, "relation")
    memberships = count(baseline.memberships, "membership")
    return (
        f"Watching begins: {relations} and {memberships}{as_of}; changes will be told from here on."
    )


def _parts(news: ArticleNews) -> Iterable[Part]:
    article = news.article
    yield Part("The article as a whole", _upheavals(article, news.upheavals))
    for kind, plural in _PLURALS.items():
        changes = [(change, remark) for change, remark in news.graded if change.kind == kind]
        yield Part(plural.capitalize(), _groups(article, changes))
    yield Part("New problems", lines=_bounded([_problem(problem) for problem in news.problems]))
    yield Part(
        "The article contradicts itself", lines=_bounded([_claim(claim) for claim in news.claims])
    )
    waiting = _upheavals(article, news.held) + _pending(article, news.pending)
    yield Part("Pending: told later, if it still stands then", waiting, aside=True)


def _groups(article: Article, graded: Iterable[tuple[Change, Remark]]) -> tuple[Group, ...]:
    """Put together what one edit brought to one section, in order of first mention."""
    grouped: dict[tuple[int, str], list[tuple[Change, Remark]]] = {}
    for change, remark in graded:
        edit = change.revision.id if change.revision else 0
        grouped.setdefault((edit, change.section), []).append((change, remark))
    return tuple(_group(article, together) for together in grouped.values())


def _group(article: Article, graded: Sequence[tuple[Change, Remark]]) -> Group:
    first = graded[0][0]
    section = clean(first.section, _SECTION_LIMIT)
    lines = tuple(
        Line(sign(change), _name(change), says(change), remarks(change, remark))
        for change, remark in graded
    )
    return Group(lines, section, edit_of(article, first.revision, section))


def _name(change: Change) -> str:
    fact = change.after or change.before
    return name_of(fact) if fact else "(no name)"


def _upheavals(article: Article, upheavals: Iterable[Upheaval]) -> tuple[Group, ...]:
    return tuple(
        Group((_upheaval(upheaval),), "", edit_of(article, upheaval.revision))
        for upheaval in upheavals
    )


def _upheaval(upheaval: Upheaval) -> Line:
    said = says_together(upheaval.what, upheaval.facts, upheaval.of)
    remark = takes_back(upheaval.retracts, upheaval.retracts_of)
    return Line("!", _PLURALS[upheaval.kind].capitalize(), said + _until(upheaval), remark)


def _until(waiting: Pending | Upheaval) -> str:
    return f" – due {human_time(waiting.due_at)}" if waiting.due_at else ""


def _pending(article: Article, pending: Sequence[Pending]) -> tuple[Group, ...]:
    groups = []
    for waiting in pending[:_MOST_LINES]:
        change = waiting.change
        line = Line(sign(change), _name(change), says(change) + _until(waiting))
        section = clean(change.section, _SECTION_LIMIT)
        groups.append(Group((line,), section, edit_of(article, change.revision, section)))
    more = len(pending) - _MOST_LINES
    return tuple(groups) + (
        (Group((Line("…", f"{more} more", ""),), "", None),) if more > 0 else ()
    )


def _problem(problem: Problem) -> str:
    place = f"{_place(problem.section)}, {problem.place}" if problem.line else problem.place
    prefix = "could not be read" if problem.grade == "blind" else "doubtful"
    return f"{place}: {prefix}: {clean(problem.what, 200)}"


def _claim(claim: Claim) -> str:
    said = f"{claim.number} {clean(claim.of, 60)}, but {claim.listed} are listed"
    return f"{_place(claim.section)} says {said}: “{clean(claim.text, 160)}”"


def _place(section: str) -> str:
    return f"“{clean(section, _SECTION_LIMIT)}”" if section else "the lead"


def _bounded(lines: Sequence[str]) -> tuple[str, ...]:
    more = len(lines) - _MOST_LINES
    return (*lines[:_MOST_LINES], *([f"… and {more} more"] if more > 0 else []))


def _operation(report: Report) -> Iterable[Part]:
    failures = [_failure(failed, report.made_at) for failed in report.failures]
    recoveries = [
        f"{clean(fine.what, 160)}: works again since {human_time(fine.until)}"
        f" (had failed since {human_time(fine.since)})"
        for fine in report.recoveries
    ]
    yield Part("Failures", lines=tuple(failures))
    yield Part("Recoveries", lines=tuple(recoveries))


def _failure(failed: Failure, now: datetime) -> str:
    minutes = int((now - failed.since).total_seconds() // 60)
    so_long = count(minutes // 60, "hour") if minutes >= 60 else count(minutes, "minute")
    lasts = f"no success for {so_long}: " if failed.lasts and minutes > 0 else ""
    why = f"{lasts}{clean(failed.why, 300)}"
    return f"{clean(failed.what, 160)}: {why} (since {human_time(failed.since)})"
