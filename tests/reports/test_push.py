import json
import threading
from collections.abc import Iterator
from dataclasses import replace
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


def test_each_address_is_a_recipient_of_its_own(webhook: Webhook) -> None:
    ours = f"json://127.0.0.1:{webhook.server_port}/"
    channel = PushChannel(("json://127.0.0.1:1/", ours))
    send(channel, replace(MESSAGE, recipient="2"))

    with pytest.raises(DeliveryError, match="was not taken by"):
        send(channel, replace(MESSAGE, recipient="1"))

    assert len(webhook.taken) == 1


def test_an_address_that_is_listed_no_longer_is_given_up() -> None:
    with pytest.raises(DeliveryError, match="there is no address 2 any more") as refused:
        send(PushChannel(("json://127.0.0.1:1/",)), replace(MESSAGE, recipient="2"))

    assert not refused.value.temporary


def test_what_is_too_long_for_a_service_comes_in_parts(webhook: Webhook) -> None:
    long = replace(MESSAGE, text="Fiji\n" * 8000)
    send(PushChannel((f"json://127.0.0.1:{webhook.server_port}/",)), long)

    assert sum(one["message"].count("Fiji") for one in webhook.taken) == 8000


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        pytest.param("text", "*x*&nbsp;&lt;b&gt;&amp;", id="text has no marks"),
        pytest.param("markdown", "<em>x</em>", id="Markdown has its own"),
    ],
)
def test_a_service_that_shows_html_is_sent_html(webhook: Webhook, form: str, shown: str) -> None:
    message = replace(MESSAGE, format=form, text="*x* <b>&")
    send(PushChannel((f"json://127.0.0.1:{webhook.server_port}/?format=html",)), message)

    assert shown in webhook.taken[0]["message"]


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
