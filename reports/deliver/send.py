"""Send a message the way that its channel goes."""

from reports.channel import Channel, FileChannel, StdoutChannel
from reports.message import Message


def send(channel: Channel, message: Message) -> None:
    """Deliver one message; raise DeliveryError where it did not arrive."""
    if isinstance(channel, FileChannel):
        from reports.deliver import file

        file.deliver(channel, message)
    elif isinstance(channel, StdoutChannel):
        from reports.deliver import stdout

        stdout.deliver(channel, message)
    else:
        from reports.deliver import mail

        mail.deliver(channel, message)
