"""``diplowatch changes``: what changed, when, and by whose edit."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click

from monitor.commands.listing import Row, write
from monitor.commands.options import (
    Moment,
    Place,
    check_order,
    format_option,
    place_options,
    settled_options,
)

if TYPE_CHECKING:
    from scraper.article import Article
    from scraper.snapshot import Fact, Kind
    from storage.change import Change
    from storage.history import History

_COLUMNS = (
    "saved_at", "wiki", "article", "kind", "what", "name", "identity", "was", "is",
    "section", "revision", "user", "comment",
)  # fmt: skip
_IN_ONE = ("date", "name", "change", "edit")
_ON_A_TERMINAL = ("date", "article", "name", "change", "edit")


@click.command()
@click.argument("article", required=False)
@click.option("--since", type=Moment(), help="Edits from this day or time on (UTC).")
@click.option("--until", type=Moment(last=True), help="Edits up to the end of this day, or time.")
@click.option("--kind", type=click.Choice(["relation", "membership"]), help="Of one kind.")
@click.option(
    "--identity",
    metavar="NAME|ID",
    help='Of one counterpart or organisation: "Eswatini", "SWZ", "United Nations".',
)
@click.option("--all", "minor", is_flag=True, help="Minor changes too: names, notes, references.")
@settled_options
@format_option("table", "json", "csv")
@place_options
def changes(
    place: Place,
    article: str | None,
    since: datetime | None,
    until: datetime | None,
    kind: "Kind | None",
    identity: str | None,
    minor: bool,
    settled: timedelta | None,
    form: str,
) -> None:
    """List what changed in ARTICLE, or in all articles, the oldest first.

    Changes that were reverted are left out, with --settled those, too, that did not last.
    """
    from monitor.commands.names import identity_of

    check_order(since, until)
    with place.history() as history:
        wanted = Wanted(
            article=None if article is None else history.find(article),
            since=since,
            until=until,
            kind=kind,
            identity=None if identity is None else identity_of(identity, kind, history),
            minor=minor,
        )
        found = _all(history, wanted) if settled is None else _lasting(history, wanted, settled)
    row = _short if form == "table" else _document if form == "json" else _flat
    columns = _COLUMNS if form != "table" else _IN_ONE if article else _ON_A_TERMINAL
    write(columns, [row(*pair) for pair in found], form)


@dataclass(frozen=True)
class Wanted:
    """Which changes are asked for."""

    article: "Article | None"
    since: datetime | None
    until: datetime | None
    kind: "Kind | None"
    identity: str | None
    minor: bool


def _all(history: "History", wanted: Wanted) -> "list[tuple[Article, Change]]":
    return history.changes(
        article=wanted.article,
        since=wanted.since,
        until=wanted.until,
        kind=wanted.kind,
        identity=wanted.identity,
        minor=wanted.minor,
    )


def _lasting(
    history: "History", wanted: Wanted, settle_time: timedelta
) -> "list[tuple[Article, Change]]":
    from storage.settled import settled_changes

    if wanted.identity is None:
        periods = history.periods(article=wanted.article, kind=wanted.kind)
    else:
        periods = history.timeline(wanted.identity, article=wanted.article, kind=wanted.kind)
    found = settled_changes(history, periods, settle_time, datetime.now(UTC), minor=wanted.minor)
    return [(article, change) for article, change in found if _is_within(change, wanted)]


def _is_within(change: "Change", wanted: Wanted) -> bool:
    if change.revision is None:
        return False
    saved_at = change.revision.saved_at
    return (wanted.since is None or saved_at >= wanted.since) and (
        wanted.until is None or saved_at <= wanted.until
    )


def _edit(article: "Article", change: "Change") -> dict[str, object]:
    revision = change.revision
    return {
        "wiki": article.wiki,
        "article": article.title,
        "saved_at": f"{revision.saved_at:%Y-%m-%dT%H:%M:%SZ}" if revision else None,
        "user": revision.user if revision else None,
        "comment": revision.comment if revision else None,
    }


def _document(article: "Article", change: "Change") -> Row:
    from storage.change import change_document

    return {**change_document(change), **_edit(article, change)}


def _flat(article: "Article", change: "Change") -> Row:
    return {
        **_document(article, change),
        "was": _value(change.before),
        "is": _value(change.after),
    }


def _short(article: "Article", change: "Change") -> Row:
    revision = change.revision
    values = [_value(fact) for fact in (change.before, change.after) if fact]
    if change.what == "renamed" and change.before:
        values = [f"was {change.before.name}"]
    return {
        "date": f"{revision.saved_at:%Y-%m-%d}" if revision else "",
        "article": article.subject,
        "name": change.name,
        "change": f"{change.what}: {' → '.join(dict.fromkeys(values))}",
        "edit": f"{revision.id} by {revision.user or '(hidden)'}" if revision else "",
    }


def _value(fact: "Fact | None") -> str:
    """Say a fact by its date where it is the usual case, else by its status, too."""
    if fact is None:
        return ""
    usual = fact.status in ("established", "member") and fact.since
    return fact.since if usual else f"{fact.status} {fact.since}".strip()
