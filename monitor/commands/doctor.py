"""``diplowatch doctor``: what keeps rounds from their work, and what to do about it."""

import os
from dataclasses import asdict
from datetime import UTC, datetime

import click

from monitor.commands.listing import write
from monitor.commands.options import Place, format_option, place_options
from monitor.commands.outcome import Exit

_COLUMNS = ("grade", "check", "says")


@click.command()
@click.option("--send", "send_to", metavar="ADDRESS", default="", help="Send a test mail there.")
@format_option("table", "json")
@place_options
def doctor(place: Place, send_to: str, form: str) -> int:
    """Try out settings, secrets, database, lock, disk, wikis, clock and mail server.

    Each is fine, worth a note, or wrong, and says what to do; exit status 3 where one is
    wrong, 2 where the settings cannot be read.
    """
    from monitor.doctor import examine

    found = list(examine(place.settings(), os.environ, lambda: datetime.now(UTC), send_to))
    write(_COLUMNS, [asdict(one) for one in found], form)
    return Exit.FAILED if any(one.grade == "wrong" for one in found) else Exit.FINE
