"""``diplowatch backfill``: everything that articles said before, from a wiki or from exports."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.commands.chosen import USUAL_WIKI, by_subject, chosen
from monitor.commands.filling import filling_into
from monitor.commands.options import Host, Place, place_options
from monitor.commands.outcome import Exit

if TYPE_CHECKING:
    from monitor.settings import Settings
    from scraper.wiki import Wiki


@click.command()
@click.argument("articles", metavar="[ARTICLE]...", nargs=-1)
@click.option(
    "--from",
    "exports",
    metavar="FILE",
    multiple=True,
    help="Read an export or dump (plain, .bz2, .gz, .xz, .lzma, .zst; - is standard input).",
)
@click.option("--wiki", type=Host(), default="", help=f"The wiki, else {USUAL_WIKI}.")
@click.option("--contact", metavar="ADDRESS", default="", help="As in the settings.")
@click.option("--api", metavar="URL", default="", help="Its api.php, as in the settings.")
@place_options
def backfill(
    place: Place,
    articles: tuple[str, ...],
    exports: tuple[str, ...],
    wiki: str,
    contact: str,
    api: str,
) -> int:
    """Store every revision of ARTICLE since its creation, or of all articles of the settings.

    From the wiki's API, or from MediaWiki's XML (Special:Export, dumps), of which every
    page is taken where no ARTICLE is named. It may be stopped and run again at any time:
    what is stored already is not fetched again. None of it is told as news. A subject of
    which nothing is known, such as "Latvia", is taken for "Foreign relations of Latvia", where
    the wiki has that.
    """
    if exports:
        from monitor.commands.exports import check_there, fill_from

        check_there(exports)
        with filling_into(place.database(), place.parser()) as (filling, progress):
            fill_from(exports, articles, wiki, filling, progress)
        return Exit.FINE
    settings = _settings(place, _Options(wiki, contact, api))
    return _fetch(articles, wiki, settings)


@dataclass(frozen=True)
class _Options:
    """What the command line says of the wiki, beside the settings or instead."""

    wiki: str
    contact: str
    api: str


def _settings(place: Place, options: _Options) -> "Settings":
    """Put the options into the settings; none are read where the options are enough."""
    from msgspec.structs import replace

    from monitor.settings import Settings

    enough = place.db is not None and (options.wiki or options.contact)
    settings = Settings(articles=()) if enough else place.settings()
    host = options.wiki or USUAL_WIKI
    given = settings.wiki(host)
    mine = replace(given, api=options.api or given.api, contact=options.contact or given.contact)
    database = settings.database if place.db is None else str(place.db)
    return replace(settings, wikis={**settings.wikis, host: mine}, database=database)


def _fetch(names: Sequence[str], host: str, settings: "Settings") -> int:
    from monitor.backfill import from_wiki
    from monitor.commands.exports import counts
    from scraper.article import Article, ScraperError
    from scraper.parse import Parser
    from storage.change import RevisionRefused

    failed = False
    parser = Parser(settings.languages)
    database = Path(settings.database)
    if not database.exists():  # a mistake then leaves none behind
        for article in chosen(names, host, settings):
            _check_contact(article.wiki, settings.contact_for(article.wiki))
    with ExitStack() as opened:
        filling, progress = opened.enter_context(filling_into(database, parser))
        wikis: dict[str, Wiki] = {}
        known = {*settings.listed, *filling.history.articles()}
        for article in chosen(names, host, settings, filling.history.articles()):
            if article.wiki not in wikis:
                wikis[article.wiki] = _opened(article.wiki, settings, opened)
            wiki = wikis[article.wiki]
            try:
                if article not in known:
                    article = Article(article.wiki, by_subject(wiki, [article.title])[0])
                progress.begin(article.title)
                for filled in from_wiki(article, wiki, filling):
                    done = filled.added + filled.known
                    progress.show(filled.added, done, filled.total)
            except (ScraperError, RevisionRefused) as error:
                click.echo(f"diplowatch: {error}", err=True)
                failed = True
            else:
                line = f"{filled.article.title}: {counts(filled.added, filled.known)}"
                progress.end(line, filled.added)
    return Exit.FAILED if failed else Exit.FINE


def _opened(host: str, settings: "Settings", opened: ExitStack) -> "Wiki":
    from monitor.stop import Stop
    from monitor.wiring import reach
    from scraper.manners import Pace

    _check_contact(host, settings.contact_for(host))
    return opened.enter_context(reach(host, settings, Pace(), Stop()))


def _check_contact(host: str, contact: str) -> None:
    from monitor.sense import CONTACT_HINT
    from monitor.settings import SettingsError
    from scraper.manners import contact_problem, is_wikimedia

    needed = is_wikimedia(host) or contact
    if needed and (why := contact_problem(contact)):
        raise SettingsError(f'cannot ask {host} with --contact "{contact}": {why}: {CONTACT_HINT}')
