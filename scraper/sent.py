"""Bytes -> server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html).

An event is a few lines and an empty one::

    event: message
    id: [{"topic": "eqiad.mediawiki.page_change.v1", "partition": 0, "timestamp": 1790000000000}]
    data: {"page_change_kind": "edit", ...}

requests-sse 0.5, which could read this too, keeps a line of any length in memory, breaks on
bytes that are no UTF-8, follows redirects to any host, and sleeps through SIGTERM.
"""

from collections.abc import Iterator
from dataclasses import dataclass

_MOST = 1 << 20  # bytes; events of page changes have a few thousand
_MESSAGE = (b"", b"message")
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Sent:
    """An event: its data, and the id after which a stream can be resumed, empty for none."""

    data: bytes
    id: bytes
    is_message: bool = True


class Events:
    """The events of one connection, whose bytes come in pieces of any size.

    Lines and events of more than ``most`` bytes are left out, so that no stream takes more
    memory than that; ``dropped`` counts them. An event that was cut off is none.
    """

    def __init__(self, most: int = _MOST) -> None:
        self.dropped = 0
        self._most = most
        self._line = bytearray()
        self._is_first = True
        self._id = b""
        self._begin()

    def feed(self, part: bytes) -> Iterator[Sent]:
        """Take the next piece, and give the events that it completes."""
        *whole, rest = self._lines(part)
        for line in whole:
            if line:
                self._field(line)
            elif (event := self._end()) is not None:
                yield event
        self._keep(rest)

    def _lines(self, part: bytes) -> list[bytes]:
        """Split what is there into lines; the last one may go on.

        A line ends with LF, CR or both, and of both the second may still come.
        """
        if b"\n" not in part and b"\r" not in part and not self._line.endswith(b"\r"):
            return [part]
        text = bytes(self._line) + part
        self._line.clear()
        if self._is_first:
            self._is_first = False
            text = text.removeprefix(_MARK)
        lines = text.splitlines(keepends=True)
        rest = b"" if lines[-1].endswith(b"\n") else lines.pop()
        return [*(line.rstrip(b"\r\n") for line in lines), rest]

    def _keep(self, rest: bytes) -> None:
        """Keep the beginning of a line; of one that is too long only that it is."""
        self._line += rest
        if len(self._line) > self._most:
            self._line.clear()
            self._too_long = True

    def _field(self, line: bytes) -> None:
        name, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        if name == b"data":
            self._size += len(value)
            self._data.append(value)
            if self._size > self._most:
                self._data.clear()
                self._too_long = True
        elif name == b"event":
            self._kind = value
        elif name == b"id" and b"\0" not in value:
            self._id = value

    def _end(self) -> Sent | None:
        data, kind, too_long = self._data, self._kind, self._too_long
        self._begin()
        if too_long:
            self.dropped += 1
            return None
        return Sent(b"\n".join(data), self._id, kind in _MESSAGE) if data else None

    def _begin(self) -> None:
        self._data: list[bytes] = []
        self._size = 0
        self._kind = b""
        self._too_long = False
