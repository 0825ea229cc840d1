import re
import socket
import ssl
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from reports.channel import MailChannel, MailServer, Security
from reports.deliver.letter import write_letter
from reports.deliver.mail import deliver
from reports.message import DeliveryError, Message

if TYPE_CHECKING:
    from conftest import Mailbox

MESSAGE = Message(
    id="<diplowatch.0123456789abcdef@example.org>",
    thread="<diplowatch.fedcba9876543210@example.org>",
    recipient="reader@example.org",
    subject="Außenpolitik der Mongolei: 1 change (Żółw)",
    made_at=datetime(2024, 5, 3, 12, 4, tzinfo=UTC),
    list_id="<everyone.diplowatch-0123.localhost>",
    format="text",
    text="Außenpolitik der Mongolei\n  + Fiji: …\n.\n",
    html="<p>Außenpolitik der Mongolei</p>\n",
)


SECRET = "correct horse"
OpenMailbox = Callable[..., int]


def channel(
    port: int, security: Security = "none", timeout: float = 20, **login: str
) -> MailChannel:
    server = MailServer("127.0.0.1", port, security, timeout=timeout, **login)
    return MailChannel("Diplowatch <watch@example.org>", ("reader@example.org",), server)


def refused(channel: MailChannel, context: ssl.SSLContext | None = None) -> DeliveryError:
    with pytest.raises(DeliveryError) as caught:
        deliver(channel, MESSAGE, context=context)
    return caught.value


def test_a_mail_has_the_text_and_the_html(mailbox: "Mailbox", open_mailbox: OpenMailbox) -> None:
    deliver(channel(open_mailbox()), MESSAGE)

    [letter] = mailbox.letters
    assert [
        (part.get_content_type(), part.get_content().replace("\r\n", "\n"))
        for part in letter.iter_parts()
    ] == [("text/plain", MESSAGE.text), ("text/html", MESSAGE.html)]


def test_a_mail_says_what_it_is(mailbox: "Mailbox", open_mailbox: OpenMailbox) -> None:
    deliver(channel(open_mailbox()), MESSAGE)

    [letter] = mailbox.letters
    assert {name: value for name, value in letter.items() if not name.startswith("X-")} == {
        "From": "Diplowatch <watch@example.org>",
        "To": "reader@example.org",
        "Subject": "Außenpolitik der Mongolei: 1 change (Żółw)",
        "Date": "Fri, 03 May 2024 12:04:00 +0000",
        "Message-ID": "<diplowatch.0123456789abcdef@example.org>",
        "In-Reply-To": "<diplowatch.fedcba9876543210@example.org>",
        "References": "<diplowatch.fedcba9876543210@example.org>",
        "List-Id": "<everyone.diplowatch-0123.localhost>",
        "Auto-Submitted": "auto-generated",
        "MIME-Version": "1.0",
        "Content-Type": letter["Content-Type"],
    }


def test_a_mail_is_the_same_bytes_every_time() -> None:
    first, second = (write_letter(MESSAGE, "watch@example.org").as_bytes() for _ in range(2))

    assert first == second


def test_the_lines_of_a_mail_are_ascii_and_short_enough_for_every_relay() -> None:
    long = replace(MESSAGE, text="é" * 5000, html="<p>" + "漢" * 5000)

    lines = write_letter(long, "watch@example.org").as_bytes().split(b"\r\n")

    assert [line for line in lines if len(line) > 998 or not line.isascii() or b"\n" in line] == []


def test_starttls_and_login(
    mailbox: "Mailbox",
    open_mailbox: OpenMailbox,
    server_tls: ssl.SSLContext,
    client_tls: ssl.SSLContext,
) -> None:
    port = open_mailbox(
        tls_context=server_tls,
        require_starttls=True,
        auth_required=True,
        authenticator=mailbox.authenticate,
    )

    login = channel(port, "starttls", user="watch", password=SECRET)
    deliver(login, MESSAGE, context=client_tls)

    assert (len(mailbox.letters), mailbox.encrypted, mailbox.logins) == (
        1,
        [True],
        [("watch", SECRET)],
    )


def test_tls_from_the_first_byte(
    mailbox: "Mailbox",
    open_mailbox: OpenMailbox,
    server_tls: ssl.SSLContext,
    client_tls: ssl.SSLContext,
) -> None:
    deliver(channel(open_mailbox(ssl_context=server_tls), "tls"), MESSAGE, context=client_tls)

    assert mailbox.encrypted == [True]


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(
    mailbox: "Mailbox", open_mailbox: OpenMailbox, server_tls: ssl.SSLContext
) -> None:
    error = refused(channel(open_mailbox(tls_context=server_tls), "starttls"))

    assert (error.temporary, "certificate verify failed" in str(error), mailbox.letters) == (
        True,
        True,
        [],
    )


