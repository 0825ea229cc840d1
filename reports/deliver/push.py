"""Deliver to chat, push services and webhooks by Apprise (the extra "push")."""

import logging

from reports.channel import PushChannel
from reports.message import DeliveryError, Message

_FORMATS = {"markdown": "markdown", "html": "html"}


def deliver(channel: PushChannel, message: Message) -> None:
    """Send the report to the address whose number is the recipient; "" is for all of them.

    Raise DeliveryError (temporary) where it is not taken, for good where there is none of that
    number any more. The addresses hold passwords, and stand in no message.
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
    if not all([sender.add(url) for url in _urls(channel, message)]) or not sender:  # noqa: C419 - all are to be tried
        raise DeliveryError(
            "the report cannot be pushed: an address is none that Apprise knows: "
            "mend what url_env or url_file names",
            temporary=True,
        )
    for server in sender:
        server.overflow_mode = apprise.OverflowMode.SPLIT  # what is too long is refused otherwise
    # What the words of strangers mark up is escaped where the service shows another format.
    form = _FORMATS.get(message.format, "text")
    if not sender.notify(title=message.subject, body=message.text, body_format=form):
        services = ", ".join(sorted({server.service_name or "?" for server in sender}))
        raise DeliveryError(f"the report was not taken by {services}", temporary=True)


def _urls(channel: PushChannel, message: Message) -> tuple[str, ...]:
    if not message.recipient:
        return channel.urls
    number = int(message.recipient)
    if number > len(channel.urls):
        raise DeliveryError(
            f"the report cannot be pushed: there is no address {number} any more", temporary=False
        )
    return channel.urls[number - 1 : number]
