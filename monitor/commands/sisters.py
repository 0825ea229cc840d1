"""``diplowatch sisters``: the articles on the same subjects in other languages."""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

import click

from monitor.commands.chosen import USUAL_WIKI, chosen
from monitor.commands.listing import write
from monitor.commands.options import Host, Place, place_options
from monitor.commands.outcome import Exit

if TYPE_CHECKING:
    from monitor.settings import Settings
    from scraper.article import Article
    from scraper.sisters import Sister

_COLUMNS = ("article", "language", "wiki", "title")


@click.command()
@click.argument("articles", metavar="[ARTICLE]...", nargs=-1)
@click.option(
    "--language",
    "languages",
    metavar="CODE",
    multiple=True,
    help='Only in this language, such as "de"; may be given several times.',
)
@click.option("--wiki", type=Host(), default="", help=f"The wiki, else {USUAL_WIKI}.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv", "toml"]),
    default="table",
    show_default=True,
    help="How to write it; toml is what the settings take.",
)
@place_options
def sisters(
    place: Place, articles: tuple[str, ...], languages: tuple[str, ...], wiki: str, form: str
) -> int:
    """List the articles on the same subjects in other languages.

    Of every ARTICLE, or of all articles of the settings, as their wikis link them
    (langlinks). Nothing is stored.
    """
    settings = place.settings()
    wanted = chosen(articles, wiki, settings)
    found: dict[Article, Sequence[Sister]] = {}
    for host in dict.fromkeys(article.wiki for article in wanted):
        found |= _ask(host, [one for one in wanted if one.wiki == host], settings)
    missing = [article for article in wanted if article not in found]
    for article in missing:
        click.echo(
            f'diplowatch: no article "{article.title}" on {article.wiki}: check its title', err=True
        )
    _write(found, languages, form)
    return Exit.FAILED if missing else Exit.FINE


def _ask(
    host: str, articles: "Sequence[Article]", settings: "Settings"
) -> "dict[Article, Sequence[Sister]]":
    from monitor.stop import Stop
    from monitor.wiring import reach
    from scraper.manners import Pace

    stop = Stop()
    with reach(host, settings, Pace(sleep=stop.sleep), stop) as wiki:
        found = wiki.sisters(article.title for article in articles)
    return {article: found[article.title] for article in articles if article.title in found}


def _write(found: "dict[Article, Sequence[Sister]]", languages: Collection[str], form: str) -> None:
    rows = [
        {
            "article": str(article),
            "language": sister.language,
            "wiki": sister.article.wiki,
            "title": sister.article.title,
        }
        for article, linked in found.items()
        for sister in linked
        if not languages or sister.language in languages
    ]
    if form == "toml":
        _write_toml((row["wiki"], row["title"]) for row in rows)
    else:
        write(_COLUMNS, rows, form)


def _write_toml(articles: Iterable[tuple[str, str]]) -> None:
    """Write groups of articles, one a wiki, as the settings have them."""
    from monitor.settings_edit import group_text

    titles: dict[str, list[str]] = {}
    for wiki, title in articles:
        titles.setdefault(wiki, []).append(title)
    for wiki in sorted(titles):
        click.echo(group_text(wiki, titles[wiki]))
