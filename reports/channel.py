"""The nouns of delivery: where a report goes, and in which form."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

Format = Literal["text", "markdown", "html", "json"]
Security = Literal["starttls", "tls", "none"]


@dataclass(frozen=True, slots=True)
class FileChannel:
    """A folder that gets one file a report, or a file that each report is appended to."""

    path: Path
    format: Format = "text"
    append: bool = False


@dataclass(frozen=True, slots=True)
class StdoutChannel:
    """Standard output, which cron mails to its owner."""

    format: Format = "text"


@dataclass(frozen=True, slots=True)
class MailServer:
    """An SMTP server; ``timeout`` is in seconds, for every step of the conversation."""

    host: str
    port: int = 587
    security: Security = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 30.0


@dataclass(frozen=True, slots=True)
class MailChannel:
    """A mail of text and HTML to each recipient; ``server`` is needed to send, not to compose."""

    sender: str
    recipients: tuple[str, ...]
    server: MailServer | None = None


@dataclass(frozen=True, slots=True)
class AtomChannel:
    """A feed file with the newest ``entries`` reports; ``url`` is where it is published."""

    path: Path
    title: str = "diplowatch"
    url: str = ""
    entries: int = 50


@dataclass(frozen=True, slots=True)
class PushChannel:
    """Addresses of chat, push services and webhooks, as Apprise writes them."""

    urls: tuple[str, ...] = field(repr=False)
    format: Format = "text"


Channel = FileChannel | StdoutChannel | MailChannel | AtomChannel | PushChannel
