"""A report as JSON, for machines: changes in the form that every command writes."""

import json
import re
from datetime import UTC, datetime

from reports.counts import subject
from reports.dates import NO_BREAK
from reports.links import LICENSE_URL, article_url, edit_url, history_url
from reports.remark import Remark, new_references
from reports.report import ArticleNews, Failure, Recovery, Report
from reports.settle import Pending, Upheaval
from reports.wording import says
from scraper.article import Article, Revision
from scraper.snapshot import Claim, Fact, Problem
from storage.change import Change, change_document

Document = dict[str, object]

# json.dumps leaves these as they are, and terminals act on some of them: C1 controls,
# bidi marks and overrides, line separators, surrogates, tags.
_ACTIVE = re.compile(
    "[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)


def render(report: Report, *, indent: int | None = 2) -> str:
    """Say a report as one JSON document; ``indent=None`` puts it on one line."""
    text = json.dumps(report_document(report), ensure_ascii=False, indent=indent)
    return harmless(text) + "\n"


def harmless(text: str) -> str:
    """Escape what JSON may hold as it is, but would steer a terminal that shows it."""
    return _ACTIVE.sub(lambda match: json.dumps(match[0])[1:-1], text)


def report_document(report: Report) -> Document:
    """Put a report into dictionaries; times are ISO 8601 in UTC, dates EDTF."""
    return {
        "report": report.key,
        "subscription": report.subscription,
        "made_at": _time(report.made_at),
        "subject": subject(report),
        "articles": [_article(news, report.made_at) for news in report.news],
        "failures": [_failure(failure) for failure in report.failures],
        "recoveries": [_recovery(recovery) for recovery in report.recoveries],
        "license": LICENSE_URL,
    }


def _article(news: ArticleNews, made_at: datetime) -> Document:
    article = news.article
    baseline = news.baseline
    return {
        "wiki": article.wiki,
        "title": article.title,
        "subject": article.subject,
        "url": article_url(article),
        "authors": history_url(article),
        "revision": news.revision.id if news.revision else None,
        "baseline": baseline
        and {"relations": baseline.relations, "memberships": baseline.memberships},
        "notices": list(news.notices),
        "changes": [
            {**_change(article, change), "grade": _grade(change, remark, made_at)}
            for change, remark in news.graded
        ],
        "upheavals": [_upheaval(article, upheaval) for upheaval in news.upheavals],
        "pending": [_pending(article, pending) for pending in news.pending],
        "held": [_upheaval(article, upheaval) for upheaval in news.held],
        "problems": [_problem(problem) for problem in news.problems],
        "claims": [_claim(claim) for claim in news.claims],
    }


def _change(article: Article, change: Change) -> Document:
    edit = _edit(article, change.revision) if change.revision else None
    return {**change_document(change), "says": says(change).replace(NO_BREAK, " "), "edit": edit}


def _grade(change: Change, remark: Remark, made_at: datetime) -> Document:
    stood = made_at - change.revision.saved_at if change.revision else None
    return {
        "reference": remark.reference,
        "new_references": list(new_references(change)),
        "other_side": remark.other_side,
        "other_since": remark.other_since,
        "retracts": remark.retracts or None,
        "contested": remark.contested,
        "stood_hours": None if stood is None else round(stood.total_seconds() / 3600, 2),
    }


def _edit(article: Article, revision: Revision) -> Document:
    return {
        "revision": revision.id,
        "parent": revision.parent_id,
        "saved_at": _time(revision.saved_at),
        "user": revision.user,
        "standing": revision.standing,
        "comment": revision.comment,
        "minor": revision.minor,
        "tags": list(revision.tags),
        "url": edit_url(article, revision),
    }


def _pending(article: Article, pending: Pending) -> Document:
    return {**_change(article, pending.change), "due_at": _time(pending.due_at)}


def _upheaval(article: Article, upheaval: Upheaval) -> Document:
    return {
        "kind": upheaval.kind,
        "what": upheaval.what,
        "of": upheaval.of,
        "facts": [_fact(fact) for fact in upheaval.facts],
        "edit": _edit(article, upheaval.revision) if upheaval.revision else None,
        "due_at": _time(upheaval.due_at) if upheaval.due_at else None,
        "retracts": upheaval.retracts or None,
    }


def _fact(fact: Fact) -> Document:
    return {
        "identity": fact.identity,
        "name": fact.name,
        "since": fact.since,
        "status": fact.status,
        "section": fact.section,
    }


def _problem(problem: Problem) -> Document:
    return {
        "section": problem.section,
        "line": problem.line,
        "grade": problem.grade,
        "what": problem.what,
    }


def _claim(claim: Claim) -> Document:
    return {
        "section": claim.section,
        "text": claim.text,
        "number": claim.number,
        "of": claim.of,
        "listed": claim.listed,
        "holds": claim.holds,
    }


def _failure(failure: Failure) -> Document:
    return {
        "what": failure.what,
        "why": failure.why,
        "since": _time(failure.since),
        "lasts": failure.lasts,
    }


def _recovery(recovery: Recovery) -> Document:
    return {
        "what": recovery.what,
        "since": _time(recovery.since),
        "until": _time(recovery.until),
    }


def _time(time: datetime) -> str:
    return time.astimezone(UTC).isoformat().replace("+00:00", "Z")
