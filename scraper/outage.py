"""Why a request failed, in a few words, out of exceptions wrapped in one another."""

import http.client
import socket
import ssl
from collections.abc import Iterator

import urllib3

_LATER = "the next round tries again"

# The first kind that is found anywhere in the chain tells: what happened, and what to do.
_KINDS: tuple[tuple[type[BaseException], str, str], ...] = (
    (ssl.SSLCertVerificationError, "its TLS certificate is not valid", "check its name, our clock"),
    (ssl.SSLError, "it does not speak TLS as it should", "check http or https in its address"),
    (socket.gaierror, "its name is not known", "check the name in diplowatch.toml, the network"),
    # Before urllib3's wrapping of it, which is a ConnectTimeoutError too.
    (ConnectionRefusedError, "nothing listens there", "check its address, or wait"),
    (urllib3.exceptions.ConnectTimeoutError, "no connection in time", _LATER),
    (urllib3.exceptions.TimeoutError, "no answer in time", _LATER),
    (TimeoutError, "no answer in time", _LATER),
    (http.client.IncompleteRead, "its answer was cut off", _LATER),
    (http.client.RemoteDisconnected, "it closed the connection without an answer", _LATER),
    (ConnectionResetError, "it reset the connection", _LATER),
    (http.client.HTTPException, "it does not speak HTTP as it should", "check its address"),
)


def outage(error: BaseException) -> tuple[str, str]:
    """Say why a request failed, and what can be done."""
    links = list(_chain(error))
    for kind, what, hint in _KINDS:
        if any(isinstance(link, kind) for link in links):
            return what, hint
    last = links[-1]
    return str(getattr(last, "strerror", "") or last or type(last).__name__).lower(), _LATER


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Go through an exception and those within it, kept in more places than __cause__."""
    seen: set[int] = set()
    waiting: list[object] = [error]
    while waiting:
        link = waiting.pop(0)
        if isinstance(link, BaseException) and id(link) not in seen:
            seen.add(id(link))
            yield link
            waiting += [*link.args, getattr(link, "reason", None), link.__cause__, link.__context__]
