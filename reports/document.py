"""A report as a plain document, so that it can be stored and said again later."""

from typing import Any

import msgspec

from reports.report import Report, ReportError

Document = dict[str, Any]  # what json.loads gives


def to_document(report: Report) -> Document:
    """Turn a report into dictionaries, sequences, strings (ISO 8601 times), numbers, None."""
    document: Document = msgspec.to_builtins(report)
    return document


def from_document(document: Document) -> Report:
    """Make the report again; raise ReportError where the document is not one."""
    try:
        return msgspec.convert(document, Report)
    except msgspec.ValidationError as error:
        raise ReportError(
            f"a stored report cannot be read: {error}; was it edited by hand?"
        ) from error
