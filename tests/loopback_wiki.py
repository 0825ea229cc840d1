"""A wiki on loopback: a real HTTP server before pages in memory, with faults on demand.

with LoopbackWiki() as wiki:
    wiki.edit("Foreign relations of Mongolia", "text")
    wiki.fail(status(429, "2.5"), lagged())      # the next two answers
    Wiki(wiki.host, api=wiki.api)
"""

import gzip
import json
import threading
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from tests.loopback_faults import JSON, Fault, send
from tests.loopback_pages import Pages


@dataclass(frozen=True)
class Asked:
    """One request as it came."""

    method: str
    path: str
    parameters: Mapping[str, str]
    headers: Mapping[str, str]


class LoopbackWiki(Pages):
    """A wiki at ``api``, whose name is ``host``; what it was asked stands in ``asked``.

    ``trouble`` is looked at for every request that ``fail`` says nothing of: it gets the
    request's number from 1, and gives a fault or None. ``most_at_once`` is the largest
    number of requests that were ever in flight together.
    """

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Asked] = []
        self.trouble: Callable[[int], Fault | None] = lambda _: None
        self.most_at_once = 0
        self._at_once = 0
        self._faults: deque[Fault | None] = deque()
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _handler_of(self))
        self.host = f"127.0.0.1:{self._server.server_port}"
        self.api = f"http://{self.host}/w/api.php"
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.01,), daemon=True
        )

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    def fail(self, *faults: Fault | None) -> None:
        """Answer the next requests by these in turn; None answers soundly."""
        self._faults.extend(faults)

    def serve(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one request."""
        with self._lock:
            self._at_once += 1
            self.most_at_once = max(self.most_at_once, self._at_once)
            url = urlsplit(handler.path)
            parameters = dict(parse_qsl(url.query, keep_blank_values=True))
            self.asked.append(Asked(handler.command, url.path, parameters, dict(handler.headers)))
            fault = self._faults.popleft() if self._faults else self.trouble(len(self.asked))
            is_page = url.path.endswith("/index.php")
            kind = "text/x-wiki; charset=UTF-8" if is_page else JSON
            sound = (
                self.stored(parameters)
                if is_page
                else json.dumps(self.answer(parameters), ensure_ascii=False)
            ).encode()
        try:
            if fault:
                fault(handler, sound)
            elif "gzip" in handler.headers.get("Accept-Encoding", ""):
                send(handler, gzip.compress(sound, 1), kind=kind, Content_Encoding="gzip")
            else:
                send(handler, sound, kind=kind)
        finally:
            with self._lock:
                self._at_once -= 1


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet of readers who hang up."""


def _handler_of(wiki: LoopbackWiki) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            wiki.serve(self)

        def do_POST(self) -> None:
            wiki.serve(self)

        def log_message(self, *_: object) -> None:
            """Write no log."""

    return Handler
