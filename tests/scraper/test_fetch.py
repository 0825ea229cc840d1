"""One answer: what is wrong with it, in one line each."""

import shutil
import socket
import ssl
import subprocess
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from scraper.fetch import (
    Bounds,
    Fetcher,
    WikiAnswerUnreadable,
    WikiBusy,
    WikiError,
    WikiRefused,
    WikiUnreachable,
)
from tests import loopback_faults as faults

_MIB = 1 << 20
_CHECK = "check the wiki and api in the settings"
_AGAIN = "the next round tries again"


def fetch(url, **bounds):
    fetcher = Fetcher("en.example", url, "diplowatch/0", Bounds(**bounds))
    try:
        return fetcher.get({"action": "query", "formatversion": 2, "list": "search"})
    finally:
        fetcher.close()


def failure(url, **bounds):
    with pytest.raises(WikiError) as caught:
        fetch(url, **bounds)
    return type(caught.value), str(caught.value).replace(url, "URL"), caught.value.passing


@pytest.mark.parametrize(
    ("fault", "kind", "message", "passing"),
    [
        pytest.param(
            faults.status(429, "18.5"), WikiBusy,
            'en.example answered "URL" with status 429 (Too Many Requests) and asks to wait '
            f"18.5 s: {_AGAIN}", True, id="too many requests",
        ),
        pytest.param(
            faults.status(429), WikiBusy,
            f'en.example answered "URL" with status 429 (Too Many Requests): {_AGAIN}', True,
            id="too many requests, without a time",
        ),
        pytest.param(
            faults.status(503, kind=faults.HTML), WikiBusy,
            f'en.example answered "URL" with status 503 (Service Unavailable): {_AGAIN}', True,
            id="out of service",
        ),
        pytest.param(
            faults.status(502), WikiUnreachable,
            'en.example answered "URL" with status 502 (Bad Gateway): it is out of order; '
            + _AGAIN,
            True, id="a gateway with nothing behind",
        ),
        pytest.param(
            faults.status(599), WikiUnreachable,
            'en.example answered "URL" with status 599 (no status of HTTP): it is out of order; '
            + _AGAIN, True, id="a status that is none",
        ),
        pytest.param(
            faults.status(403), WikiRefused,
            'en.example answered "URL" with status 403 (Forbidden): '
            "check the contact in the settings", False, id="forbidden, as without User-Agent",
        ),
        pytest.param(
            faults.status(404), WikiRefused,
            f'en.example answered "URL" with status 404 (Not Found): {_CHECK}', False,
            id="no api there",
        ),
        pytest.param(
            faults.body(b"<!DOCTYPE html>", faults.HTML), WikiAnswerUnreadable,
            f'en.example answered "URL" with an HTML page instead of JSON: {_CHECK}', False,
            id="an HTML page",
        ),
        pytest.param(
            faults.body(b"{}", "text/x-yaml"), WikiAnswerUnreadable,
            f'en.example answered "URL" with "text/x-yaml" instead of JSON: {_CHECK}', False,
            id="another format",
        ),
        pytest.param(
            faults.broken_gzip, WikiAnswerUnreadable,
            f'en.example answered "URL" with damaged compression: if it stays so, {_CHECK}', True,
            id="broken gzip",
        ),
        pytest.param(
            faults.cut_connection, WikiUnreachable,
            f'cannot reach en.example at "URL": its answer was cut off: {_AGAIN}', True,
            id="a connection closed in the middle",
        ),
        pytest.param(
            faults.hang_up, WikiUnreachable,
            'cannot reach en.example at "URL": it closed the connection without an answer: '
            + _AGAIN, True, id="a connection closed at once",
        ),
        pytest.param(
            faults.reset, WikiUnreachable,
            f'cannot reach en.example at "URL": it reset the connection: {_AGAIN}', True,
            id="a connection reset",
        ),
        pytest.param(
            faults.redirect("http://127.0.0.1:9/w/api.php"), WikiRefused,
            'en.example redirects "URL" to "http://127.0.0.1:9", which is not the configured host: '
            "if that is the wiki, set it in the settings", False, id="a redirect elsewhere",
        ),
        pytest.param(
            faults.redirect("file:///etc/passwd"), WikiRefused,
            'en.example redirects "URL" to "file://", which is not the configured host: '
            "if that is the wiki, set it in the settings", False, id="a redirect to a file",
        ),
        pytest.param(
            faults.redirect("/w/api.php"), WikiRefused,
            f'en.example redirects "URL" in a circle: {_CHECK}', False, id="redirects in a circle",
        ),
        pytest.param(
            faults.redirect("http://[::1/"), WikiRefused,
            f'en.example redirects "URL" to what is no address: {_CHECK}', False,
            id="a redirect to half an address",
        ),
        pytest.param(
            faults.redirect("http://127.0.0.1:99999/"), WikiRefused,
            f'en.example redirects "URL" to what is no address: {_CHECK}', False,
            id="a redirect to a port that is none",
        ),
        pytest.param(
            faults.huge(100 * _MIB), WikiAnswerUnreadable,
            'en.example answered "URL" with more than 64 MiB, more than any answer has: ' + _CHECK,
            False, id="a hundred megabytes, packed into half of one",
        ),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_said_in_one_line(loopback_wiki, fault, kind, message, passing):
    loopback_wiki.trouble = lambda _: fault

    assert failure(loopback_wiki.api) == (kind, message, passing)


def test_a_wiki_that_says_nothing_is_not_waited_for(loopback_wiki):
    loopback_wiki.fail(faults.stall(0.3))

    assert failure(loopback_wiki.api, silence=0.05) == (
        WikiUnreachable, f'cannot reach en.example at "URL": no answer in time: {_AGAIN}', True,
    )  # fmt: skip


def test_a_wiki_that_answers_ever_so_slowly_is_not_waited_for(loopback_wiki):
    loopback_wiki.fail(faults.dribble(pause=0.01, times=30))

    assert failure(loopback_wiki.api, whole=0.1) == (
        WikiUnreachable,
        f'en.example took more than 0.1 s to answer "URL": {_AGAIN}',
        True,
    )


def test_a_redirect_within_the_host_is_followed(loopback_wiki):
    loopback_wiki.fail(faults.redirect("/wiki/api.php?action=query&formatversion=2"))

    fetch(loopback_wiki.api)
    assert [asked.path for asked in loopback_wiki.asked] == ["/w/api.php", "/wiki/api.php"]


def test_a_host_redirected_to_is_not_even_asked(loopback_wiki):
    elsewhere = loopback_wiki.api.replace("127.0.0.1", "localhost")
    loopback_wiki.fail(faults.redirect(elsewhere))

    failure(loopback_wiki.api)
    assert len(loopback_wiki.asked) == 1


def test_a_port_where_nothing_listens(closed_port):
    assert failure(f"http://127.0.0.1:{closed_port}/w/api.php") == (
        WikiUnreachable,
        'cannot reach en.example at "URL": nothing listens there: check its address, or wait',
        True,
    )


def test_a_name_that_nobody_has():
    assert failure("http://wiki.invalid/w/api.php") == (
        WikiUnreachable,
        'cannot reach en.example at "URL": its name is not known: '
        "check the name in the settings, the network",
        True,
    )


def test_a_server_without_tls(loopback_wiki):
    assert failure(loopback_wiki.api.replace("http:", "https:")) == (
        WikiUnreachable,
        'cannot reach en.example at "URL": it does not speak TLS as it should: '
        "check http or https in its address",
        True,
    )


def test_a_certificate_that_nobody_signed(tmp_path):
    if not shutil.which("openssl"):
        pytest.skip("needs openssl to make a certificate")
    pem = tmp_path / "server.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1",
         "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", pem, "-out", tmp_path / "cert.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "cert.pem", pem)
    with TlsServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()

        told = failure(f"https://127.0.0.1:{server.server_port}/w/api.php")
        server.shutdown()
    assert (told[0], told[1].partition(" (")[0], told[1].rpartition(": ")[2]) == (
        WikiUnreachable,
        'cannot reach en.example at "URL": its TLS certificate is not valid',
        "check its name, our clock",
    )


class TlsServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        pass


@pytest.fixture
def closed_port():
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]
