"""What the commands that fill the database up begin with."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.commands.progress import Progress
    from monitor.filling import Filling
    from scraper.parse import Parser


@contextmanager
def filling_into(database: Path, parser: "Parser") -> Iterator[tuple["Filling", "Progress"]]:
    """Open a database, or make one, whose texts this version of the parser has read."""
    from monitor.commands.progress import Progress
    from monitor.filling import Filling
    from monitor.reread import catch_up
    from monitor.stop import Stop
    from storage.history import History

    with History(database, read=parser.read) as history, Progress("revisions") as progress:
        progress.begin("reading again what another version has read")
        catch_up(history, parser)
        yield Filling(history, parser, Stop(), datetime.now(UTC)), progress
