"""A report as one HTML document that mail clients, browsers and printers show alike."""

from pathlib import Path

from reports.layout import lay_out
from reports.render.template import template
from reports.report import Report

_TEMPLATE = Path(__file__).with_name("report.html.j2")


def render(report: Report) -> str:
    """Say a report as HTML; all that the article says is escaped, nothing remote is loaded."""
    return template(_TEMPLATE).render(report=lay_out(report))
