"""``diplowatch purge``: a text that the wiki has suppressed, taken out of the memory."""

from contextlib import ExitStack
from datetime import UTC, datetime

import click

from monitor.commands.options import ID, Place, place_options, wait_option


@click.command()
@click.argument("revisions", metavar="REVISION...", nargs=-1, required=True, type=ID)
@click.option("--article", metavar="ARTICLE", help="Whose they are, if several wikis have them.")
@click.option("--editor", is_flag=True, help="Remove the editor's name and comment, too.")
@wait_option
@place_options
def purge(
    place: Place, revisions: tuple[int, ...], article: str | None, editor: bool, wait: float
) -> None:
    """Remove the text of each REVISION (an id), for one that the wiki has suppressed since.

    The revision stays, as one whose text is withheld. The facts are read anew from the
    texts that are left, and no trace of it stays in the file. Reports that were sent, and
    copies made before, are not changed.
    """
    from monitor.commands.progress import busy
    from monitor.lock import locked
    from monitor.reread import purge as take_out
    from storage.upkeep import Upkeep

    wanted = sorted(set(revisions))
    with ExitStack() as opened:
        history = opened.enter_context(place.history(to_write=True))
        opened.enter_context(locked(place.database(), datetime.now(UTC), wait))
        upkeep = Upkeep(history)
        found = history.find(article) if article else upkeep.holder(wanted)
        others = {number for one in wanted for number in upkeep.same_text(found, one)}
        opened.enter_context(busy("purge"))
        take_out(found, wanted, history, place.parser(), editor=editor)
    click.echo(f"{found.title}: {_count(len(wanted))} withheld from now on", err=True)
    if left := sorted(others.difference(wanted)):
        named = ", ".join(map(str, left))
        click.echo(
            f"diplowatch: the same text stays in {_count(len(left))} ({named}): purge those, "
            "too, if the wiki has suppressed them",
            err=True,
        )


def _count(number: int) -> str:
    return f"{number} revision{'' if number == 1 else 's'}"
