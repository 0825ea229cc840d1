"""Where reports go, with all that a channel needs to send: the server and its password."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from monitor.settings import (
    AppendChannel,
    AtomChannel,
    Channel,
    EmailChannel,
    FileChannel,
    PushChannel,
    SettingsError,
    Smtp,
)
from reports import channel as addressed


@dataclass(frozen=True)
class Channels:
    """The channels of the settings, ready to be used; ``server`` is for mail."""

    sender: str = ""
    server: addressed.MailServer | None = None
    environ: Mapping[str, str] = field(default_factory=dict, repr=False)

    def outline(self, channel: Channel) -> addressed.Channel:
        """Give as much of a channel as composing takes: it need not be fit for sending now."""
        try:
            return self.address(channel)
        except SettingsError:
            if isinstance(channel, PushChannel):  # sending will say what is wrong
                return addressed.PushChannel((), channel.format)
            raise

    def address(self, channel: Channel) -> addressed.Channel:
        """Add to a channel of the settings what sending takes; SettingsError for a lost secret."""
        if isinstance(channel, FileChannel):
            return addressed.FileChannel(Path(channel.folder), channel.format)
        if isinstance(channel, EmailChannel):
            return addressed.MailChannel(self.sender, channel.recipients, self.server)
        if isinstance(channel, AppendChannel):
            return addressed.FileChannel(Path(channel.file), channel.format, append=True)
        if isinstance(channel, AtomChannel):
            return addressed.AtomChannel(
                Path(channel.file), channel.title, channel.url, channel.entries
            )
        if isinstance(channel, PushChannel):
            secret = _secret(channel.url_env, channel.url_file, "url", self.environ)
            return addressed.PushChannel(tuple(secret.split()), channel.format)
        return addressed.StdoutChannel(channel.format)


def channels(smtp: Smtp | None, environ: Mapping[str, str]) -> Channels:
    """Read the password from where the settings say; SettingsError where it is not."""
    if smtp is None:
        return Channels(environ=environ)
    server = addressed.MailServer(
        host=smtp.host,
        port=smtp.port,
        security=smtp.security,
        user=smtp.user,
        password=_secret(smtp.password_env, smtp.password_file, "smtp.password", environ),
        timeout=smtp.timeout,
    )
    return Channels(smtp.sender, server, environ)


def written(channel: Channel) -> str:
    """Write a channel down as it stood in the settings when a delivery was owed."""
    return msgspec.json.encode(channel).decode()


def read(text: str) -> Channel:
    """Read what ``written`` wrote."""
    channel: Channel = msgspec.json.decode(text, type=Channel)
    return channel


def _secret(variable: str, file: str, what: str, environ: Mapping[str, str]) -> str:
    """Read a secret from the environment or a file, whichever the settings name; "" for none."""
    if variable:
        if variable not in environ:
            raise SettingsError(
                f'the environment has no "{variable}", which {what}_env names: set it'
            )
        return environ[variable]
    if not file:
        return ""
    try:
        return Path(file).read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise SettingsError(f'cannot read {what}_file "{file}": {why}') from error
