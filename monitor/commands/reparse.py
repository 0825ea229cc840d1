"""``diplowatch reparse``: what the articles say, read again by the parser of this version."""

from contextlib import ExitStack
from datetime import UTC, datetime

import click

from monitor.commands.options import Place, place_options, wait_option


@click.command()
@click.argument("articles", metavar="[ARTICLE]...", nargs=-1)
@wait_option
@place_options
def reparse(place: Place, articles: tuple[str, ...], wait: float) -> None:
    """Read the stored texts of every ARTICLE again, or all that another version has read.

    Nothing of it is told as news: what was told is read again, too. Each article is one
    step; stopped and run again, it goes on with the rest. A round does the same by itself
    when it meets texts that another version has read.
    """
    from monitor.commands.progress import Progress
    from monitor.lock import locked
    from monitor.reread import read_again
    from storage.upkeep import Upkeep

    parser = place.parser()
    with ExitStack() as opened:
        history = opened.enter_context(place.history(to_write=True))
        opened.enter_context(locked(place.database(), datetime.now(UTC), wait))
        upkeep = Upkeep(history)
        chosen = [history.find(name) for name in articles] or upkeep.stale(parser.version)
        progress = opened.enter_context(Progress("articles"))
        progress.begin("reparse")
        for count, article in enumerate(chosen, start=1):
            read_again(article, history, parser)
            progress.show(count, count, len(chosen))
        upkeep.forget_parsers()
        noun = "article" if len(chosen) == 1 else "articles"
        progress.end(f"{len(chosen) or 'no'} {noun} read again", 0)