def test_no_mail_goes_out_in_the_clear_where_starttls_is_asked_for(
    mailbox: "Mailbox", open_mailbox: OpenMailbox
) -> None:
    error = refused(channel(open_mailbox(), "starttls"))

    assert (error.temporary, "STARTTLS" in str(error), mailbox.letters) == (True, True, [])


def test_a_wrong_password_is_told_without_the_password(
    mailbox: "Mailbox",
    open_mailbox: OpenMailbox,
    server_tls: ssl.SSLContext,
    client_tls: ssl.SSLContext,
) -> None:
    port = open_mailbox(tls_context=server_tls, authenticator=mailbox.authenticate)
    login = channel(port, "starttls", user="watch", password="battery staple")

    error = refused(login, client_tls)

    assert (
        str(error)
        == f'mail to "reader@example.org" by 127.0.0.1:{port} failed: 535 5.7.8 Authentication'
        " credentials invalid (will be tried again)"
    )
    assert (error.temporary, "battery" in repr(login)) == (True, False)


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize(
    ("answer", "temporary"),
    [
        pytest.param("451 try later", True, id="4xx may be tried again"),
        pytest.param("552 mailbox is full", False, id="5xx is for good"),
        pytest.param("530 5.7.0 login first", True, id="a login is for the settings to mend"),
    ],
)
def test_a_refusal(
    mailbox: "Mailbox", open_mailbox: OpenMailbox, step: str, answer: str, temporary: bool
) -> None:
    mailbox.answers[step] = answer

    error = refused(channel(open_mailbox()))

    assert (error.temporary, answer in str(error)) == (temporary, True)


def test_a_refusal_that_repeats_the_password_is_told_without_it(
    mailbox: "Mailbox",
    open_mailbox: OpenMailbox,
    server_tls: ssl.SSLContext,
    client_tls: ssl.SSLContext,
) -> None:
    mailbox.answers["DATA"] = f"554 {SECRET} AHdhdGNoAGNvcnJlY3QgaG9yc2U= is no way\x1b[31m to talk"
    port = open_mailbox(tls_context=server_tls, authenticator=mailbox.authenticate)

    error = refused(channel(port, "starttls", user="watch", password=SECRET), client_tls)

    assert "554 *** *** is no way to talk" in str(error)


def test_a_server_that_breaks_off_after_the_text_is_tried_again(
    mailbox: "Mailbox", open_mailbox: OpenMailbox
) -> None:
    mailbox.answers["DATA"] = "drop"

    assert refused(channel(open_mailbox())).temporary


def test_a_server_that_hangs_after_the_text_is_tried_again(
    mailbox: "Mailbox", open_mailbox: OpenMailbox
) -> None:
    mailbox.answers["DATA"] = "hang"

    error = refused(channel(open_mailbox(), timeout=0.3))

    assert (error.temporary, "no answer in time" in str(error)) == (True, True)


def test_a_mail_that_was_accepted_is_sent_however_the_server_says_goodbye(
    mailbox: "Mailbox", open_mailbox: OpenMailbox
) -> None:
    mailbox.answers["QUIT"] = "hang"

    deliver(channel(open_mailbox(), timeout=0.3), MESSAGE)

    assert len(mailbox.letters) == 1


def test_a_server_that_accepts_and_says_nothing_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        error = refused(channel(silent.getsockname()[1], timeout=0.2))

    assert (error.temporary, "no answer in time" in str(error)) == (True, True)


def test_a_server_that_is_not_there_is_tried_again() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]

    error = refused(channel(port))

    assert (error.temporary, "refused" in str(error)) == (True, True)


def test_without_a_server_nothing_is_lost() -> None:
    nowhere = MailChannel("watch@example.org", ("reader@example.org",))

    assert refused(nowhere).temporary


@pytest.mark.parametrize(
    "address",
    [
        "",
        "reader",
        "@example.org",
        "reader@",
        "a@example.org, b@example.org",
        "a@example.org\r\nBcc: all@example.org",
        "a@exa mple.org",
    ],
)
def test_what_is_no_address_is_refused_for_good(address: str) -> None:
    with pytest.raises(DeliveryError, match="is no mail address") as caught:
        write_letter(replace(MESSAGE, recipient=address), "watch@example.org")

    assert not caught.value.temporary


def test_no_subject_adds_a_header() -> None:
    evil = replace(MESSAGE, subject="news\r\nBcc: all@example.org\x00\x1b[2J" + "x" * 999)

    letter = write_letter(evil, "watch@example.org")

    assert (letter["Bcc"], re.findall("[\x00-\x1f]", letter["Subject"])) == (None, [])
