"""A report in words, laid out in parts: what every rendering says, before it is marked up.

All strings in here are harmless (``reports.clean``) but not yet escaped for a format.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One change: "+", "-", "~" or "!", whom it is about, and what the article says now.

    ``remark`` is what helps to judge it, "" where there is nothing to say.
    """

    sign: str
    name: str
    says: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """The edit that brought something: by whom, when, why, and the wiki's page that shows it."""

    by: str
    at: str
    comment: str
    url: str


@dataclass(frozen=True, slots=True)
class Group:
    """Changes that one edit brought to one section."""

    lines: tuple[Line, ...]
    section: str
    edit: Edit | None


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with groups of changes or plain lines below it; ``aside``: no news yet."""

    heading: str
    groups: tuple[Group, ...] = ()
    lines: tuple[str, ...] = ()
    aside: bool = False


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article's news; ``summary`` counts them, ``history_url`` names the authors."""

    title: str
    wiki: str
    url: str
    history_url: str
    summary: str
    notices: tuple[str, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """A whole report; ``operation`` has the failures and recoveries."""

    subject: str
    made_at: str
    articles: tuple[ArticleView, ...]
    operation: tuple[Part, ...]
    attribution: str
    license_url: str
