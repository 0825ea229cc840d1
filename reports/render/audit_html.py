"""Findings as one HTML page, for a wide screen, a telephone and a printer."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

import jinja2

from reports.audit import apart, group, sayings
from reports.counts import count
from reports.dates import human_time
from reports.links import LICENSE_URL
from storage.finding import Finding


def render(findings: Sequence[Finding], articles: int, pairs: int, now: datetime) -> str:
    """Say findings as HTML; all that articles say is escaped, nothing remote is loaded."""
    return _template().render(
        summary=f"{count(len(findings), 'finding')} in {count(articles, 'article')}, "
        f"of which {count(pairs, 'pair')} state their relations on both sides",
        made_at=human_time(now),
        groups=group(findings),
        apart=apart,
        sayings=sayings,
        license_url=LICENSE_URL,
    )


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
    return environment.get_template("audit.html.j2")
