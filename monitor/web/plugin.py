"""The pages as a plugin of Datasette, whose explorer comes with them."""

import asyncio
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import zstandard
from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.database import Database as DatasetteDatabase
from datasette.plugins import pm
from datasette.utils.asgi import Request as Asking

from monitor.web.addresses import DATA, HOME
from monitor.web.queries import QUERIES
from monitor.web.routes import Request, answer, patterns
from monitor.web.sight import Site
from reports.links import LICENSE_URL
from storage.database import connect_read_only

_NAME = DATA.removeprefix("/")
_THREADS = 4
# What serves the watch itself; what articles say and said is listed before it.
_ASIDE = (
    "_sqlite_migrations",
    "alarm",
    "blind_spot",
    "delivery",
    "failure",
    "heard_presence",
    "installation",
    "parser",
    "part",
    "presence",
    "reading",
    "section",
    "stream",
    "success",
    "telling",
    "told",
    "turn",
    "wikitext",
)


class Explorer(Datasette):
    """Datasette over one database of ours, with our pages before its own."""

    def __init__(self, site: Site) -> None:
        self.site = site  # before its own constructor asks the plugins for routes
        super().__init__(
            settings={
                "num_sql_threads": _THREADS,
                "allow_download": False,
                "sql_time_limit_ms": 5000,
            },
            metadata={
                "title": "diplowatch",
                "license": "CC BY-SA 4.0",
                "license_url": LICENSE_URL,
                "source": "Wikipedia's authors",
                "databases": {
                    _NAME: {
                        "queries": QUERIES,
                        "tables": {table: {"hidden": True} for table in _ASIDE},
                    }
                },
            },
        )
        self.remove_database("_memory")
        self.add_database(_ReadOnly(self, str(site.database)), name=_NAME)


class _ReadOnly(DatasetteDatabase):
    """A database that is only read, whatever characters are in its path."""

    def connect(self, write: bool = False) -> Any:
        """Open it."""
        if write:
            raise PermissionError("the database is only read here")
        connection = connect_read_only(self.path)
        self._all_file_connections.append(connection)
        return connection


@hookimpl
def register_routes(datasette: Datasette) -> list[tuple[str, Callable[..., Any]]]:
    """Add our pages."""
    if not isinstance(datasette, Explorer):
        return []
    return [(pattern, _view) for pattern in patterns()]


@hookimpl
def prepare_connection(conn: Any, database: str, datasette: Datasette) -> None:
    """Add SQL's functions for what is stored compressed."""
    if isinstance(datasette, Explorer) and database == _NAME:
        conn.create_function("wikitext", 2, partial(_wikitext, datasette.site))
        conn.create_function("unpacked", 1, _unpacked)


@hookimpl
def menu_links(datasette: Datasette) -> list[dict[str, str]]:
    """Lead from Datasette's pages back to ours."""
    return [{"href": HOME, "label": "diplowatch"}] if isinstance(datasette, Explorer) else []


async def _view(request: Asking, datasette: Explorer) -> Response:
    path = request.scope.get("raw_path", request.path.encode()).decode("ascii").partition("?")[0]
    asked = Request(path, request.query_string, request.headers.get("if-none-match", ""))
    loop = asyncio.get_running_loop()
    given = await loop.run_in_executor(datasette.executor, answer, datasette.site, asked)
    return Response(given.body, given.status, dict(given.headers), given.content_type)


def _wikitext(site: Site, article: int, revision: int) -> str | None:
    """Give the text of a revision, by the columns article and id of the table revision."""
    with site.sight() as sight:
        known = sight.history.registry.by_id().get(article)
        return None if known is None else sight.history.text(known, revision)


def _unpacked(packed: bytes | None) -> str | None:
    """Give what is in a column that zstd has compressed."""
    return None if packed is None else zstandard.decompress(packed).decode()


pm.register(sys.modules[__name__], "diplowatch")
