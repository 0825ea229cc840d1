"""``diplowatch export``: the facts with their provenance, for other programs."""

import json
from datetime import datetime
from typing import TYPE_CHECKING

import click

from monitor.commands.listing import write
from monitor.commands.options import Moment, Place, check_order, format_option, place_options
from monitor.commands.provenance import COLUMNS, row_of

if TYPE_CHECKING:
    from scraper.article import Article
    from scraper.snapshot import Kind


@click.command()
@click.argument("articles", metavar="[ARTICLE]...", nargs=-1)
@click.option("--since", type=Moment(), help="What was said on this day (UTC) or later.")
@click.option("--until", type=Moment(last=True), help="What was said on this day or before.")
@click.option("--kind", type=click.Choice(["relation", "membership"]), help="Of one kind.")
@format_option("csv", "jsonl")
@place_options
def export(
    place: Place,
    articles: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    kind: "Kind | None",
    form: str,
) -> None:
    """Write all that articles ever said, each value with the edits that brought and ended it.

    Of every ARTICLE, or of all. The text is the articles' authors', under CC BY-SA: each
    row names its source.
    """
    check_order(since, until)
    with place.history() as history:
        chosen: list[Article | None] = [history.find(name) for name in articles]
        rows = [
            row_of(period)
            for one in chosen or [None]
            for period in history.periods(article=one, kind=kind, since=since, until=until)
        ]
    if form == "csv":
        write(COLUMNS, rows, form)
    else:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
