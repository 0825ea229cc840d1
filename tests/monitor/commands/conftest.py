import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller

from monitor.commands import program
from monitor.commands.outcome import run


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it wrote."""

    status: int
    out: str
    err: str


@pytest.fixture
def diplowatch(tmp_path, monkeypatch, capsys) -> Callable[..., Ended]:
    """Run the command line in an empty folder, without a user's configuration."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    def diplowatch(*arguments: object) -> Ended:
        status = run(program, [str(argument) for argument in arguments])
        return Ended(int(status), *capsys.readouterr())

    return diplowatch


@pytest.fixture
def settle(tmp_path, loopback_wiki) -> Callable[..., None]:
    """Write settings for articles of the wiki on loopback; ``more`` is more TOML."""

    def settle(*titles: str, more: str = "", api: str = "") -> None:
        host = loopback_wiki.host
        (tmp_path / "diplowatch.toml").write_text(
            f'[[articles]]\nwiki = "{host}"\ntitles = {json.dumps(titles)}\n'
            f'[wikis."{host}"]\napi = "{api or loopback_wiki.api}"\ntries = 1\n{more}'
        )

    return settle


@dataclass
class Mailbox:
    """A mailbox that keeps what arrives, and answers as it is told to."""

    port: int = 0
    answer: str = "250 OK"
    letters: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(self, server, session, envelope) -> str:
        if self.answer.startswith("2"):
            self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.answer


class Postman(Controller):
    """An SMTP server on a free port of the loopback."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """Serve a mailbox by real SMTP on loopback."""
    mailbox = Mailbox()
    postman = Postman(mailbox, hostname="127.0.0.1", port=0)
    postman.start()
    mailbox.port = postman.port
    yield mailbox
    postman.stop()
