"""Settings -> all that a round takes, opened and closed again."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path

from monitor.channels import channels
from monitor.round import Watch
from monitor.settings import Settings
from monitor.stop import Stop
from scraper.manners import Pace, Patience, is_wikimedia
from scraper.parse import Parser
from scraper.wiki import Wiki
from storage.history import History


@contextmanager
def watch(
    settings: Settings,
    environ: Mapping[str, str],
    stop: Stop,
    *,
    database: str | Path | None = None,
    parser: Parser | None = None,
) -> Iterator[Watch]:
    """Open the database (another than the settings' where given) and the wikis."""
    parser = parser or Parser()
    outward = channels(settings.smtp, environ)
    titles = _titles(settings)
    pace = Pace(sleep=stop.sleep)
    with ExitStack() as opened:
        history = History(database or settings.database, read=parser.parse)
        opened.enter_context(history)
        wikis = {host: reach(host, settings, pace, stop) for host in titles}
        for wiki in wikis.values():
            opened.enter_context(wiki)
        yield Watch(
            titles=titles,
            sources=wikis,
            history=history,
            parser=parser,
            subscriptions=settings.subscriptions,
            channels=outward,
            installation=history.installation,
            stop=stop,
            keep=_keep(settings),
            flagged=frozenset(host for host in titles if settings.wiki(host).flagged),
        )


def reach(host: str, settings: Settings, pace: Pace, stop: Stop) -> Wiki:
    """Make a wiki as the settings say; nothing is asked yet."""
    wiki = settings.wiki(host)
    return Wiki(
        host,
        contact=settings.contact_for(host),
        api=wiki.api,
        sleep=stop.sleep,
        # Wikimedia counts over all of its wikis.
        pace=pace if is_wikimedia(host) else None,
        patience=Patience(tries=wiki.tries),
    )


def _keep(settings: Settings) -> timedelta | None:
    days = settings.history.keep_texts_days
    return None if days is None else timedelta(days=days)


def _titles(settings: Settings) -> dict[str, tuple[str, ...]]:
    titles: dict[str, tuple[str, ...]] = {}
    for group in settings.articles:
        titles[group.wiki] = (*titles.get(group.wiki, ()), *group.titles)
    return titles
