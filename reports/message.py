"""The noun of the outbox: one rendered report for one recipient, ready to be sent at any time."""

import hashlib
import re
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import msgspec

from reports.report import Report, ReportError


class DeliveryError(ReportError):
    """A message that did not arrive; ``temporary`` when trying again later may help.

    ``for_all`` where it says nothing of this message, but that the server takes none now.
    """

    def __init__(self, message: str, *, temporary: bool, for_all: bool = False) -> None:
        super().__init__(message)
        self.temporary = temporary
        self.for_all = for_all


@dataclass(frozen=True, slots=True)
class Message:
    """A rendered report for one recipient.

    ``id`` and ``thread`` are message ids (RFC 5322: "<left@right>"), the same however
    often the report is composed; ``recipient`` is a mail address, the
    number of an address to push to, or "". ``text`` is in
    the channel's format (``format``), ``html`` the alternative that mails carry.
    """

    id: str
    thread: str
    recipient: str
    subject: str
    made_at: datetime
    list_id: str
    format: str
    text: str
    html: str = ""


def to_document(message: Message) -> dict[str, Any]:
    """Turn a message into strings, so that it can be stored."""
    return {**asdict(message), "made_at": message.made_at.isoformat()}


def from_document(document: dict[str, Any]) -> Message:
    """Make the message again; raise ReportError where the document is not one."""
    try:
        return msgspec.convert(document, Message)
    except msgspec.ValidationError as error:
        raise ReportError(
            f"a stored message cannot be read: {error}; was it edited by hand?"
        ) from error


def message_id(report: Report, recipient: str, installation: str, domain: str) -> str:
    """Derive the id under which a report is known to a recipient, however often it is sent."""
    return _id("report", installation, report.key, report.subscription, recipient, domain=domain)


def thread_id(report: Report, installation: str, domain: str) -> str:
    """Derive the id that all reports of one article refer to, else all of one subscription."""
    about = [str(news.article) for news in report.told]
    of = ("article", about[0]) if len(about) == 1 else ("subscription", "")
    return _id("thread", installation, report.subscription, *of, domain=domain)


def list_id(report: Report, installation: str) -> str:
    """Name the subscription as a mailing list (RFC 2919: "localhost" for unmanaged ones)."""
    return f"<{_label(report.subscription)}.diplowatch-{_hash(installation)[:12]}.localhost>"


def slug(text: str, limit: int = 60) -> str:
    """Reduce text to lower-case ASCII letters, digits and single hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower())[:limit].strip("-")


def domain_of(address: str) -> str:
    """Give the host of a mail address if it is fit for a message id, else a reserved one."""
    host = address.rpartition("@")[2].strip(" >").lower()
    fit = re.fullmatch(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?", host)
    return host if fit and ".." not in host else "diplowatch.invalid"


def _label(name: str) -> str:
    """Give a name that is a slug as it is, and any other with a hash, which tells it apart."""
    plain = slug(name)
    if plain and plain == name:
        return name
    return f"{plain or 'reports'}-{_hash(name)[:8]}"


def _id(*parts: str, domain: str) -> str:
    return f"<diplowatch.{_hash(*parts)[:32]}@{domain}>"


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
