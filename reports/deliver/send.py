"""Send a message the way that its channel goes."""

from reports.channel import AtomChannel, Channel, FileChannel, PushChannel, StdoutChannel
from reports.message import Message


def send(channel: Channel, message: Message) -> None:
    """Deliver one message; raise DeliveryError where it did not arrive."""
    if isinstance(channel, FileChannel):
        from reports.deliver import file

        file.deliver(channel, message)
    elif isinstance(channel, StdoutChannel):
        from reports.deliver import stdout

        stdout.deliver(channel, message)
    elif isinstance(channel, AtomChannel):
        from reports.deliver import atom

        atom.deliver(channel, message)
    elif isinstance(channel, PushChannel):
        from reports.deliver import push

        push.deliver(channel, message)
    else:
        from reports.deliver import mail

        mail.deliver(channel, message)
