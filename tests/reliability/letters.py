"""A mail server on loopback that keeps what arrives, and fails as it is told to."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from types import TracebackType
from typing import Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


def _nothing() -> None:
    """Do nothing."""


@dataclass
class Letters:
    """What arrived, oldest first; ``refusals`` answer the next mails, one each, "" takes it.

    Of ``lose_answers`` mails it is said that they were not taken, though they were.

    ``on_mail`` is called when a mail is announced, ``on_data`` when it is there but not yet
    acknowledged; where ``is_deaf`` nothing is ever answered.
    """

    arrived: list[EmailMessage] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    lose_answers: int = 0
    on_mail: Callable[[], None] = _nothing
    on_data: Callable[[], None] = _nothing
    is_deaf: bool = False

    # No property: aiosmtpd looks at all of those for each connection.
    def ids(self) -> list[str]:
        """Give the message ids of what arrived."""
        return [str(letter["Message-ID"]) for letter in self.arrived]

    def to(self, recipient: str) -> list[EmailMessage]:
        """Give what one recipient got."""
        return [letter for letter in self.arrived if letter["To"] == recipient]

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, name: str, said: list[str]
    ) -> list[str]:
        while self.is_deaf:
            await asyncio.sleep(0.05)
        session.host_name = name
        return said

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        await asyncio.to_thread(self.on_mail)
        if self.refusals and (refusal := self.refusals.pop(0)):
            return refusal
        envelope.mail_from = address
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.arrived.append(message_from_bytes(envelope.content, policy=policy.default))
        await asyncio.to_thread(self.on_data)
        if self.lose_answers:
            self.lose_answers -= 1
            return "451 something went wrong"
        return "250 OK"


class MailServer(Controller):
    """Serves letters at ``port`` of the loopback."""

    def __init__(self, letters: Letters) -> None:
        super().__init__(letters, hostname="127.0.0.1", port=0)

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
