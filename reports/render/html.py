"""A report as HTML that mail clients, browsers, feed readers and printers show alike."""

from pathlib import Path

from reports.layout import lay_out
from reports.render.template import template
from reports.report import Report

_TEMPLATE = Path(__file__).with_name("report.html.j2")


def render(report: Report, *, whole: bool = True) -> str:
    """Say a report as HTML; all that the article says is escaped, nothing remote is loaded.

    It is a document, or what may stand within one if it is not to be ``whole``.
    """
    return template(_TEMPLATE).render(report=lay_out(report), whole=whole)
