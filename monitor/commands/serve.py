"""``diplowatch serve``: pages over the database, for a browser."""

import importlib.util
from contextlib import closing
from typing import TYPE_CHECKING

import click

from monitor.commands.options import Place, place_options
from monitor.commands.outcome import Exit

if TYPE_CHECKING:
    from monitor.settings import Settings


@click.command()
@click.option(
    "--host",
    metavar="ADDRESS",
    default="127.0.0.1",
    show_default=True,
    help="Where to listen. Elsewhere than on the loopback, everybody who can reach it reads all.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8001,
    show_default=True,
    help="0 takes one that is free.",
)
@click.option(
    "--name",
    "names",
    metavar="HOST",
    multiple=True,
    help="Answer to this host name, too: that of a proxy in front of it.",
)
@place_options
def serve(place: Place, host: str, port: int, names: tuple[str, ...]) -> int:
    """Show the database in a browser, until SIGTERM or Ctrl-C.

    What changed, what every article says and said, who has relations with whom, where
    articles contradict each other; and the tables, for questions in SQL. It only reads,
    also while rounds write. Everything that a page shows is as JSON at its address with
    ".json".
    """
    _check_packages()
    from monitor.stop import Stop
    from monitor.web.serving import listen, names_for, url_of
    from monitor.web.serving import serve as answer
    from monitor.web.sight import Site

    place.history().close()  # brings the tables up to date, and finds out what is wrong
    stop = Stop()
    stop.on_signals()
    with listen(host, port) as taken, closing(Site(place.database(), _settings(place))) as site:
        click.echo(f"diplowatch: {site.database} is at {url_of(taken)} (Ctrl-C ends it)")
        answer(site, names_for(host, names), taken, stop)
    return Exit.FINE


def _settings(place: Place) -> "Settings | None":
    """Read who hears what, where there are settings: pages are as good without."""
    from monitor.settings import SettingsError

    if place.config is None and place.db is not None:
        try:
            return place.settings()
        except SettingsError:
            return None
    return place.settings()


def _check_packages() -> None:
    for package in ("datasette", "matplotlib"):
        if importlib.util.find_spec(package) is None:
            raise click.UsageError(
                "Pages need Datasette and Matplotlib: install diplowatch with its extra, "
                '"diplowatch[web]".'
            )
