"""The round's last step: what is owed is sent, each delivery on its own."""

from datetime import datetime

from monitor.channels import Channels, read
from monitor.look import Trouble
from monitor.stop import Stop
from reports.deliver.send import send
from reports.message import DeliveryError, from_document
from storage.history import History
from storage.outbox import Delivery, Outbox


def post(
    history: History, channels: Channels, stop: Stop, now: datetime
) -> tuple[tuple[Trouble, ...], tuple[str, ...]]:
    """Send what is due; give what failed, and the keys of the channels that work.

    What fails for now is due again in the next round; what was refused for good is not.
    """
    outbox = Outbox(history)
    troubles: dict[str, Trouble] = {}
    fine: set[str] = set()
    for delivery in outbox.due(now):
        stop.check()
        key = _key(delivery)
        try:
            send(channels.address(read(delivery.channel)), from_document(dict(delivery.message)))
        except DeliveryError as error:
            troubles[key] = Trouble(key, key, str(error))
            if error.temporary:
                outbox.retry(delivery, str(error), now)
            else:
                outbox.failed(delivery, str(error), now)
        else:
            outbox.sent(delivery, now)
            fine.add(key)
    return tuple(troubles.values()), tuple(fine - troubles.keys())


def _key(delivery: Delivery) -> str:
    """Name what a delivery depends on: a folder, standard output, a mailbox."""
    if delivery.recipient:
        return f"mail to {delivery.recipient}"
    channel = read(delivery.channel)
    return f"reports into {getattr(channel, 'folder', 'standard output')}"
