"""What goes wrong between a wiki and its reader: each fault answers one request its own way.

A fault gets the request's handler and the body that a sound wiki would have sent.
"""

import contextlib
import gzip
import json
import socket
import struct
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

Fault = Callable[[BaseHTTPRequestHandler, bytes], None]

JSON = "application/json; charset=utf-8"
HTML = "text/html; charset=utf-8"


def send(
    handler: BaseHTTPRequestHandler,
    body: bytes,
    *,
    status: int = 200,
    kind: str = JSON,
    **headers: str,
) -> None:
    """Send a whole answer; an underscore in a header's name stands for a hyphen."""
    handler.send_response(status)
    for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


def status(number: int, retry_after: str | None = None, kind: str = "text/plain") -> Fault:
    """Answer with a status of HTTP, as an edge server does: not in JSON."""
    headers = {} if retry_after is None else {"Retry_After": retry_after}
    return lambda handler, _: send(
        handler, b"You are making too many requests.", status=number, kind=kind, **headers
    )


def error(code: str, info: str = "because", **headers: str) -> Fault:
    """Answer with an error of the API, whose status is 200."""
    body = json.dumps({"error": {"code": code, "info": info, "docref": "See the manual."}})
    return lambda handler, _: send(handler, body.encode(), MediaWiki_API_Error=code, **headers)


def lagged(seconds: float = 7.5) -> Fault:
    """Answer that the databases are behind, as maxlag asks to be told."""
    info = f"Waiting for db1: {seconds} seconds lagged."
    body = {"error": {"code": "maxlag", "info": info, "host": "db1", "lag": seconds, "type": "db"}}
    return lambda handler, _: send(
        handler, json.dumps(body).encode(), Retry_After="5", X_Database_Lag=str(int(seconds))
    )


def redirect(url: str) -> Fault:
    """Send the reader elsewhere."""
    return lambda handler, _: send(handler, b"", status=302, kind=HTML, Location=url)


def body(text: bytes, kind: str = JSON) -> Fault:
    """Answer with something else than what was asked for."""
    return lambda handler, _: send(handler, text, kind=kind)


def cut_json(handler: BaseHTTPRequestHandler, sound: bytes) -> None:
    """Send half of the JSON as if it were all."""
    send(handler, sound[: len(sound) // 2])


def cut_connection(handler: BaseHTTPRequestHandler, sound: bytes) -> None:
    """Announce the whole answer and close after half of it."""
    handler.send_response(200)
    handler.send_header("Content-Type", JSON)
    handler.send_header("Content-Length", str(len(sound)))
    handler.end_headers()
    handler.wfile.write(sound[: len(sound) // 2])
    handler.close_connection = True


def broken_gzip(handler: BaseHTTPRequestHandler, sound: bytes) -> None:
    """Send gzip with bytes overwritten in its middle."""
    packed = bytearray(gzip.compress(sound))
    packed[12:40] = b"\xff" * 28
    send(handler, bytes(packed), Content_Encoding="gzip")


def huge(size: int) -> Fault:
    """Send that many bytes, packed so that few go over the wire."""

    def fault(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        packed = gzip.compress(b" " * (1 << 20), 1) * (size >> 20)
        with contextlib.suppress(OSError):  # the reader hangs up in the middle
            send(handler, packed, Content_Encoding="gzip")
        handler.close_connection = True

    return fault


def reset(handler: BaseHTTPRequestHandler, _: bytes) -> None:
    """Reset the connection instead of answering."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    socket.close(handler.connection.detach())
    handler.close_connection = True


def hang_up(handler: BaseHTTPRequestHandler, _: bytes) -> None:
    """Close the connection without a word."""
    handler.close_connection = True


def stall(seconds: float) -> Fault:
    """Send nothing for a while, then close."""

    def fault(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        time.sleep(seconds)
        handler.close_connection = True

    return fault


def dribble(pause: float, times: int) -> Fault:
    """Send a byte at a time, never silent for long."""

    def fault(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", JSON)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        with contextlib.suppress(OSError):
            for _ in range(times):
                handler.wfile.write(b" ")
                time.sleep(pause)
        handler.close_connection = True

    return fault
