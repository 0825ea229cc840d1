"""Pages in the browser, beside Datasette's own page of one row, asked of one server."""

import http.client
import json
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlsplit

from monitor.web.addresses import article_path, compare_path, picture_path, region_path
from monitor.web.routes import work_out
from monitor.web.sight import Site
from storage.history import History
from tests.bench.figure import Figure
from tests.bench.histories import GENERATOR, filled, generated
from tests.bench.measure import in_turn, wall
from tests.installed import DIPLOWATCH

_ARTICLES, _EACH, _KILOBYTES = 200, 100, 20
_RUNS, _TIMES = 5, 3
_PEER = "Datasette's page of one row"


def pages() -> Iterator[Figure]:
    """Ask for every page of a database of all articles."""
    if not GENERATOR.exists():
        return
    database = filled(generated(_EACH, _ARTICLES, _KILOBYTES))
    with _served(database) as server:
        ask = partial(_ask, server)
        paths = {**_paths(database), "audit, the last page": _last_of_audit(ask("/audit.json"))}
        for path in paths.values():
            ask(path)  # each once, unmeasured: the first look after a write is a figure below
        took = in_turn(
            _RUNS, *[partial(wall, partial(ask, path), _TIMES) for path in paths.values()]
        )
    measured = dict(zip(paths, took, strict=True))
    table = f"Pages: {_ARTICLES} articles of {_EACH} synthetic revisions each"
    for page, seconds in measured.items():
        values = tuple(each * 1e3 for each in seconds)
        peer = zip(measured[_PEER], seconds, strict=True)
        ratios = () if page == _PEER else tuple(row / each for row, each in peer)
        yield Figure(table, page, "ms", values, ratios, own=page != _PEER)
    yield Figure(table, "what is worked out beforehand after a write", "ms", _beforehand(database))


@contextmanager
def _served(database: Path) -> Iterator[http.client.HTTPConnection]:
    """Serve a database by the program as it is installed."""
    command = [DIPLOWATCH, "serve", "--db", str(database), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            said = server.stdout.readline() if server.stdout else ""
            url = next(word for word in said.split() if word.startswith("http"))
            with closing(http.client.HTTPConnection(urlsplit(url).netloc)) as connection:
                yield connection
        finally:
            server.terminate()


def _paths(database: Path) -> dict[str, str]:
    """Give the pages that are measured, by name; of articles, that of middle length."""
    with History(database, read_only=True) as history:
        articles = sorted(history.articles(), key=lambda one: len(history.facts(one)))
        article = articles[len(articles) // 2]
        middle = history.revisions(article)[_EACH // 2].id
    at = article_path(article)
    return {
        _PEER: "/data/article/1",
        "home": "/",
        "articles": "/articles",
        "counterparts": "/counterparts",
        "article": at,
        "article as of an edit": f"{at}?revision={middle}",
        "a step of the slider": f"{at}?revision={middle}&part=then",
        "article as JSON": f"{at}.json",
        "counterpart": "/counterpart/FRA",
        "organisation": "/organisation/un",
        "relations": "/relations",
        "relations of two subregions": region_path("Western Europe", "Eastern Africa"),
        "audit": "/audit",
        "two dates compared": f"{compare_path(article)}?from={middle}",
        "search": "/search?q=united",
        "picture of all years": picture_path("years"),
        "picture of what an article listed": picture_path("listed", article),
    }


def _last_of_audit(first: bytes) -> str:
    return f"/audit?page={json.loads(first)['findings']['pages']}"


def _ask(server: http.client.HTTPConnection, path: str) -> bytes:
    server.request("GET", path)
    response = server.getresponse()
    body = response.read()
    if response.status != HTTPStatus.OK:
        raise ValueError(f'"{path}" was answered with {response.status}')
    return body


def _beforehand(database: Path) -> tuple[float, ...]:
    """Give the ms of what a server does in the background once somebody has written."""

    def once() -> None:
        with closing(Site(database)) as site, site.sight() as sight:
            work_out(sight)

    return tuple(wall(once) * 1e3 for _ in range(3))
