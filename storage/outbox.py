"""What is owed to whom: reports, and their deliveries until they have arrived.

A report, its deliveries and the new told state belong into one transaction of the
history's: then a report can be neither lost nor made twice.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from storage.change import StorageError
from storage.database import Row
from storage.history import History

State = Literal["pending", "sent", "failed", "dropped"]
Document = Mapping[str, Any]
"""What ``json.dumps`` takes and ``json.loads`` gives."""

LONGEST_WAIT = timedelta(hours=6)
"""Between two attempts of a delivery."""

_REPORT = "SELECT id, key, subscription, made_at, document FROM report"
_DELIVERY = (
    "SELECT delivery.id, report, subscription, channel, recipient, message_id, message, state,"
    " attempts, next_attempt_at, error, delivery.made_at, done_at"
    " FROM delivery JOIN report ON report.id = delivery.report"
)


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as a document, from which it can be said again; ``key`` is its stable id.

    ``id`` is the number under which it is stored, 0 before it is.
    """

    key: str
    subscription: str
    made_at: datetime
    document: Document
    id: int = 0


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """A message to be sent; ``message_id`` stays the same however often it is tried."""

    channel: str
    recipient: str
    message_id: str
    message: Document


@dataclass(frozen=True, slots=True)
class Delivery:
    """One report owed to one recipient by one channel, or what became of that.

    ``message`` is empty once it was sent or dropped; ``next_attempt_at`` None unless it
    is pending; ``error`` what the last attempt said, "" without one.
    """

    id: int
    report_id: int
    subscription: str
    channel: str
    recipient: str
    message_id: str
    message: Document
    state: State
    attempts: int
    next_attempt_at: datetime | None
    error: str
    made_at: datetime
    done_at: datetime | None


class UnknownReport(StorageError):
    """No report or delivery has the number asked for."""


class DeliveryDone(StorageError):
    """A delivery was sent or dropped already, so that nothing is left to be done with it."""


