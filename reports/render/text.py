"""A report as plain text for 80 columns; only addresses may be longer."""

from collections.abc import Iterator

from reports.dates import NO_BREAK
from reports.layout import lay_out
from reports.render.columns import width, wrap
from reports.report import Report
from reports.view import ArticleView, Group, Line, Part, ReportView

COLUMNS = 80
_LINE, _MORE, _EDIT = "  ", "      ", "      "


def render(report: Report) -> str:
    """Say a report as text: lines of at most 80 columns, a line feed after each."""
    return "\n".join(_lines(lay_out(report))).replace(NO_BREAK, " ") + "\n"


def _lines(view: ReportView) -> Iterator[str]:
    alone = len(view.articles) == 1
    if not alone:
        yield from wrap(view.subject, COLUMNS)
        yield view.made_at
    for article in view.articles:
        yield from [] if alone else ["", ""]
        yield from _article(article, view.made_at if alone else "")
    for part in view.operation:
        yield ""
        yield from _part(part)
    if view.articles:
        yield ""
        yield from _attribution(view)


def _article(article: ArticleView, made_at: str) -> Iterator[str]:
    yield from _heading(article.title, article.wiki)
    yield "-" * COLUMNS
    yield from _summary(article.summary, made_at)
    for notice in article.notices:
        yield ""
        yield from wrap(notice, COLUMNS, first=_LINE, rest=_LINE)
    for part in article.parts:
        yield ""
        yield from _part(part)


def _heading(title: str, wiki: str) -> Iterator[str]:
    gap = COLUMNS - width(title) - width(wiki)
    if gap >= 2:
        yield (title + " " * gap + wiki).rstrip()
    else:
        yield from wrap(title, COLUMNS)
        yield from wrap(wiki, COLUMNS)


def _summary(summary: str, made_at: str) -> Iterator[str]:
    both = " · ".join(part for part in (summary, made_at) if part)
    if width(both) <= COLUMNS:
        yield from [both] if both else []
    else:
        yield from wrap(summary, COLUMNS)
        yield from [made_at] if made_at else []


def _part(part: Part) -> Iterator[str]:
    yield part.heading
    for number, group in enumerate(part.groups):
        if number and not part.aside:
            yield ""
        yield from _group(group, part.aside)
    for line in part.lines:
        yield from wrap(line, COLUMNS, first=_LINE, rest=_MORE)


def _group(group: Group, aside: bool) -> Iterator[str]:
    for line in group.lines:
        yield from wrap(_said(line), COLUMNS, first=_LINE, rest=_MORE)
        if line.remark:
            yield from wrap(f"– {line.remark}", COLUMNS, first=_EDIT, rest=_EDIT + "  ")
    section = f"“{group.section}” · " if group.section else ""
    if group.edit is None:
        if group.section and not aside:
            yield from wrap(f"“{group.section}”", COLUMNS, first=_EDIT, rest=_EDIT)
        return
    told = f"by {group.edit.by}, {group.edit.at}"
    if not aside:
        told = f"{section}{told}: {group.edit.comment}"
    yield from wrap(told, COLUMNS, first=_EDIT, rest=_EDIT)
    if not aside:
        yield _EDIT + group.edit.url


def _said(line: Line) -> str:
    return f"{line.sign} {line.name}: {line.says}" if line.says else f"{line.sign} {line.name}"


def _attribution(view: ReportView) -> Iterator[str]:
    yield from wrap(f"{view.attribution}:", COLUMNS)
    for article in view.articles:
        yield article.history_url
