"""Findings as one HTML page, for a wide screen, a telephone and a printer."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from reports.audit import apart, group, sayings
from reports.counts import count
from reports.dates import human_time
from reports.links import LICENSE_URL
from reports.render.template import template
from storage.finding import Finding

_TEMPLATE = Path(__file__).with_name("audit.html.j2")


def render(findings: Sequence[Finding], articles: int, pairs: int, now: datetime) -> str:
    """Say findings as HTML; all that articles say is escaped, nothing remote is loaded."""
    return template(_TEMPLATE).render(
        summary=f"{count(len(findings), 'finding')} in {count(articles, 'article')}, "
        f"of which {count(pairs, 'pair')} state their relations on both sides",
        made_at=human_time(now),
        groups=group(findings),
        apart=apart,
        sayings=sayings,
        license_url=LICENSE_URL,
    )
