"""``diplowatch add``: watch more articles."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from monitor.commands.chosen import LIKE, USUAL_WIKI, by_subject
from monitor.commands.options import Host, Place, place_options

if TYPE_CHECKING:
    from scraper.wiki import Wiki

_FAMILY = "Foreign relations by country"


@click.command()
@click.argument("titles", metavar="[TITLE]...", nargs=-1)
@click.option(
    "--all", "every", is_flag=True, help=f'The whole family: --category "{_FAMILY}" unless given.'
)
@click.option("--category", metavar="NAME", default="", help="All of a category.")
@click.option(
    "--links-of",
    metavar="PAGE",
    default="",
    help="All that a page links to: a navigation template, or an article that has one.",
)
@click.option(
    "--like",
    metavar="PATTERN",
    default=LIKE,
    show_default=True,
    help="Of those only titles like this; a TITLE may be what stands for the *.",
)
@click.option(
    "--wiki",
    "host",
    type=Host(),
    default="",
    help="The wiki, else the first group's.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be added; write nothing.")
@place_options
def add(
    place: Place,
    titles: tuple[str, ...],
    every: bool,
    category: str,
    links_of: str,
    like: str,
    host: str,
    dry_run: bool,
) -> None:
    """Watch every TITLE, too: it is looked up on the wiki, and put into the settings file.

    A subject will do, such as "Latvia" for "Foreign relations of Latvia". A redirect is
    followed to its article. All else in the file stays as it is, with its comments. Where
    one of the titles cannot be watched, nothing is written.
    """
    from monitor.settings_edit import add_titles
    from monitor.stop import Stop
    from monitor.wiring import reach, titles_of
    from scraper.manners import Pace

    if not (titles or every or category or links_of):
        raise click.UsageError("Name a title, or give --all.")
    settings, stop = place.settings(), Stop()
    host = host or (settings.articles[0].wiki if settings.articles else USUAL_WIKI)
    titles = tuple(_title(name, host) for name in titles)
    if every and not (category or links_of):
        category = _FAMILY
    with reach(host, settings, Pace(sleep=stop.sleep), stop) as wiki:
        meant = by_subject(wiki, titles, like)
        found = [*_named(wiki, meant), *_family(wiki, category, links_of, like)]
    watched = set(titles_of(settings).get(host, ()))
    new = [title for title in dict.fromkeys(found) if title not in watched]
    if new and not dry_run:
        add_titles(place.file(), host, new)
    for title in new:
        click.echo(f'{"would add" if dry_run else "added"} "{title}" on {host}')
    if not new:
        click.echo("All of that is watched already.")
    elif not dry_run:
        click.echo('The next "diplowatch check" looks at it; "diplowatch watch" after a SIGHUP.')


def _title(name: str, host: str) -> str:
    """Give the title at a page's address, which has to be on the wiki that is meant."""
    from storage.articles import at_address

    article = at_address(name)
    if article and article.wiki != host:
        raise click.UsageError(f'"{name}" is not on {host}: give --wiki {article.wiki}.')
    return article.title if article else name


def _named(wiki: "Wiki", titles: Sequence[str]) -> list[str]:
    """Give the articles to which titles lead; SettingsError where one is none."""
    from monitor.settings import SettingsError
    from scraper.wiki import WikiError

    heads = wiki.heads(titles)
    entries = wiki.look_up(titles)
    mistakes = [str(head) for head in heads.values() if isinstance(head, WikiError)]
    mistakes += [
        f'"{title}" on {wiki.host} only lists articles of that name: name one of them'
        for title, entry in entries.items()
        if entry.is_disambiguation
    ]
    if mistakes:
        raise SettingsError("\n".join(mistakes))
    for title, head in heads.items():
        if not isinstance(head, WikiError) and head.redirected_from:
            click.echo(f'"{title}" redirects to "{head.article.title}".', err=True)
    return [head.article.title for head in heads.values() if not isinstance(head, WikiError)]


def _family(wiki: "Wiki", category: str, links_of: str, like: str) -> list[str]:
    """Give the articles of a category and of a page's links whose titles are like a pattern."""
    from monitor.settings import SettingsError
    from scraper.title import Choice

    if not (category or links_of):
        return []
    listed = wiki.in_category(category) if category else []
    listed += wiki.linked_from(links_of) if links_of else []
    is_like = Choice(patterns=(like,)).of_titles(capitals=True)
    entries = wiki.look_up(title for title in listed if is_like(title))
    family = {one.title for one in entries.values() if not one.is_disambiguation}
    found = sorted(title for title in family if is_like(title))
    if not found:
        named = " and ".join(f'"{name}"' for name in (category, links_of) if name)
        raise SettingsError(f'{named} on {wiki.host} has no article like "{like}": check both')
    return found
