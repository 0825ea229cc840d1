"""A server on loopback whose certificate was good once: signed by one who is trusted, expired."""

import shutil
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

_AUTHORITY = """
[ca]
default_ca = here
[here]
database = {folder}/index.txt
new_certs_dir = {folder}
rand_serial = yes
default_md = sha256
policy = any
x509_extensions = names
[any]
commonName = supplied
[names]
subjectAltName = IP:127.0.0.1
"""


@contextmanager
def expired(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Give the address of a server with a certificate of 2020; it is trusted but for its age."""
    if not shutil.which("openssl"):
        pytest.skip("needs openssl to make a certificate")
    key, certificate = _made(folder)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with _Server(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"https://127.0.0.1:{server.server_port}/w/api.php"
        server.shutdown()


def _made(folder: Path) -> tuple[Path, Path]:
    key, request, certificate = (folder / name for name in ("key.pem", "request", "cert.pem"))
    settings = folder / "openssl.cnf"
    settings.write_text(_AUTHORITY.format(folder=folder))
    (folder / "index.txt").touch()
    for command in (
        ["req", "-new", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1",
         "-keyout", key, "-out", request],
        ["ca", "-batch", "-selfsign", "-notext", "-config", settings, "-keyfile", key,
         "-startdate", "20200101000000Z", "-enddate", "20200201000000Z",
         "-in", request, "-out", certificate],
    ):  # fmt: skip
        subprocess.run(["openssl", *command], check=True, capture_output=True)
    return key, certificate


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet of readers who hang up."""
