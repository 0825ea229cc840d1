"""Which articles a command that asks their wikis is about."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from monitor.settings import Settings
    from scraper.article import Article

USUAL_WIKI = "en.wikipedia.org"


def chosen(
    names: Sequence[str], host: str, settings: "Settings", known: "Iterable[Article]" = ()
) -> list["Article"]:
    """Find out which are meant: a title or subject that is known, else a title.

    Where none is named, all of the settings, or those on one wiki.
    """
    from monitor.settings import SettingsError
    from scraper.article import Article

    watched = [Article(group.wiki, title) for group in settings.articles for title in group.titles]
    if not names and not watched:
        raise SettingsError("no article is named, and the settings list none: name one")
    if not names:
        return [one for one in watched if host in ("", one.wiki)]
    known = [*watched, *known]
    meant: list[Article] = []
    for name in names:
        same = [one for one in known if name in (one.title, one.subject, str(one))]
        wanted = [one for one in same if host in ("", one.wiki)]
        meant.append(wanted[0] if wanted else Article(host or USUAL_WIKI, name))
    return meant
