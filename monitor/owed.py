"""What the reports that are owed, or were, are about."""

from collections.abc import Iterable

from reports.counts import subject
from reports.document import from_document
from reports.report import ReportError
from storage.outbox import Delivery, Outbox, StoredReport


def subjects_of(outbox: Outbox, deliveries: Iterable[Delivery]) -> dict[int, str]:
    """Give the subjects of the reports that are delivered, by the reports' ids."""
    reports = map(outbox.report, {one.report_id for one in deliveries})
    return {stored.id: _subject(stored) for stored in reports}


def _subject(stored: StoredReport) -> str:
    try:
        return subject(from_document(dict(stored.document)))
    except ReportError:
        return "a report that cannot be read"
