"""``diplowatch text``: the wikitext of an article, to the byte."""

import sys
from datetime import datetime

import click

from monitor.commands.options import ID, Moment, Place, place_options


@click.command()
@click.argument("article")
@click.option(
    "--as-of",
    type=Moment(last=True),
    help="As it stood at the end of this day, month or year (UTC).",
)
@click.option("--revision", type=ID, metavar="ID", help="Of one revision.")
@place_options
def text(place: Place, article: str, as_of: datetime | None, revision: int | None) -> None:
    """Write the wikitext of ARTICLE, now or then, exactly as the wiki has it."""
    from storage.history import UnknownRevision

    if as_of is not None and revision is not None:
        raise click.UsageError("Give --as-of or --revision, not both.")
    with place.history() as history:
        found = history.find(article)
        if revision is None:
            newest = history.newest(found) if as_of is None else history.revision_at(found, as_of)
            revision = newest.id if newest else 0
        wikitext = history.text(found, revision)
    if wikitext is None:
        raise UnknownRevision(
            f'revision "{revision}" of "{found}" has no text here: the wiki withholds it, or it '
            "was removed; ask for another"
        )
    sys.stdout.flush()
    sys.stdout.buffer.write(wikitext.encode("utf-8", "surrogatepass"))
    sys.stdout.buffer.flush()
