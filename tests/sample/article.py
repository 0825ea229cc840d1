"""The sample article at one moment, and its wikitext in the two layouts that it had."""

from dataclasses import dataclass
from datetime import date

REGIONS = (
    "Africa",
    "Americas",
    "East Asia",
    "South East Asia",
    "South Asia",
    "Russia, Central Asia and West Asia",
    "Europe",
    "Oceania",
)


@dataclass(frozen=True)
class State:
    """One row: ``since`` is an ISO date, a year, or "none"."""

    region: str
    name: str
    since: str
    note: str = ""


@dataclass(frozen=True)
class Organisation:
    """One link of the membership paragraph, with its qualifier or ""."""

    target: str
    label: str
    qualifier: str


@dataclass(frozen=True)
class Page:
    """What the article says: enough to write its wikitext."""

    lead: str
    policy: str
    states: tuple[State, ...]
    organisations: tuple[Organisation, ...]
    numbered: bool = False
    blanked: str = ""


def wikitext(page: Page) -> str:
    """Write the article; the section named by ``blanked`` has lost its table."""
    relations = [_numbered(page)] if page.numbered else [_region(page, name) for name in REGIONS]
    return "\n\n".join([_HEAD, page.lead, page.policy, *relations, _organisations(page), _TAIL])


_HEAD = """\
<!-- A sample, written for diplowatch: its sentences stand in no encyclopedia. -->
{{Short description|none}}
{{Politics of Mongolia}}"""

_TAIL = """\
==See also==
* [[List of diplomatic missions in Mongolia]]
* [[List of diplomatic missions of Mongolia]]

==References==
{{reflist}}

{{Foreign relations of Mongolia}}
{{Asia in topic|Foreign relations of}}

[[Category:Foreign relations of Mongolia| ]]"""


def _region(page: Page, region: str) -> str:
    if region == page.blanked:
        return f"=={region}=="
    rows = [_region_row(state) for state in page.states if state.region == region]
    return "\n".join(
        [
            f"=={region}==",
            '{| class="wikitable sortable" style="width:100%; margin:auto;"',
            "|-",
            '! style="width:15%;"| Country',
            '! style="width:12%;"| Formal Relations Began',
            "!Notes",
            *rows,
            "|}",
        ]
    )


def _region_row(state: State) -> str:
    since = '| style="background:gray;"|none' if state.since == "none" else f"||{state.since}"
    return f'|- valign="top"\n|{{{{flag|{state.name}}}}}{since}||{state.note}'


def _numbered(page: Page) -> str:
    in_order = sorted(page.states, key=lambda state: (state.since == "none", state.since))
    numbers = iter(range(1, len(in_order) + 1))
    rows = [
        f"|-\n|{next(numbers) if _is_counted(state) else '—'}\n"
        f"|{{{{flag|{state.name}}}}}\n|{_date_cell(state.since)}"
        for state in in_order
    ]
    return "\n".join(
        [
            "==Diplomatic relations==",
            "The states and other subjects of international law, by the date of their relations"
            " with Mongolia:",
            '{| class="wikitable sortable"',
            '! colspan="3" |[[File:Diplomatic relations of Mongolia.svg|frameless|425x425px]]',
            "|-",
            "!#",
            "!Country",
            '!Date<ref name="mfa" />',
            *rows,
            "|}",
        ]
    )


def _is_counted(state: State) -> bool:
    return state.since != "none" and state.name not in _NOT_UN_MEMBERS


_NOT_UN_MEMBERS = {"European Union", "Holy See", "State of Palestine"}


def _date_cell(since: str) -> str:
    if since == "none":
        return "none"
    day = date.fromisoformat(since)
    return f"{{{{Date table sorting|{day.day} {day:%B %Y}}}}}"


def _organisations(page: Page) -> str:
    links = ", ".join(_organisation(each) for each in page.organisations)
    return f"==International organisation participation==\n{links}"


def _organisation(each: Organisation) -> str:
    link = f"{each.target}|{each.label}" if each.target != each.label else each.label
    return f"[[{link}]]" + (f" ({each.qualifier})" if each.qualifier else "")
