import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from reports.channel import PushChannel
from reports.deliver.send import send
from reports.message import DeliveryError, Message

MESSAGE = Message(
    id="<diplowatch.1@example.org>",
    thread="<t@example.org>",
    recipient="",
    subject="1 change",
    made_at=datetime(2024, 5, 3, tzinfo=UTC),
    list_id="",
    format="text",
    text="Fiji\n",
)


class Webhook(HTTPServer):
    status = 200
    taken: list[dict[str, str]]


class _Taker(BaseHTTPRequestHandler):
    server: Webhook

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.status == 200:
            self.server.taken.append(json.loads(body))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def webhook() -> Iterator[Webhook]:
    pytest.importorskip("apprise", reason="the extra diplowatch[push] is not installed")
    server = Webhook(("127.0.0.1", 0), _Taker)
    server.taken = []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_report_is_pushed_with_its_subject(webhook: Webhook) -> None:
    send(PushChannel((f"json://127.0.0.1:{webhook.server_port}/",)), MESSAGE)

    assert [(one["title"], one["message"]) for one in webhook.taken] == [("1 change", "Fiji")]


def test_what_is_not_taken_is_tried_again_later(webhook: Webhook) -> None:
    webhook.status = 500

    with pytest.raises(DeliveryError, match="was not taken by") as refused:
        send(PushChannel((f"json://127.0.0.1:{webhook.server_port}/",)), MESSAGE)

    assert refused.value.temporary


def test_no_address_is_told_in_an_error() -> None:
    channel = PushChannel(("nonsense://correct-horse@example.org",))

    with pytest.raises(DeliveryError) as refused:
        send(channel, MESSAGE)

    assert "correct-horse" not in f"{refused.value} {channel!r}"