class Outbox:
    """The report and delivery tables of a history."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._database = history.database

    def put(self, report: StoredReport, deliveries: Sequence[NewDelivery]) -> int:
        """Store a report and what is owed of it, due at once; give its id.

        A report whose key is stored already is not stored again, nor are deliveries with
        known message ids: doing it twice is doing it once.
        """
        with self._history.transaction():
            self._database.run(
                "INSERT OR IGNORE INTO report (key, subscription, made_at, document)"
                " VALUES (?, ?, ?, ?)",
                report.key,
                report.subscription,
                _iso(report.made_at),
                _json(report.document),
            )
            ((number,),) = self._database.rows("SELECT id FROM report WHERE key = ?", report.key)
            for delivery in deliveries:
                self._database.run(
                    "INSERT OR IGNORE INTO delivery (report, channel, recipient, message_id,"
                    " message, state, attempts, next_attempt_at, error, made_at)"
                    " VALUES (?, ?, ?, ?, ?, 'pending', 0, ?, '', ?)",
                    number,
                    delivery.channel,
                    delivery.recipient,
                    delivery.message_id,
                    _json(delivery.message),
                    _iso(report.made_at),
                    _iso(report.made_at),
                )
        return int(number)

    def reports(self, subscription: str | None = None) -> list[StoredReport]:
        """List the reports, the oldest first."""
        rows = self._database.rows(
            f"{_REPORT} WHERE subscription = coalesce(?, subscription) ORDER BY id", subscription
        )
        return [_report(row) for row in rows]

    def report(self, number: int) -> StoredReport:
        """Give a report; raises UnknownReport."""
        row = self._database.row(f"{_REPORT} WHERE id = ?", number)
        if row is None:
            raise UnknownReport(f'no report "{number}": "diplowatch outbox --all" lists them')
        return _report(row)

    def due(self, now: datetime) -> list[Delivery]:
        """List what is to be sent now, the oldest first.

        What seems to wait for longer than anything does was noted by a clock that ran ahead.
        """
        return self._deliveries(
            "state = 'pending' AND next_attempt_at NOT BETWEEN ? AND ? ORDER BY delivery.id",
            _iso(now + timedelta(microseconds=1)),
            _iso(now + LONGEST_WAIT),
        )

    def deliveries(self, state: State | None = None) -> list[Delivery]:
        """List all deliveries, or those in one state, the oldest first."""
        return self._deliveries("state = coalesce(?, state) ORDER BY delivery.id", state)

    def delivery(self, number: int) -> Delivery:
        """Give a delivery; raises UnknownReport."""
        found = self._deliveries("delivery.id = ?", number)
        if not found:
            raise UnknownReport(f'no delivery "{number}": "diplowatch outbox --all" lists them')
        return found[0]

    def sent(self, delivery: Delivery, now: datetime) -> None:
        """Note that it has arrived; its message is no longer kept."""
        self._update(
            delivery,
            "state = 'sent', attempts = attempts + 1, next_attempt_at = NULL, error = '',"
            " message = NULL, done_at = ?",
            _iso(now),
        )

    def retry(self, delivery: Delivery, error: str, next_attempt_at: datetime) -> None:
        """Note an attempt that failed for now, and when to try again."""
        self._update(
            delivery,
            "attempts = attempts + 1, error = ?, next_attempt_at = ?",
            error,
            _iso(next_attempt_at),
        )

    def failed(self, delivery: Delivery, error: str, now: datetime) -> None:
        """Note that it was refused for good; ``again`` makes it pending."""
        self._update(
            delivery,
            "state = 'failed', attempts = attempts + 1, error = ?, next_attempt_at = NULL,"
            " done_at = ?",
            error,
            _iso(now),
        )

    def again(self, delivery: Delivery, now: datetime) -> None:
        """Make a failed or pending delivery due now, its attempts counted from 0.

        Raises DeliveryDone for one whose message is no longer kept.
        """
        self._check_owed(delivery)
        self._update(
            delivery,
            "state = 'pending', attempts = 0, next_attempt_at = ?, done_at = NULL",
            _iso(now),
        )

    def drop(self, delivery: Delivery, now: datetime) -> None:
        """Give up a delivery, whose message is no longer kept; raises DeliveryDone."""
        self._check_owed(delivery)
        self._update(
            delivery,
            "state = 'dropped', next_attempt_at = NULL, message = NULL, done_at = ?",
            _iso(now),
        )

    def _check_owed(self, delivery: Delivery) -> None:
        if delivery.state in ("sent", "dropped"):
            raise DeliveryDone(
                f'delivery "{delivery.id}" was {delivery.state} already: '
                f'"diplowatch report {delivery.report_id}" shows what it said'
            )

    def _update(self, delivery: Delivery, changes: str, *values: str) -> None:
        with self._history.transaction():
            self._database.run(
                f"UPDATE delivery SET {changes} WHERE id = ?",  # noqa: S608 - constants
                *values,
                delivery.id,
            )

    def _deliveries(self, where: str, *values: int | str | None) -> list[Delivery]:
        return [
            _delivery(row) for row in self._database.rows(f"{_DELIVERY} WHERE {where}", *values)
        ]


def _report(row: Row) -> StoredReport:
    number, key, subscription, made_at, document = row
    made = datetime.fromisoformat(made_at)
    return StoredReport(key, subscription, made, json.loads(document), number)


def _delivery(row: Row) -> Delivery:
    number, report, subscription, channel, recipient, message_id, message, *rest = row
    state, attempts, next_attempt_at, error, made_at, done_at = rest
    return Delivery(
        id=number,
        report_id=report,
        subscription=subscription,
        channel=channel,
        recipient=recipient,
        message_id=message_id,
        message=json.loads(message) if message else {},
        state=state,
        attempts=attempts,
        next_attempt_at=_time(next_attempt_at),
        error=error,
        made_at=datetime.fromisoformat(made_at),
        done_at=_time(done_at),
    )


def _iso(moment: datetime) -> str:
    # One form for all, so that they sort as times do.
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _json(document: Document) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
