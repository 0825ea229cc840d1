"""``diplowatch verify``: whether the database is whole."""

from typing import TYPE_CHECKING

import click

from monitor.commands.options import Place, place_options
from monitor.commands.outcome import Exit

if TYPE_CHECKING:
    from storage.history import History

_MOST_NAMED = 20


@click.command()
@place_options
def verify(place: Place) -> int:
    """Check the database file, what points to what in it, and every text to the byte.

    Texts are held against the sha1 that the wiki gives them. Exit status 3 where
    anything is wrong, which is named.
    """
    with place.history() as history:
        flaws = _check(history)
    for flaw in flaws[:_MOST_NAMED]:
        click.echo(f"diplowatch: {flaw}", err=True)
    if len(flaws) > _MOST_NAMED:
        click.echo(f"diplowatch: and {len(flaws) - _MOST_NAMED:,} more like these", err=True)
    return Exit.FAILED if flaws else Exit.FINE


def _check(history: "History") -> list[str]:
    from monitor.commands.progress import Progress
    from storage.verify import count_texts, verify

    texts, flaws = 0, []
    total = count_texts(history)
    with Progress("texts") as progress:
        progress.begin("verify")
        for checked in verify(history):
            texts += checked.texts
            flaws += [checked.wrong] if checked.wrong else []
            progress.show(texts, texts, total)
        found = f"{len(flaws)} things are" if len(flaws) != 1 else "1 thing is"
        verdict = f"{found} wrong" if flaws else "all is well"
        progress.end(f"{texts:,} texts read, {verdict}", texts)
    return flaws
