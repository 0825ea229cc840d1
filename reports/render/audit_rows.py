"""Findings as rows (for a terminal and for CSV), and as one JSON document."""

import json
from collections.abc import Sequence

from reports.audit import apart, group, sayings
from reports.dates import NO_BREAK
from reports.links import LICENSE_URL
from reports.render.json import harmless
from storage.finding import Finding, Side

Row = dict[str, object]

ON_A_TERMINAL = ("severity", "apart", "article", "says", "other", "other_says")
COLUMNS = (
    "severity", "kind", "days_apart",
    "wiki", "article", "name", "identity", "since", "status", "section", "says", "url",
    "other_article", "other_name", "other_identity", "other_since", "other_status",
    "other_section", "other_says", "other_url",
)  # fmt: skip


def short(finding: Finding) -> Row:
    """Put a finding into a row for a reader."""
    said = [(saying.subject, saying.words.replace(NO_BREAK, " ")) for saying in sayings(finding)]
    (article, says), (other, other_says) = [*said, ("", "")][:2]
    if other == article:
        other = ""
    return {
        "severity": finding.severity,
        "apart": apart(finding).replace(NO_BREAK, " "),
        "article": article,
        "says": says,
        "other": other,
        "other_says": other_says,
    }


def flat(finding: Finding) -> Row:
    """Put a finding into a row for a spreadsheet; dates are EDTF."""
    first, *more = _sides(finding)
    other = more[0] if more else dict.fromkeys(first, "")
    return {
        "severity": finding.severity,
        "kind": finding.kind,
        "days_apart": finding.apart or None,
        **first,
        **{f"other_{column}": value for column, value in other.items() if column != "wiki"},
    }


def document(findings: Sequence[Finding], articles: int, pairs: int) -> str:
    """Write all findings as one JSON document, with their numbers; dates are EDTF."""
    told = {
        "articles": articles,
        "pairs": pairs,
        "counts": [
            {"severity": one.severity, "kind": one.kind, "findings": len(one.findings)}
            for one in group(findings)
        ],
        "findings": [_finding(finding) for finding in findings],
        "license": LICENSE_URL,
    }
    return harmless(json.dumps(told, ensure_ascii=False, indent=2)) + "\n"


def _finding(finding: Finding) -> Row:
    claim = finding.claim
    return {
        "severity": finding.severity,
        "kind": finding.kind,
        "days_apart": finding.apart or None,
        "sides": _sides(finding)[: len(finding.sides)],
        "claim": claim
        and {
            "section": claim.section,
            "text": claim.text,
            "number": claim.number,
            "of": claim.of,
            "listed": claim.listed,
        },
    }


def _sides(finding: Finding) -> list[Row]:
    """Give each side's values and words; a number has its list for the other side."""
    said = sayings(finding)
    sides = [*finding.sides, *finding.sides][: len(said)]
    return [
        {**_side(side), "says": saying.words.replace(NO_BREAK, " "), "url": saying.url}
        for side, saying in zip(sides, said, strict=True)
    ]


def _side(side: Side) -> Row:
    fact = side.fact
    return {
        "wiki": side.article.wiki,
        "article": side.article.title,
        "revision": side.revision,
        "name": fact.name if fact else None,
        "identity": fact.identity if fact else None,
        "since": fact.since if fact else None,
        "dates": list(fact.dates) if fact else [],
        "status": fact.status if fact else None,
        "section": fact.section if fact else None,
    }
