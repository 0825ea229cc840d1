"""Deliver by mail: one SMTP conversation (RFC 5321) for one recipient."""

import contextlib
import smtplib
import socket
import ssl
from base64 import b64encode

from reports.channel import MailChannel, MailServer
from reports.clean import clean
from reports.deliver.letter import write_letter
from reports.message import DeliveryError, Message

_LOGIN_NEEDED = {530, 534, 535, 538}  # RFC 4954, section 6


def deliver(
    channel: MailChannel, message: Message, *, context: ssl.SSLContext | None = None
) -> None:
    """Hand one mail to the server; ``context`` says which certificates are trusted.

    Raise DeliveryError: for good where the server refuses this mail with 5xx;
    temporary where it cannot be reached, hangs, breaks off, answers 4xx, or where the
    settings do not suit it (login, TLS; RFC 4954), since that says nothing of the mail.
    """
    if (server := channel.server) is None:
        raise DeliveryError("no mail server is set: fill in [smtp] in the settings", temporary=True)
    letter = write_letter(message, channel.sender)
    try:
        smtp = _open(server, context or _trusted(server))
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise _error(server, message, error, temporary=True, for_all=True) from None
    try:
        smtp.send_message(letter)
    except (smtplib.SMTPException, OSError, ValueError) as error:
        smtp.close()
        raise _error(server, message, error, temporary=not _is_refusal(error)) from None
    # It has been accepted: how the server says goodbye no longer matters.
    with contextlib.suppress(smtplib.SMTPException, OSError):
        smtp.quit()


def greet(server: MailServer, *, context: ssl.SSLContext | None = None) -> None:
    """Go as far as the login with the server, without a mail; raise DeliveryError."""
    try:
        smtp = _open(server, context or _trusted(server))
    except (smtplib.SMTPException, OSError, ValueError) as error:
        raise DeliveryError(
            f"the mail server {_place(server)} does not let us in: {_said(server, error)}: "
            "check [smtp] in the settings",
            temporary=True,
            for_all=True,
        ) from None
    with contextlib.suppress(smtplib.SMTPException, OSError):
        smtp.quit()


def _trusted(server: MailServer) -> ssl.SSLContext | None:
    """Load the system's certificates, which takes longer than a mail, where they are needed."""
    return None if server.security == "none" else ssl.create_default_context()


def _open(server: MailServer, context: ssl.SSLContext | None) -> smtplib.SMTP:
    smtp = _connect(server, context)
    try:
        smtp.ehlo_or_helo_if_needed()
        if server.security == "starttls":
            smtp.starttls(context=context)
        if server.user:
            smtp.login(server.user, server.password)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _connect(server: MailServer, context: ssl.SSLContext | None) -> smtplib.SMTP:
    host, port, name, timeout = server.host, server.port, _own_name(), server.timeout
    if server.security == "tls":
        return smtplib.SMTP_SSL(host, port, name, timeout=timeout, context=context)
    return smtplib.SMTP(host, port, name, timeout=timeout)


def _own_name() -> str:
    # smtplib would ask the DNS for it, for which there is no timeout.
    name = socket.gethostname()
    return name if "." in name and name.isascii() else "[127.0.0.1]"


def _is_refusal(error: Exception) -> bool:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(_is_for_good(code) for code, _ in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return _is_for_good(error.smtp_code)
    return isinstance(error, smtplib.SMTPNotSupportedError | ValueError)


def _is_for_good(code: int) -> bool:
    return code >= 500 and code not in _LOGIN_NEEDED


def _error(
    server: MailServer,
    message: Message,
    error: Exception,
    *,
    temporary: bool,
    for_all: bool = False,
) -> DeliveryError:
    to, where, said = clean(message.recipient, 254), _place(server), _said(server, error)
    again = "will be tried again" if temporary else "will not be tried again"
    return DeliveryError(
        f'mail to "{to}" by {where} failed: {said} ({again})', temporary=temporary, for_all=for_all
    )


def _place(server: MailServer) -> str:
    return f"{clean(server.host, 253)}:{server.port}"


def _said(server: MailServer, error: Exception) -> str:
    return clean(_without_secrets(_answer(error), server), 300)


def _without_secrets(said: str, server: MailServer) -> str:
    """Blank what some servers repeat of what they were given."""
    if not server.password:
        return said
    plain, both = server.password.encode(), f"\0{server.user}\0{server.password}".encode()
    for secret in (b64encode(both).decode(), b64encode(plain).decode(), server.password):
        said = said.replace(secret, "***")
    return said


def _answer(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "; ".join(_reply(code, text) for code, text in error.recipients.values())
    if isinstance(error, smtplib.SMTPResponseException):
        return _reply(error.smtp_code, error.smtp_error)
    if isinstance(error, TimeoutError) or str(error).endswith("timed out"):
        return "no answer in time"
    return str(error) or type(error).__name__


def _reply(code: int, text: bytes | str) -> str:
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return f"{code} {said}"
