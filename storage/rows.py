"""What a history answers as flat rows: for a data frame, a spreadsheet or a plain loop.

::

    rows(past.facts(mongolia), year=2012)
    rows(past.changes(article=mongolia))
    rows(past.timeline("DEU"))
"""

from collections.abc import Iterable
from dataclasses import fields
from datetime import datetime

from scraper.article import Article, Revision
from scraper.snapshot import Claim, Fact, Problem, Section
from storage.change import Change
from storage.changelog import Period

Cell = str | int | datetime | None
Row = dict[str, Cell]
Plain = Article | Revision | Section | Fact | Claim | Problem
Answer = Plain | Period | Change | tuple[Article, Change]
"""What a History's questions give, one by one."""

_LEFT_OUT = {(Revision, "text"), (Fact, "also")}
_DERIVED = {Article: "subject", Claim: "holds"}


def rows(answers: Iterable[Answer], **more: Cell) -> list[Row]:
    """Make a row of each; ``more`` are columns that are the same in every row, and come first.

    Every cell is a text, a number, a truth value, a time (UTC) or None; several values
    (dates, references, tags) are one text, joined by "; ". The columns are the fields of
    the answer. A change has both of its sides (``since_before``, ``since_after``), and
    like a period the edits that it is due to, named as ``diplowatch export`` names them.
    """
    return [
        {**more, **{column: _cell(value) for column, value in columns(answer).items()}}
        for answer in answers
    ]


def columns(answer: Answer) -> dict[str, object]:
    """Give the columns of one answer, with several values still as a tuple."""
    match answer:
        case Period():
            return _of_period(answer)
        case Change():
            return _of_change(answer)
        case (Article() as article, Change() as change):
            return {"wiki": article.wiki, "article": article.title, **_of_change(change)}
        case _:
            return _of_fields(answer)


def _of_fields(answer: Plain) -> dict[str, object]:
    names = [each.name for each in fields(answer) if (type(answer), each.name) not in _LEFT_OUT]
    names += [_DERIVED[type(answer)]] if type(answer) in _DERIVED else []
    return {name: getattr(answer, name) for name in names}


def _of_period(period: Period) -> dict[str, object]:
    edits = {
        **_edit(period.begun, ("said_from", "first_revision", "first_user", "first_comment")),
        **_edit(period.ended, ("said_until", "end_revision", "end_user", "end_comment")),
    }
    article = {"wiki": period.article.wiki, "article": period.article.title}
    return {**article, **_of_fields(period.fact), **edits}


def _of_change(change: Change) -> dict[str, object]:
    return {
        "kind": change.kind,
        "what": change.what,
        "identity": change.identity,
        "name": change.name,
        **_side(change.before, ("name_before", "since_before", "status_before")),
        **_side(change.after, ("name_after", "since_after", "status_after")),
        "minor": change.minor,
        "section": change.section,
        **_edit(change.revision, ("saved_at", "revision", "user", "comment")),
    }


def _side(fact: Fact | None, names: tuple[str, str, str]) -> dict[str, object]:
    values = (fact.name, fact.since, fact.status) if fact else (None,) * len(names)
    return dict(zip(names, values, strict=True))


def _edit(revision: Revision | None, names: tuple[str, str, str, str]) -> dict[str, object]:
    if revision is None:
        return dict.fromkeys(names)
    values = (revision.saved_at, revision.id, revision.user, revision.comment)
    return dict(zip(names, values, strict=True))


def _cell(value: object) -> Cell:
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    if value is None or isinstance(value, (str, int, datetime)):
        return value
    raise TypeError(f"{value!r} is no cell")
