"""Which articles a command that asks their wikis is about."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from monitor.settings import Settings
    from scraper.article import Article
    from scraper.wiki import Wiki

USUAL_WIKI = "en.wikipedia.org"
LIKE = "Foreign relations of *"


def by_subject(wiki: "Wiki", titles: Sequence[str], like: str = LIKE) -> list[str]:
    """Take a subject for its article, where the wiki has one whose title is like the pattern.

    Says so on standard error.
    """
    from scraper.title import Choice

    is_like = Choice(patterns=(like,)).of_titles(capitals=True)
    whole = {title: like.replace("*", title) for title in titles if not is_like(title)}
    there = wiki.look_up([*whole.values(), *whole])
    for title, full in whole.items():
        if full in there:
            click.echo(f'"{title}" is taken for "{full}".', err=True)
        elif title not in there:
            click.echo(f'There is no "{full}": "{title}" itself is meant.', err=True)
    return [whole[title] if whole.get(title) in there else title for title in titles]


def chosen(
    names: Sequence[str], host: str, settings: "Settings", known: "Iterable[Article]" = ()
) -> list["Article"]:
    """Find out which are meant: what is known by a name, else a title or a page's address.

    Where none is named, all of the settings, or those on one wiki. Raises UnknownArticle where
    a name may mean several.
    """
    from monitor.settings import SettingsError
    from scraper.article import Article
    from storage.articles import at_address, called

    watched = settings.listed
    if not names and not watched:
        raise SettingsError("no article is named, and the settings list none: name one")
    if not names:
        return [one for one in watched if host in ("", one.wiki)]
    ours, others = (
        [(one, one.title) for one in some if host in ("", one.wiki)] for some in (watched, known)
    )
    return [
        called(name, ours)
        or called(name, others)
        or at_address(name)
        or Article(host or USUAL_WIKI, name)
        for name in names
    ]
