"""A report as one HTML document that mail clients, browsers and printers show alike."""

from functools import cache
from pathlib import Path

import jinja2

from reports.layout import lay_out
from reports.report import Report


def render(report: Report) -> str:
    """Say a report as HTML; all that the article says is escaped, nothing remote is loaded."""
    return _template().render(report=lay_out(report))


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("report.html.j2")
