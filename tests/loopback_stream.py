"""An event stream on loopback, as Wikimedia's EventStreams: a log of events over real HTTP.

with LoopbackStream() as stream:
    stream.happens("Mongolia")
    stream.connections(cut(1), stall)      # what becomes of the next two
    Stream(stream.url)

Each connection gives what came after its Last-Event-ID, and then what happens meanwhile.
"""

import json
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from tests.loopback_faults import Fault

TOPIC = "eqiad.mediawiki.page_change.v1"
Fate = Callable[[BaseHTTPRequestHandler, Iterator[bytes]], None]
"""What a connection does with the frames that it should send; it ends when that returns."""


def position(number: int) -> str:
    """Give the id of the event of that number, from 1."""
    return json.dumps([{"topic": TOPIC, "partition": 0, "timestamp": 1_790_000_000_000 + number}])


def event(title: str, wiki: str = "en.wikipedia.org", **given: Any) -> dict[str, Any]:
    """Write an event; ``given`` are other fields of it, ``uid`` its own id."""
    uid = given.pop("uid", title)
    page = {"page_id": given.pop("page_id", 0), "page_title": title.replace(" ", "_")}
    return {
        "$schema": "/mediawiki/page/change/1.2.0",
        "meta": {"id": uid, "domain": wiki, "stream": "mediawiki.page_change.v1"},
        "page_change_kind": "edit",
        "page": {**page, "namespace_id": 0, "is_redirect": False},
        **given,
    }


def frame(number: int, data: bytes) -> bytes:
    """Write an event as it is sent."""
    return b"event: message\nid: " + position(number).encode() + b"\ndata: " + data + b"\n\n"


class LoopbackStream:
    """A stream at ``url``; ``asked`` has the headers of each connection that was made.

    ``fate`` is that of the connections of which ``connections`` says nothing.
    """

    def __init__(self) -> None:
        self.asked: list[Mapping[str, str]] = []
        self.fate: Fate = sound
        self._frames: list[bytes] = []
        self._fates: deque[Fate] = deque()
        self._more = threading.Condition()
        self._dropped = 0
        self._over = False
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_of(self))
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self.url = f"http://127.0.0.1:{self._server.server_port}/v2/stream/page_change"
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
        with self._more:
            self._over = True
            self._more.notify_all()
        self._server.shutdown()
        self._server.server_close()

    def happens(self, title: str, wiki: str = "en.wikipedia.org", **given: Any) -> None:
        """Let something happen to a page."""
        uid = given.pop("uid", f"uid {len(self._frames) + 1}")
        self.sends(json.dumps(event(title, wiki, uid=uid, **given), ensure_ascii=False).encode())

    def sends(self, data: bytes) -> None:
        """Send something as an event's data."""
        with self._more:
            self._frames.append(frame(len(self._frames) + 1, data))
            self._more.notify_all()

    def drop(self) -> None:
        """End all connections that there are."""
        with self._more:
            self._dropped += 1
            self._more.notify_all()

    def connections(self, *fates: Fate) -> None:
        """Say what becomes of the next connections, in turn; the others are sound."""
        self._fates.extend(fates)

    def serve(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one connection."""
        with self._more:
            self.asked.append(dict(handler.headers))
            fate = self._fates.popleft() if self._fates else self.fate
        fate(handler, self._after(handler.headers.get("Last-Event-ID", "")))
        handler.close_connection = True

    def _after(self, last: str) -> Iterator[bytes]:
        """Give the frames after a position, and those to come."""
        number = json.loads(last)[0]["timestamp"] - 1_790_000_000_000 if last else 0
        dropped = self._dropped
        while True:
            with self._more:
                while len(self._frames) == number and not self._ends(dropped):
                    self._more.wait()
                if self._ends(dropped):
                    return
                coming = self._frames[number]
            yield coming
            number += 1

    def _ends(self, dropped: int) -> bool:
        return self._over or self._dropped > dropped


def begin(handler: BaseHTTPRequestHandler) -> None:
    """Send the head of a stream's answer."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/event-stream; charset=utf-8")
    handler.end_headers()


def sound(handler: BaseHTTPRequestHandler, frames: Iterator[bytes]) -> None:
    """Send all there is and will be."""
    begin(handler)
    for one in frames:
        handler.wfile.write(one)


def cut(whole: int) -> Fate:
    """Send some events and half of the next, then end, as the server does every 15 minutes."""

    def fate(handler: BaseHTTPRequestHandler, frames: Iterator[bytes]) -> None:
        begin(handler)
        for _ in range(whole):
            handler.wfile.write(next(frames))
        half = next(frames)
        handler.wfile.write(half[: len(half) // 2])

    return fate


def silent(over: threading.Event) -> Fate:
    """Send one event and then nothing, until it is over."""

    def fate(handler: BaseHTTPRequestHandler, frames: Iterator[bytes]) -> None:
        begin(handler)
        handler.wfile.write(next(frames))
        over.wait(30)

    return fate


def first(text: bytes) -> Fate:
    """Send bytes of any kind before the events."""

    def fate(handler: BaseHTTPRequestHandler, frames: Iterator[bytes]) -> None:
        begin(handler)
        handler.wfile.write(text)
        for one in frames:
            handler.wfile.write(one)

    return fate


def fails(fault: Fault) -> Fate:
    """Answer with a fault of a wiki's."""
    return lambda handler, _: fault(handler, b"")


def _handler_of(stream: LoopbackStream) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            try:
                stream.serve(self)
            except (OSError, StopIteration):
                self.close_connection = True  # the reader hung up, or the test is over

        def log_message(self, *_: object) -> None:
            """Write no log."""

    return Handler
