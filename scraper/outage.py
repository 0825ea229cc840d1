"""Why a request failed, in a few words, out of exceptions wrapped in one another."""

import http.client
import socket
import ssl
from collections.abc import Iterator

import urllib3

LATER = "the next round tries again"

# The first kind that is found anywhere in the chain tells: what happened, and what to do,
# which is to wait where nothing stands.
_KINDS: tuple[tuple[type[BaseException], str, str], ...] = (
    (ssl.SSLCertVerificationError, "its TLS certificate is not valid", "check its name, our clock"),
    (ssl.SSLError, "it does not speak TLS as it should", "check http or https in its address"),
    (socket.gaierror, "its name is not known", "check the name in the settings, the network"),
    # Before urllib3's wrapping of it, which is a ConnectTimeoutError too.
    (ConnectionRefusedError, "nothing listens there", "check its address, or wait"),
    (urllib3.exceptions.ConnectTimeoutError, "no connection in time", ""),
    (urllib3.exceptions.TimeoutError, "no answer in time", ""),
    (TimeoutError, "no answer in time", ""),
    (http.client.IncompleteRead, "its answer was cut off", ""),
    (http.client.RemoteDisconnected, "it closed the connection without an answer", ""),
    (ConnectionResetError, "it reset the connection", ""),
    (http.client.HTTPException, "it does not speak HTTP as it should", "check its address"),
)


def outage(error: BaseException, later: str = LATER) -> tuple[str, str]:
    """Say why a request failed, and what can be done; ``later`` says when it is tried again."""
    links = list(_chain(error))
    for kind, what, hint in _KINDS:
        if found := next((link for link in links if isinstance(link, kind)), None):
            return f"{what}{_detail(found)}", hint or later
    last = links[-1]
    return str(getattr(last, "strerror", "") or last or type(last).__name__).lower(), later


def _detail(error: BaseException) -> str:
    return f" ({error.verify_message})" if isinstance(error, ssl.SSLCertVerificationError) else ""


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
