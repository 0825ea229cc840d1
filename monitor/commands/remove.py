"""``diplowatch remove``: watch fewer articles."""

from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.commands.chosen import chosen
from monitor.commands.options import Host, Place, place_options, wait_option

if TYPE_CHECKING:
    from scraper.article import Article


@click.command()
@click.argument("articles", metavar="ARTICLE...", nargs=-1, required=True)
@click.option("--wiki", "host", type=Host(), default="", help="The wiki that it is on.")
@click.option("--with-history", is_flag=True, help="Forget all that is known of it, too.")
@wait_option
@place_options
def remove(
    place: Place, articles: tuple[str, ...], host: str, with_history: bool, wait: float
) -> None:
    """Watch every ARTICLE no more: it is taken out of the settings file.

    Its history stays in the database, and so do the reports about it. With --with-history
    ARTICLE may be one that is no longer watched.
    """
    from monitor.lock import locked
    from monitor.settings import SettingsError
    from monitor.settings_edit import remove_titles

    settings = place.settings()
    known = _known(place) if with_history and Path(settings.database).exists() else []
    meant = chosen(articles, host, settings, known)
    watched = set(settings.listed)
    if unknown := [one for one in meant if one not in watched.union(known)]:
        raise SettingsError(
            "\n".join(
                f'"{one.title}" is not watched: "diplowatch settings" lists all' for one in unknown
            )
        )
    if not watched.difference(meant):
        raise SettingsError(
            f"{_listed(meant)} all that is watched, and settings have to list something: "
            "add another first"
        )
    with ExitStack() as held:
        if with_history:
            held.enter_context(locked(Path(settings.database), datetime.now(UTC), wait))
        if ended := [one for one in meant if one in watched]:
            remove_titles(place.file(), ended)
        for article in ended:
            click.echo(f'removed "{article.title}" on {article.wiki}')
        if with_history and Path(settings.database).exists():
            _forget(place, meant)


def _known(place: Place) -> "list[Article]":
    with place.history() as history:
        return history.articles()


def _listed(articles: "list[Article]") -> str:
    titles = ", ".join(f'"{one.title}"' for one in articles)
    return f"{titles} is" if len(articles) == 1 else f"{titles} are"


def _forget(place: Place, articles: "list[Article]") -> None:
    from storage.upkeep import Upkeep

    with place.history(to_write=True) as history:
        for article in articles:
            if history.registry.id(article) is not None:
                Upkeep(history).remove(article)
                click.echo(f'forgot all that was known of "{article.title}"')
        Upkeep(history).leave_no_trace()
