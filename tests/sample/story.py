"""The sample's history: seventeen edits, and what each did to the article.

The dates, names and memberships are facts; users, comments and sentences are invented.
The addresses are those that RFC 5737 sets aside for documentation, and the revision
ids lie beyond any that the wiki has given out. ``python -m tests.sample.story`` writes
the XML that the demo reads.
"""

import csv
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

from tests.sample.article import REGIONS, Organisation, Page, State, wikitext
from tests.sample.export import Saved, export

TITLE = "Foreign relations of Mongolia"
HERE = Path(__file__).parent
SAMPLE = HERE.parents[1] / "monitor" / "sample" / "mongolia.xml"
FIRST_ID = 4_000_000_101
PAGE_ID = 900_000_001


@dataclass(frozen=True)
class Edit:
    """One saved edit: when, by whom, why, and what it makes of the page before."""

    timestamp: str
    user: str
    comment: str
    change: Callable[[Page], Page]
    minor: bool = False


def sample() -> str:
    """Write the whole sample as MediaWiki XML."""
    saved = [
        Saved(
            id=FIRST_ID + number,
            parent=FIRST_ID + number - 1 if number else 0,
            timestamp=edit.timestamp,
            user=edit.user,
            comment=edit.comment,
            text=text,
            minor=edit.minor,
        )
        for number, (edit, text) in enumerate(zip(STORY, texts(), strict=True))
    ]
    return export(TITLE, PAGE_ID, saved)


def texts() -> list[str]:
    """Give the article's text after each edit."""
    pages = accumulate(STORY, lambda page, edit: edit.change(page), initial=_begun())
    return [wikitext(page) for page in pages][1:]


_BEFORE = {
    "China": "People's Republic of China",
    "Eswatini": "Swaziland",
    "Gambia": "The Gambia",
    "Ivory Coast": "Côte d'Ivoire",
    "Myanmar": "Burma",
    "North Macedonia": "Macedonia",
    "State of Palestine": "Palestine",
    "Taiwan": "Republic of China (Taiwan)",
    "Timor-Leste": "East Timor",
}
_THEN = {"Armenia": "1992-02-11", "Botswana": "none", "Eswatini": "none", "Ghana": "1965"}
_IN_2013 = (
    "Antigua and Barbuda", "Burundi", "Eritrea", "Federated States of Micronesia", "Palau",
    "Rwanda", "Sierra Leone", "Suriname", "Togo", "Uganda", "Vanuatu",
)  # fmt: skip
_IN_2014_AND_2015 = (
    "Cameroon", "Chad", "Equatorial Guinea", "Gabon", "Haiti", "Kiribati", "Marshall Islands",
    "Mauritius", "Niger", "Saint Lucia",
)  # fmt: skip

_LEAD = """\
[[File:Ministry of Foreign Affairs (Mongolia).jpg|thumb|The ministry in [[Ulaanbaatar]]]]
This is a sample article about the foreign relations of [[Mongolia]], made to be watched \
by a program. Its tables give the states with which Mongolia has [[diplomatic \
relations]], and since when.<ref name="mfa">{{cite web |title=Sample list of relations \
|publisher=Sample Ministry |url=https://example.org/relations |access-date=14 May 2012}}</ref>"""

_COUNT = " The country has diplomatic relations with 191 [[UN member states]]."

_POLICY = """\
==Policy==
Two large neighbours, [[Russia]] and [[China]], lie on every side of the country. States \
further away, the "third neighbours", are sought out as partners.<ref name="missions">{{cite \
web |title=Sample list of missions |publisher=Sample Ministry \
|url=https://example.org/missions}}</ref>"""

_MORE_POLICY = """
Visits of heads of state have become more frequent in this sample, and so have its \
footnotes.<ref>{{cite news |title=A sample of a state visit |work=Sample Courier \
|date=2 September 2014 |url=https://example.org/visit}}</ref>"""


def _begun() -> Page:
    listed = [replace(state, since=_THEN.get(state.name, state.since)) for state in _every_state()]
    at_first = [state for state in listed if state.since < "2012-05" or state.since == "none"]
    return Page(_LEAD, _POLICY, _in_order(at_first), tuple(_organisations()))


def _every_state() -> list[State]:
    notes = {row["name"]: row["note"] for row in _rows("notes.tsv")}
    return [
        State(row["region"], row["name"], row["since"], notes.get(row["name"], ""))
        for row in _rows("states.tsv")
    ]


def _organisations() -> list[Organisation]:
    return [Organisation(**row) for row in _rows("organisations.tsv")]


