"""Where reports go, with all that a channel needs to send: the server and its password."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from monitor.settings import Channel, EmailChannel, FileChannel, SettingsError, Smtp
from reports import channel as addressed


@dataclass(frozen=True)
class Channels:
    """The channels of the settings, ready to be used; ``server`` is for mail."""

    sender: str = ""
    server: addressed.MailServer | None = None

    def address(self, channel: Channel) -> addressed.Channel:
        """Add to a channel of the settings what sending takes."""
        if isinstance(channel, FileChannel):
            return addressed.FileChannel(Path(channel.folder), channel.format)
        if isinstance(channel, EmailChannel):
            return addressed.MailChannel(self.sender, channel.recipients, self.server)
        return addressed.StdoutChannel(channel.format)


def channels(smtp: Smtp | None, environ: Mapping[str, str]) -> Channels:
    """Read the password from where the settings say; SettingsError where it is not."""
    if smtp is None:
        return Channels()
    server = addressed.MailServer(
        host=smtp.host,
        port=smtp.port,
        security=smtp.security,
        user=smtp.user,
        password=_password(smtp, environ),
        timeout=smtp.timeout,
    )
    return Channels(smtp.sender, server)


def written(channel: Channel) -> str:
    """Write a channel down as it stood in the settings when a delivery was owed."""
    return msgspec.json.encode(channel).decode()


def read(text: str) -> Channel:
    """Read what ``written`` wrote."""
    channel: Channel = msgspec.json.decode(text, type=Channel)
    return channel


def _password(smtp: Smtp, environ: Mapping[str, str]) -> str:
    if smtp.password_env:
        if smtp.password_env not in environ:
            raise SettingsError(
                f'the environment has no "{smtp.password_env}", where smtp.password_env says that '
                "the password is: set it"
            )
        return environ[smtp.password_env]
    if not smtp.password_file:
        return ""
    try:
        return Path(smtp.password_file).read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise SettingsError(
            f'cannot read smtp.password_file "{smtp.password_file}": {why}'
        ) from error
