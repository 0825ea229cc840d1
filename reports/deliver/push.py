"""Deliver to chat, push services and webhooks by Apprise (the extra "push")."""

import logging

from reports.channel import PushChannel
from reports.message import DeliveryError, Message


def deliver(channel: PushChannel, message: Message) -> None:
    """Send the report to each address; raise DeliveryError (temporary) where one refuses.

    The addresses hold passwords, and stand in no message.
    """
    try:
        import apprise
    except ImportError as error:
        raise DeliveryError(
            "the report cannot be pushed: Apprise is not installed: "
            'install diplowatch with its extra, "diplowatch[push]"',
            temporary=True,
        ) from error
    # Its log names whole addresses where they are wrong.
    logging.getLogger("apprise").setLevel(logging.CRITICAL + 1)
    sender = apprise.Apprise()
    if not all([sender.add(url) for url in channel.urls]) or not channel.urls:  # noqa: C419 - all are to be tried
        raise DeliveryError(
            "the report cannot be pushed: an address is none that Apprise knows: "
            "mend what url_env or url_file names",
            temporary=True,
        )
    if not sender.notify(title=message.subject, body=message.text):
        services = ", ".join(sorted({server.service_name or "?" for server in sender}))
        raise DeliveryError(f"the report was not taken by {services}", temporary=True)
