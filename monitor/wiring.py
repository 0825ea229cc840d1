"""Settings -> all that a round takes, opened and closed again."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from monitor.agenda import Agenda
from monitor.channels import channels
from monitor.live import Live
from monitor.look import Source
from monitor.round import Watch
from monitor.settings import Settings, SettingsError
from monitor.stop import Stop
from monitor.whereabouts import Observed, Whereabouts
from scraper.fetch import Bounds
from scraper.hosts import host_of
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
    pace: Pace | None = None,
    whereabouts: Whereabouts | None = None,
    bounds: Bounds | None = None,
) -> Iterator[Watch]:
    """Open the database (another than the settings' where given) and the wikis.

    What is found of where articles stand goes to ``whereabouts``; rounds of one process share
    a ``pace``; ``bounds`` are those of every answer.
    """
    parser = parser or Parser(settings.languages)
    outward = channels(settings.smtp, environ)
    titles = titles_of(settings)
    pace = pace or Pace(sleep=stop.sleep)
    with ExitStack() as opened:
        history = History(database or settings.database, read=parser.read)
        opened.enter_context(history)
        wikis = {host: reach(host, settings, pace, stop, bounds) for host in titles}
        for wiki in wikis.values():
            opened.enter_context(wiki)
        sources: dict[str, Source] = {**wikis}
        if whereabouts is not None:
            sources = {host: Observed(host, wiki, whereabouts) for host, wiki in wikis.items()}
        yield Watch(
            titles=titles,
            sources=sources,
            history=history,
            parser=parser,
            subscriptions=settings.subscriptions,
            channels=outward,
            installation=history.installation,
            stop=stop,
            keep=_keep(settings),
            flagged=frozenset(host for host in titles if settings.wiki(host).flagged),
        )


def reach(
    host: str, settings: Settings, pace: Pace, stop: Stop, bounds: Bounds | None = None
) -> Wiki:
    """Make a wiki as the settings say; nothing is asked yet."""
    wiki = settings.wiki(host)
    return Wiki(
        host,
        contact=settings.contact_for(host),
        api=wiki.api,
        sleep=stop.sleep,
        pace=pace,
        patience=Patience(tries=wiki.tries),
        bounds=bounds,
    )


def follow(settings: Settings, agenda: Agenda, stop: Stop) -> Live:
    """Make what follows the stream of the settings; nothing is asked yet."""
    return Live(
        settings.live.stream,
        where(settings),
        agenda,
        stop,
        contact=next(filter(None, map(settings.contact_for, titles_of(settings))), ""),
        gather=timedelta(seconds=settings.live.gather),
    )


def where(settings: Settings) -> Whereabouts:
    """Tell where the watched articles stand, as far as a stream may tell of them.

    Raises SettingsError where it tells of none.
    """
    titles = titles_of(settings)
    silent = not_streamed(settings)
    heard = {host: listed for host, listed in titles.items() if host not in silent}
    if not heard:
        raise SettingsError(
            f"nothing to hear of {' and '.join(titles)} in {settings.live.stream}, which has the "
            "wikis of Wikimedia: set live.stream to another stream, or leave --live out"
        )
    hosts = {host: {host, urlsplit(settings.wiki(host).api).netloc} - {""} for host in heard}
    return Whereabouts(heard, hosts)


def not_streamed(settings: Settings) -> list[str]:
    """List the watched wikis of which the stream does not tell: others than Wikimedia's in its."""
    of_wikimedia = is_wikimedia(host_of(settings.live.stream))
    return [host for host in titles_of(settings) if of_wikimedia and not is_wikimedia(host)]


def _keep(settings: Settings) -> timedelta | None:
    days = settings.history.keep_texts_days
    return None if days is None else timedelta(days=days)


def titles_of(settings: Settings) -> dict[str, tuple[str, ...]]:
    """Give all titles that are watched, by wiki."""
    titles: dict[str, tuple[str, ...]] = {}
    for group in settings.articles:
        titles[group.wiki] = (*titles.get(group.wiki, ()), *group.titles)
    return titles
