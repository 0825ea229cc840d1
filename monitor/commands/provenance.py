"""A fact with its provenance as a row: what is said, since which edit, until which."""

from datetime import datetime
from typing import TYPE_CHECKING

from monitor.commands.listing import Row

if TYPE_CHECKING:
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
    from storage.rows import columns

    source = {"source": edit_url(period.article, period.begun), "license": LICENSE_URL}
    said = {**columns(period), **source}
    return {column: _written(said[column]) for column in COLUMNS}


def _written(value: object) -> object:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%dT%H:%M:%SZ}"
    return list(value) if isinstance(value, tuple) else value