def _rows(file: str) -> list[dict[str, str]]:
    with (HERE / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def _in_order(states: Collection[State]) -> tuple[State, ...]:
    return tuple(sorted(states, key=lambda state: (REGIONS.index(state.region), state.name)))


def _dated(since: Mapping[str, str]) -> Callable[[Page], Page]:
    """Write other dates into rows that stand, and rows for states that have none."""

    def change(page: Page) -> Page:
        standing = {state.name: state for state in page.states}
        missing = [each for each in _every_state() if each.name in since.keys() - standing.keys()]
        rows = [*page.states, *missing]
        dated = [replace(row, since=since.get(row.name, row.since)) for row in rows]
        return replace(page, states=_in_order(dated))

    return change


def _added(*names: str) -> Callable[[Page], Page]:
    return _dated({state.name: state.since for state in _every_state() if state.name in names})


def _renamed(names: Mapping[str, str]) -> Callable[[Page], Page]:
    def change(page: Page) -> Page:
        rows = [replace(row, name=names.get(row.name, row.name)) for row in page.states]
        return replace(page, states=_in_order(rows))

    return change


def _joined(new: Organisation) -> Callable[[Page], Page]:
    def change(page: Page) -> Page:
        kept = [each for each in page.organisations if each.target != new.target]
        ordered = sorted([*kept, new], key=lambda each: each.label.casefold())
        return replace(page, organisations=tuple(ordered))

    return change


def _joined_up(page: Page) -> Page:
    """Move every row into one numbered table, under the names of today, and count them."""
    named = _renamed({then: now for now, then in _BEFORE.items()})(page)
    return replace(named, numbered=True, lead=page.lead + _COUNT)


OSCE = Organisation("Organization for Security and Co-operation in Europe", "OSCE", "")
AIIB = Organisation("Asian Infrastructure Investment Bank", "AIIB", "")

STORY = (
    Edit("2012-05-14T08:21:40Z", "Onon84", "one table for each region", _renamed(_BEFORE)),
    Edit("2012-11-03T17:05:12Z", "TuulRiver", "/* Americas */ Jamaica", _added("Jamaica")),
    Edit(
        "2012-11-24T09:48:03Z",
        "TuulRiver",
        "OSCE: a participating State since 21 November",
        _joined(OSCE),
    ),
    Edit("2013-12-15T20:30:55Z", "Onon84", "eleven more, says the ministry", _added(*_IN_2013)),
    Edit(
        "2014-09-04T06:12:31Z",
        "Sample Copyeditor",
        "/* Policy */ a sentence on visits, with its reference",
        lambda page: replace(page, policy=page.policy + _MORE_POLICY),
    ),
    Edit(
        "2015-06-09T11:44:19Z",
        "Onon84",
        "relations begun in 2014 and 2015",
        _added(*_IN_2014_AND_2015),
    ),
    Edit(
        "2016-01-19T13:27:08Z",
        "Bank Notes & Coins",
        "/* International organisation participation */ AIIB, open for business",
        _joined(AIIB),
    ),
    Edit(
        "2016-03-08T14:02:26Z",
        "198.51.100.23",
        "/* Africa */",
        lambda page: replace(page, blanked="Africa"),
    ),
    Edit(
        "2016-03-08T14:06:41Z",
        "TuulRiver",
        f"Undid revision {FIRST_ID + 7} by 198.51.100.23: a whole section was gone",
        lambda page: replace(page, blanked=""),
        minor=True,
    ),
    Edit(
        "2016-08-01T07:59:37Z",
        "Onon84",
        "Djibouti, St Kitts and Nevis, the Bahamas",
        _added("Djibouti", "Saint Kitts and Nevis", "Bahamas"),
    ),
    Edit(
        "2017-07-11T15:33:50Z",
        "Gazetteer",
        "Belize is new; Armenia was ten days early, see the ministry's list",
        _dated({"Belize": "2017-06-20", "Armenia": "1992-02-21"}),
    ),
    Edit(
        "2018-12-02T18:20:14Z",
        "TuulRiver",
        "/* Africa */ Swaziland: since last month",
        _dated({"Swaziland": "2018-11-21"}),
    ),
    Edit(
        "2019-03-17T10:15:00Z",
        "203.0.113.77",
        "/* Africa */ it is called Eswatini now",
        _renamed({"Swaziland": "Eswatini"}),
    ),
    Edit(
        "2019-03-20T21:40:45Z",
        "Gazetteer",
        "Barbados; the day for Ghana",
        _dated({"Barbados": "2019-01-17", "Ghana": "1965-12-07"}),
    ),
    Edit(
        "2021-03-01T05:36:22Z",
        "203.0.113.77",
        "/* Americas */ Trinidad and Tobago",
        _added("Trinidad and Tobago"),
    ),
    Edit(
        "2022-06-18T16:08:09Z",
        "Gazetteer",
        "one numbered list by date instead of eight tables; names as the articles have them",
        _joined_up,
    ),
    Edit(
        "2023-12-20T12:51:33Z",
        "Onon84",
        "Botswana, the last member of the United Nations to be missing here",
        _dated({"Botswana": "2023-12-06"}),
    ),
)


if __name__ == "__main__":
    SAMPLE.write_text(sample(), encoding="utf-8")
