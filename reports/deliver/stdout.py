"""Deliver to standard output."""

import sys

from reports.channel import StdoutChannel
from reports.message import DeliveryError, Message


def deliver(channel: StdoutChannel, message: Message) -> None:
    """Write the report and flush it; what the terminal's encoding lacks is replaced.

    Raise DeliveryError (temporary) where nobody reads any more.
    """
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(message.text.encode(encoding, "replace").decode(encoding))
        sys.stdout.flush()
    except (OSError, ValueError) as error:
        raise DeliveryError(
            f"the {channel.format} report cannot be written to standard output: {error}",
            temporary=True,
        ) from error
