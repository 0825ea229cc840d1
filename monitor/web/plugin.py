"""The pages as a plugin of Datasette, whose explorer comes with them."""

import asyncio
import logging
import sqlite3
import sys
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import zstandard
from datasette import Response, hookimpl
from datasette.app import Datasette
from datasette.database import Database as DatasetteDatabase
from datasette.database import QueryInterrupted
from datasette.plugins import pm
from datasette.utils.asgi import Base400
from datasette.utils.asgi import Request as Asking
from datasette.views.base import DatasetteError
from markupsafe import Markup

from monitor.web.addresses import DATA, HOME, STATIC
from monitor.web.answers import Answer
from monitor.web.asked import NotAnswered
from monitor.web.queries import QUERIES
from monitor.web.routes import Request, answer, patterns, refuse
from monitor.web.sight import Site
from reports.links import LICENSE_URL
from storage.database import connect_read_only

_log = logging.getLogger("diplowatch")
_NAME = DATA.removeprefix("/")
# What Datasette raises where a row's key, a number or a filter in an address is none.
_STUMBLES = (AssertionError, IndexError, KeyError, ValueError, sqlite3.ProgrammingError)
_DARK = f"{STATIC}/data.css"
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

    async def execute(self, sql: str, params: Any = None, **options: Any) -> Any:
        """Answer a question; a stranger's mistake in it is told to him alone."""
        return await super().execute(sql, params, **{**options, "log_sql_errors": False})

    async def foreign_keys_for_table(self, table: str) -> list[dict[str, str]]:
        """List the columns that lead to other tables, each with the column that it leads to.

        As in SQL that is the primary key where none is named, which Datasette takes for none.
        """
        keys = await super().foreign_keys_for_table(table)
        return [{**key, "other_column": await self._meant(key)} for key in keys]

    async def _meant(self, key: dict[str, str | None]) -> str:
        return key["other_column"] or (await self.primary_keys(key["other_table"]))[0]


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


@hookimpl
def extra_css_urls(datasette: Datasette) -> list[str]:
    """Show Datasette's pages in the dark where a reader wishes for it."""
    return [_DARK] if isinstance(datasette, Explorer) else []


@hookimpl(hookwrapper=True)
def handle_exception(datasette: Datasette, request: Asking, exception: Exception) -> Iterator[None]:
    """Say in a page of ours what Datasette cannot answer; a mistake of its own is logged.

    Datasette would log all that is in memory, even where an address is wrong.
    """
    outcome: Any = yield
    if isinstance(datasette, Explorer):
        outcome.force_result([_failed(request, exception)])


async def _view(request: Asking, datasette: Explorer) -> Response:
    path = request.scope.get("raw_path", request.path.encode()).decode("ascii").partition("?")[0]
    asked = Request(path, request.query_string, request.headers.get("if-none-match", ""))
    loop = asyncio.get_running_loop()
    given = await loop.run_in_executor(datasette.executor, answer, datasette.site, asked)
    return _response(given)


def _failed(request: Asking, error: Exception) -> Response:
    if isinstance(error, DatasetteError):
        # Datasette calls it a server's fault (500) that a column to sort by is not there.
        status = error.status if error.status < 500 else 400
        said = Markup(error.message).striptags()  # noqa: S704 - no tag is left
    elif isinstance(error, QueryInterrupted):
        status, said = 400, "the question takes too long: ask for less"
    elif isinstance(error, _STUMBLES) and request.path.startswith(f"{DATA}/"):
        status, said = 400, "there is no answer at such an address: check it"
    elif isinstance(error, Base400):
        status, said = error.status, str(error) or "there is no such page here"
    else:
        status, said = 500, "this is a mistake of the program, which its log describes"
        _log.error("%s cannot be answered", request.path, exc_info=error)
    if request.path.endswith(".json"):  # as Datasette's readers know it
        return Response.json({"ok": False, "error": said, "status": status}, status=status)
    return _response(refuse(Request(request.path), status, NotAnswered(status, said)))


def _response(given: Answer) -> Response:
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
