"""A fact with its provenance as a row: what is said, since which edit, until which."""

from typing import TYPE_CHECKING

from monitor.commands.listing import Row

if TYPE_CHECKING:
    from scraper.article import Revision
    from storage.changelog import Period

COLUMNS = (
    "wiki", "article", "kind", "identity", "name", "status", "since", "dates", "section", "note",
    "references", "said_from", "first_revision", "first_user", "first_comment",
    "said_until", "end_revision", "end_user", "end_comment", "source", "license",
)  # fmt: skip


def row_of(period: "Period") -> Row:
    """Put a period into one row; times are UTC, "said_until" is null while it lasts.

    ``source`` is the edit that brought it, on the wiki, and ``license`` that of the
    article's text, whose authors the wiki names there.
    """
    from reports.links import LICENSE_URL, edit_url

    fact = period.fact
    return {
        "wiki": period.article.wiki,
        "article": period.article.title,
        "kind": fact.kind,
        "identity": fact.identity,
        "name": fact.name,
        "status": fact.status,
        "since": fact.since,
        "dates": list(fact.dates),
        "section": fact.section,
        "note": fact.note,
        "references": list(fact.references),
        **_edit(period.begun, ("said_from", "first_revision", "first_user", "first_comment")),
        **_edit(period.ended, ("said_until", "end_revision", "end_user", "end_comment")),
        "source": edit_url(period.article, period.begun),
        "license": LICENSE_URL,
    }


def _edit(revision: "Revision | None", names: tuple[str, ...]) -> Row:
    if revision is None:
        return dict.fromkeys(names)
    saved_at = f"{revision.saved_at:%Y-%m-%dT%H:%M:%SZ}"
    return dict(zip(names, (saved_at, revision.id, revision.user, revision.comment), strict=True))
