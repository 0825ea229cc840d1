"""A report as Markdown (CommonMark, with GitHub's extensions in mind)."""

import re
from collections.abc import Iterator

from reports.dates import NO_BREAK
from reports.layout import lay_out
from reports.report import Report
from reports.view import ArticleView, Edit, Group, Line, Part, ReportView

# Any ASCII punctuation may be escaped (CommonMark 2.4); these are the ones that mark
# up inside a line. The colon is escaped where it would make a bare address a link.
_SPECIAL = re.compile(r"[\\`*_\[\]<>#|~&$@]|:(?=//)|(?<=\bwww)\.", re.IGNORECASE)
_AT_START = re.compile(r"^(\d*)([-+=.)])")


def render(report: Report) -> str:
    """Say a report as Markdown; nothing that the article says can mark itself up."""
    return "\n".join(_lines(lay_out(report))).replace(NO_BREAK, " ") + "\n"


def escape(text: str) -> str:
    """Make text mean itself in Markdown."""
    return _AT_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\g<0>", text))


def _lines(view: ReportView) -> Iterator[str]:
    yield f"# {escape(view.subject)}"
    yield ""
    yield escape(view.made_at)
    for article in view.articles:
        yield ""
        yield from _article(article)
    for part in view.operation:
        yield ""
        yield from _part(part, "##")
    if view.articles:
        yield ""
        yield from _attribution(view)


def _article(article: ArticleView) -> Iterator[str]:
    yield f"## {_link(article.title, article.url)} ({escape(article.wiki)})"
    if article.summary:
        yield ""
        yield escape(article.summary)
    for notice in article.notices:
        yield ""
        yield escape(notice)
    for part in article.parts:
        yield ""
        yield from _part(part, "###")


def _part(part: Part, level: str) -> Iterator[str]:
    yield f"{level} {escape(part.heading)}"
    yield ""
    for group in part.groups:
        yield from _group(group)
    for line in part.lines:
        yield f"- {escape(line)}"


def _group(group: Group) -> Iterator[str]:
    *others, last = group.lines
    for line in others:
        yield f"- {_said(line)}"
    told = _told(group)
    yield f"- {_said(last)}" + ("  " if told else "")
    if told:
        yield f"  {told}"


def _said(line: Line) -> str:
    says = f": {escape(line.says)}" if line.says else ""
    remark = f" *({escape(line.remark)})*" if line.remark else ""
    return f"{escape(line.sign)} **{escape(line.name)}**{says}{remark}"


def _told(group: Group) -> str:
    section = f"“{escape(group.section)}”" if group.section else ""
    return " · ".join(part for part in (section, _edit(group.edit)) if part)


def _edit(edit: Edit | None) -> str:
    if edit is None:
        return ""
    return f"by {escape(edit.by)}, {_link(edit.at, edit.url)}: {escape(edit.comment)}"


def _attribution(view: ReportView) -> Iterator[str]:
    authors = ", ".join(
        _link(f"authors of {article.title}", article.history_url) for article in view.articles
    )
    facts, _, license_name = view.attribution.rpartition(", ")
    yield f"*{escape(facts)}, {_link(license_name, view.license_url)} ({authors})*"


def _link(text: str, url: str) -> str:
    return f"[{escape(text)}]({url})"
