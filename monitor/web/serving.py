"""The server of the pages: a socket, uvicorn, and who may ask by which name."""

import errno
import socket
import threading
from collections.abc import Awaitable, Callable, Collection, Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

import uvicorn

from monitor.settings import SettingsError
from monitor.stop import Stop
from monitor.web.plugin import Explorer
from monitor.web.routes import work_out
from monitor.web.sight import Site

_Scope = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[Any]]
_Send = Callable[[Any], Awaitable[None]]
_App = Callable[[_Scope, _Receive, _Send], Awaitable[None]]

_PATIENCE = 5  # seconds for answers that have begun when the end is asked for
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


@contextmanager
def application(site: Site, names: Collection[str] | None = None) -> Iterator[_App]:
    """Give the pages as an ASGI application, until they are let go of.

    It answers to these host names alone, to any where there are none.
    """
    explorer = Explorer(site)
    try:
        app: _App = explorer.app()
        yield app if names is None else _named(app, names)
    finally:
        for opened in explorer.databases.values():
            opened.close()
        explorer.executor.shutdown()


def listen(host: str, port: int) -> socket.socket:
    """Take a port (0: any that is free) of an address; raises SettingsError."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        taken = socket.socket(family, socket.SOCK_STREAM)
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        # asyncio does so by itself only where the socket names its protocol; each answer
        # would wait 40 ms for the browser to confirm its head
        taken.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            taken.bind(address)
            taken.listen(128)  # from now on who asks waits, until it is answered
        except BaseException:
            taken.close()
            raise
    except OSError as error:
        hint = "another --port" if error.errno == errno.EADDRINUSE else "another --host or --port"
        raise SettingsError(
            f'cannot listen at "{host}", port {port}: {error.strerror}: give {hint}'
        ) from error
    return taken


def url_of(taken: socket.socket) -> str:
    """Give the address at which a browser finds it."""
    host, port = taken.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


def names_for(host: str, more: Collection[str]) -> set[str] | None:
    """Give the host names to answer to: on loopback our own, anywhere else all.

    A page of a stranger can lead its own name to the loopback, and read there what it
    likes, unless the name is looked at.
    """
    return {*_LOOPBACK, host, *more} if host in _LOOPBACK else set(more) or None


def serve(site: Site, names: Collection[str] | None, taken: socket.socket, stop: Stop) -> None:
    """Answer requests until the end is asked for, and keep ready what takes long."""
    # It may be in the middle of much work when the end comes, which is then of no use.
    keeper = threading.Thread(target=site.keep_warm, args=(work_out, stop), daemon=True)
    keeper.start()
    with application(site, names) as app:
        _serve(app, taken, stop)


def _serve(app: _App, taken: socket.socket, stop: Stop) -> None:
    config = uvicorn.Config(
        app, log_level="warning", lifespan="on", server_header=False,
        timeout_graceful_shutdown=_PATIENCE,
    )  # fmt: skip
    _Server(config, stop).run(sockets=[taken])


class _Server(uvicorn.Server):
    """A server that heeds our own wish to end, and leaves signals alone."""

    def __init__(self, config: uvicorn.Config, stop: Stop) -> None:
        super().__init__(config)
        self._stop = stop

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Do nothing: signals are taken as wishes to end already."""
        yield

    async def on_tick(self, counter: int) -> bool:
        """Look, ten times a second, whether to end."""
        return self._stop.is_asked or await super().on_tick(counter)


def _named(app: _App, names: Collection[str]) -> _App:
    async def named(scope: _Scope, receive: _Receive, send: _Send) -> None:
        if scope["type"] == "http" and _host(scope) not in names:
            said = b"This name is not one of this server's: start it with --name to allow it.\n"
            headers = [(b"content-type", b"text/plain; charset=utf-8")]
            await send({"type": "http.response.start", "status": 421, "headers": headers})
            await send({"type": "http.response.body", "body": said})
        else:
            await app(scope, receive, send)

    return named


def _host(scope: _Scope) -> str:
    """Give the name by which the server is asked, without its port."""
    host = str(dict(scope["headers"]).get(b"host", b"").decode("latin-1")).lower()
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]
