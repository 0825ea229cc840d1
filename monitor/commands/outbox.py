"""``diplowatch outbox``: what is owed to whom, and what became of it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from monitor.commands.listing import Row, WriteTime, short_time, time_text, write
from monitor.commands.options import ID, Place, format_option, place_options

if TYPE_CHECKING:
    from storage.history import History
    from storage.outbox import Delivery, Outbox

_COLUMNS = (
    "delivery", "report", "subject", "subscription", "to", "state", "attempts",
    "next_attempt_at", "error", "made_at", "done_at", "message_id",
)  # fmt: skip
_ON_A_TERMINAL = (
    "delivery", "report", "subject", "to", "state", "made_at", "attempts", "next_attempt_at",
    "error",
)  # fmt: skip


@click.command()
@click.option("--all", "every", is_flag=True, help="What was sent or dropped, too.")
@click.option("--retry", metavar="DELIVERY", type=ID, multiple=True, help="Make it due now.")
@click.option("--retry-all", is_flag=True, help="Make all due that is owed or was refused.")
@click.option("--drop", metavar="DELIVERY", type=ID, multiple=True, help="Give it up for good.")
@format_option("table", "json", "csv")
@place_options
def outbox(
    place: Place,
    every: bool,
    retry: tuple[int, ...],
    retry_all: bool,
    drop: tuple[int, ...],
    form: str,
) -> None:
    """List the reports that are owed or were refused; retry or drop some.

    What is due is sent by the next "diplowatch check", or at once by "diplowatch watch".
    """
    from monitor.owed import subjects_of
    from storage.outbox import Outbox

    changes = bool(retry or drop or retry_all)
    with place.history(to_write=changes) as history:
        owed = Outbox(history)
        if changes:
            with history.transaction():
                done = list(_done(history, retry, drop, retry_all=retry_all))
            click.echo("\n".join(done), err=True, nl=bool(done))
        deliveries = owed.deliveries() if every else _unsent(owed)
        subjects = subjects_of(owed, deliveries)
    write_time = short_time if form == "table" else time_text
    rows = [_row(one, subjects[one.report_id], write_time) for one in deliveries]
    write(_ON_A_TERMINAL if form == "table" else _COLUMNS, rows, form)


def _done(
    history: "History", retry: Sequence[int], drop: Sequence[int], *, retry_all: bool
) -> Iterator[str]:
    """Do what is asked for, and say what was done."""
    from monitor.post import give_up
    from storage.outbox import Outbox

    owed, now = Outbox(history), datetime.now(UTC)
    for number in retry:
        owed.again(owed.delivery(number), now)
        yield f'delivery "{number}" is due now'
    for number in drop:
        give_up(owed.delivery(number), history, now)
        yield f'delivery "{number}" was dropped'
    for one in _unsent(owed) if retry_all else []:
        owed.again(one, now)
        yield f'delivery "{one.id}" is due now'


def _unsent(owed: "Outbox") -> list["Delivery"]:
    return [one for one in owed.deliveries() if one.state in ("pending", "failed")]


def _row(delivery: "Delivery", subject: str, write_time: WriteTime) -> Row:
    return {
        "delivery": delivery.id,
        "report": delivery.report_id,
        "subject": subject,
        "subscription": delivery.subscription,
        "to": _to(delivery),
        "state": delivery.state,
        "attempts": delivery.attempts,
        "next_attempt_at": write_time(delivery.next_attempt_at),
        "error": delivery.error,
        "made_at": write_time(delivery.made_at),
        "done_at": write_time(delivery.done_at),
        "message_id": delivery.message_id,
    }


def _to(delivery: "Delivery") -> str:
    from monitor.post import destination

    return destination(delivery)
