"""The round's last step: what is owed is sent, each delivery on its own."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from monitor.channels import Channels, read
from monitor.look import Trouble
from monitor.settings import (
    AppendChannel,
    AtomChannel,
    Channel,
    EmailChannel,
    FileChannel,
    PushChannel,
    SettingsError,
    Subscription,
)
from monitor.stop import Stop
from reports.compose import recipients
from reports.deliver.send import send
from reports.message import DeliveryError, from_document
from reports.report import ReportError
from storage.failures import Failures
from storage.history import History
from storage.outbox import LONGEST_WAIT, Delivery, Outbox

_FIRST_WAIT = timedelta(minutes=1)
_PATIENCE, _FEWEST = timedelta(days=7), 12


def post(
    history: History, channels: Channels, stop: Stop, now: datetime
) -> tuple[tuple[Trouble, ...], tuple[str, ...]]:
    """Send what is due; give what failed, and the keys of the channels that work.

    What fails for now is tried again, after ever longer waits; what was refused for
    good, or has failed for a week and a dozen times, is not, and ``diplowatch outbox``
    shows it.
    """
    outbox = Outbox(history)
    troubles: dict[str, Trouble] = {}
    fine: set[str] = set()
    shut: DeliveryError | None = None
    for delivery in outbox.due(now):
        stop.check()
        key = destination(delivery)
        try:
            _send(delivery, channels, shut)
        except DeliveryError as error:
            shut = error if error.for_all else shut
            troubles[key] = Trouble(key, key, str(error))
            if error.temporary and not _is_in_vain(delivery, now):
                outbox.retry(delivery, str(error), now + wait_after(delivery.attempts))
            else:
                outbox.failed(delivery, str(error), now)
        else:
            outbox.sent(delivery, now)
            fine.add(key)
    for delivery in outbox.deliveries("pending"):
        if delivery.error:  # one that waits for its next attempt fails still
            troubles.setdefault(destination(delivery), _trouble(delivery))
    return tuple(troubles.values()), tuple(fine - troubles.keys())


def give_up(delivery: Delivery, history: History, now: datetime) -> None:
    """Drop a delivery; where nothing else is owed there, the place no longer fails."""
    outbox, place = Outbox(history), destination(delivery)
    outbox.drop(delivery, now)
    owed = (*outbox.deliveries("pending"), *outbox.deliveries("failed"))
    if place not in map(destination, owed):
        Failures(history).forget(place)


def _send(delivery: Delivery, channels: Channels, shut: DeliveryError | None) -> None:
    """Send one; raise DeliveryError for whatever is wrong with it, so that it holds up no other.

    Where the mail server is ``shut``, waiting for it once in a round is enough.
    """
    channel = read(delivery.channel)
    if shut and isinstance(channel, EmailChannel):
        raise DeliveryError(f"not tried, after {shut}", temporary=True)
    try:
        send(channels.address(channel), from_document(dict(delivery.message)))
    except SettingsError as error:
        raise DeliveryError(str(error), temporary=True) from error
    except DeliveryError:
        raise
    except ReportError as error:
        raise DeliveryError(str(error), temporary=False) from error


def _is_in_vain(delivery: Delivery, now: datetime) -> bool:
    return delivery.attempts + 1 >= _FEWEST and now - delivery.made_at >= _PATIENCE


def _trouble(delivery: Delivery) -> Trouble:
    key = destination(delivery)
    return Trouble(key, key, delivery.error)


def wait_after(attempts: int) -> timedelta:
    """Give how long to wait after one more failed attempt: not at all, then 2, 4 ... minutes."""
    if not attempts:
        return timedelta()  # whoever mends the mail server and looks again shall see it work
    return min(_FIRST_WAIT * (1 << min(attempts, 20)), LONGEST_WAIT)


def destinations(
    history: History, subscriptions: Iterable[Subscription], channels: Channels
) -> set[str]:
    """Name all places to which reports go by the settings, or are owed."""
    listed = {
        _place(channel, recipient)
        for subscription in subscriptions
        for channel in subscription.channels
        for recipient in recipients(channels.outline(channel))
    }
    return listed | {destination(delivery) for delivery in Outbox(history).deliveries("pending")}


def destination(delivery: Delivery) -> str:
    """Name what a delivery depends on: a folder or file, standard output, a mailbox.

    An address that pushes is a secret: what names it in the settings does for it.
    """
    return _place(read(delivery.channel), delivery.recipient)


def _place(channel: Channel, recipient: str) -> str:
    if isinstance(channel, PushChannel):
        number = f", address {recipient}" if recipient else ""
        return f"push to what {channel.url_env or channel.url_file} names{number}"
    if recipient:
        return f"mail to {recipient}"
    if isinstance(channel, FileChannel):
        return f"reports into {channel.folder}"
    if isinstance(channel, AppendChannel | AtomChannel):
        return f"reports into {channel.file}"
    return "reports into standard output"
