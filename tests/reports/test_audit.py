"""Findings as a reader gets them; ``tests/reports/audit`` has the outputs to the letter.

After a change of the wording ``python -m tests.reports.test_audit`` writes them again:
read them before you commit them.
"""

import csv
import io
import json
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest

from reports.audit import apart, sayings, section_url
from reports.render import audit_html, audit_rows
from scraper.article import Article
from scraper.snapshot import Claim, Fact
from storage.finding import Finding, Side

GOLDEN = Path(__file__).parent / "audit"
NOW = datetime(2024, 5, 3, 12, 4, tzinfo=UTC)
CHAD = Article("en.wikipedia.org", "Foreign relations of Chad")
TSCHAD = Article("de.wikipedia.org", "Außenpolitik des Tschad")
BAHAMAS = Article("en.wikipedia.org", "Foreign relations of the Bahamas")


def fact(name, since="", status="established", section="Diplomatic relations", **other):
    kind, dates = other.get("kind", "relation"), other.get("dates", ())
    return Fact(kind, name[:3].upper(), name, since, dates, status, section)


def chad(*values, **other):
    return Side(CHAD, fact(*values, **other), 17)


def bahamas(*values, **other):
    return Side(BAHAMAS, fact(*values, **other) if values else None)


FINDINGS = [
    Finding("dates", "years", (chad("Bahamas", "1970-05-03"), bahamas("Chad", "1983")), 4748),
    Finding(
        "twice",
        "years",
        (chad("Fiji", "1979"), chad("Fiji", "1970-05", section="Asia, Oceania")),
        3287,
    ),
    Finding(
        "wikis", "years", (Side(TSCHAD, fact("Bahamas", "1971"), 9), chad("Bahamas", "1975")), 1461
    ),
    Finding("status", "status", (chad("Bahamas", "1970", "severed"), bahamas("Chad", "1970~"))),
    Finding("dates", "days", (chad("Bahamas", "1970-05-03"), bahamas("Chad", "1970-05-05")), 2),
    Finding("dates", "days", (chad("Bahamas", "1970-05"), bahamas("Chad", "1970-09-05")), 123),
    Finding(
        "claim",
        "claim",
        (Side(CHAD, None, 17),),
        claim=Claim("", "relations with 99 states", 99, "states", 98),
    ),
    Finding("one-sided", "one-sided", (chad("Bahamas", dates=("1970", "2001")), bahamas())),
    Finding("unknown", "unknown", (bahamas(),)),
    Finding("unknown", "unknown", (chad("League of <b>", status="member", kind="membership"),)),
    Finding("precision", "precision", (chad("Bahamas"), bahamas("Chad", "1983-01-02"))),
]


def table(findings):
    rows = [audit_rows.short(finding) for finding in findings]
    return "".join(" | ".join(map(str, row.values())).rstrip(" |") + "\n" for row in rows)


def spreadsheet(findings):
    text = io.StringIO()
    writer = csv.DictWriter(text, audit_rows.COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        {key: value for key, value in audit_rows.flat(one).items() if key in audit_rows.COLUMNS}
        for one in findings
    )
    return text.getvalue()


OUTPUTS = {
    "findings.txt": lambda: table(FINDINGS),
    "findings.csv": lambda: spreadsheet(FINDINGS),
    "findings.json": lambda: audit_rows.document(FINDINGS, 2, 1),
    "findings.html": lambda: audit_html.render(FINDINGS, 2, 1, NOW),
    "none.html": lambda: audit_html.render([], 1, 0, NOW),
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_what_a_reader_gets(name):
    assert OUTPUTS[name]() == (GOLDEN / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("one", "other", "days", "words"),
    [
        pytest.param("1970-01-01", "1970-01-02", 1, "1 day", id="one day"),
        pytest.param("1970-01-01", "1970-12-31", 364, "364 days", id="nearly a year of days"),
        pytest.param("1970", "1971-02-01", 365, "1 year", id="a year, where one gives no more"),
        pytest.param("1970-02", "1970-03-01", 28, "1 month", id="February is a month"),
        pytest.param("1127", "1965", 306074, "838 years", id="centuries"),
        pytest.param("1970", "1970-02-01", 0, "", id="no contradiction of dates"),
    ],
)
def test_how_far_apart_in_words(one, other, days, words):
    finding = Finding("dates", "days", (chad("Bahamas", one), bahamas("Chad", other)), days)

    assert apart(finding) == words


def test_a_section_is_linked_as_the_wiki_names_it():
    assert section_url(BAHAMAS, 'A "b" & c') == (
        "https://en.wikipedia.org/wiki/Foreign_relations_of_the_Bahamas#A_%22b%22_%26_c"
    )


HOSTILE = "\x1b[2J</li><script>x</script>\u202e\n" * 9


class Tags(HTMLParser):
    """The names of all tags, and all addresses."""

    def __init__(self, text):
        super().__init__()
        self.names, self.addresses = set(), []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        self.addresses += [value for name, value in attrs if name in ("href", "src")]


def hostile():
    article = Article("evil.example/" + HOSTILE, HOSTILE)
    said = Fact("relation", HOSTILE, HOSTILE, HOSTILE, (HOSTILE,), HOSTILE, HOSTILE)
    claim = Claim(HOSTILE, HOSTILE, 1, HOSTILE, 2)
    return [
        Finding("dates", "years", (Side(article, said), Side(article)), 400),
        Finding("claim", "claim", (Side(article),), claim=claim),
        Finding("unknown", "unknown", (Side(article, said),)),
    ]


def test_hostile_words_make_no_tags_and_load_nothing():
    tags = Tags(audit_html.render(hostile(), 1, 0, NOW))

    assert (
        "script" in tags.names,
        {address[:8] for address in tags.addresses if not address.startswith("#")},
    ) == (False, {"https://"})


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(lambda: table(hostile()), id="table"),
        pytest.param(lambda: audit_html.render(hostile(), 1, 0, NOW), id="html"),
        pytest.param(lambda: audit_rows.document(hostile(), 1, 0), id="json"),
    ],
)
def test_hostile_words_steer_no_terminal(written):
    assert not set(written()) & {"\x1b", "\u202e", "\r"}


def test_what_is_said_is_bounded():
    assert max(len(one.words) for finding in hostile() for one in sayings(finding)) < 300


def test_json_has_every_side_with_its_address():
    document = json.loads(audit_rows.document(FINDINGS, 2, 1))
    sides = [side for finding in document["findings"] for side in finding["sides"]]

    assert {side["url"].partition("#")[0] for side in sides} == {
        "https://en.wikipedia.org/wiki/Foreign_relations_of_Chad",
        "https://en.wikipedia.org/wiki/Foreign_relations_of_the_Bahamas",
        "https://de.wikipedia.org/wiki/Au%C3%9Fenpolitik_des_Tschad",
    }


if __name__ == "__main__":
    for output, write in OUTPUTS.items():
        (GOLDEN / output).write_text(write(), encoding="utf-8")
