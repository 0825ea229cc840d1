"""What stands before names -> the status that it gives them.

A sentence that leads in a list ("It is an observer in:", "It has no relations with:"), a
heading or term ("Observer status"), the words that an item begins with ("Observer of the",
"1961: ").
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from scraper.assertion import assertions, status_said
from scraper.cells import Content, plain
from scraper.characters import UPPER
from scraper.dates import read_dates
from scraper.names import organisations
from scraper.templates import Part
from scraper.words.language import words
from scraper.words.spoken import remembered

_BOLD = "'''"
_ARRANGING = re.compile(r"\{\{[^{}|]*+\}\}")  # {{colbegin}}
_MOST_ARRANGING = 3  # lines between what leads in and the list
_LONGEST_TITLE = 12  # words
_LONGEST_END = 400  # characters in which a colon may be followed by references and markup
_SENTENCE_END = re.compile(rf"[.!?]\s+(?=[{UPPER}])")
_LABEL = re.compile(rf"\s*([{UPPER}][^:;,()\[\]]{{2,60}}):\s*")
_NAME_END = re.compile(r"[,;(]|\s[–—-]\s")
_BEHIND_DATE = re.compile(r"\s*(?::|\s[–—-])\s*")


@dataclass(frozen=True, slots=True)
class LeadIn:
    """Whether a list of memberships follows, and their status ("" where it is not said)."""

    to_memberships: bool
    status: str = ""


@remembered(maxsize=1024)
def lead_in(text: str) -> LeadIn | None:
    """Read a paragraph that ends in a colon; None where it does not."""
    if ":" not in text[-_LONGEST_END:]:
        return None
    shown = plain(text).rstrip()
    if not shown.endswith(":"):
        return None
    last = _SENTENCE_END.split(shown)[-1]
    patterns = words().membership
    lowered = last.lower()
    leads = any(pattern.search(lowered) for pattern in patterns["leads_in"])
    denied = bool(patterns["leads_out"][0].search(lowered))
    if not leads and not denied:
        return None
    asserted = [each for each in assertions(last) if each.kind != "adds"]
    status = asserted[-1].status if asserted else role_of(last)
    return LeadIn(leads and not denied, "" if status == "member" else status)


def lead_in_below_heading(text: str) -> LeadIn | None:
    """Read a last line in bold letters, or with a status and a colon, above a list of names.

    ``'''Observers'''`` and ``It has withdrawn from:`` count under a heading on memberships.
    """
    line = text.rstrip().rpartition("\n")[2].strip()
    bold = is_bold(line)
    if not bold and not line.endswith(":"):
        return None
    shown = plain(line)[-_LONGEST_END:]
    if is_outside(shown):
        return LeadIn(False)
    return LeadIn(True, status) if (status := role_of(shown)) or bold else None


def is_outside(text: str) -> bool:
    """Whether a heading, term or line says that the subject is not in what it heads."""
    return bool(words().membership["outside"][0].search(text.lower()))


def is_bold(line: str) -> bool:
    """Whether all of a line is in bold letters, but for a colon at its end."""
    return line.startswith(_BOLD) and line.rstrip(":").endswith(_BOLD)


def relation_status_led_in(text: str, *, is_title: bool = False, of_relations: bool = False) -> str:
    """Tell what the text above a list or table of states says of relations with all of them.

    Its last line is a title, a term or in bold letters, or a sentence that ends in a colon ("It
    has no relations with:"). Gives none, severed, suspended or "", also where it leads in none.
    Under headings ``of_relations`` a title may be as short as "Severed".
    """
    lines = (line.strip() for line in reversed(text.rstrip().rsplit("\n", _MOST_ARRANGING)))
    line = next((line for line in lines if line and not _ARRANGING.fullmatch(line)), "")
    is_title = is_title or is_bold(line) or line.startswith(";")
    leads_in = is_title or ":" in line[-_LONGEST_END:]
    return _status_led_in.now(line, is_title, of_relations) if leads_in else ""


def status_under(title: str, status: str, usual: str) -> str:
    """Give the status of what stands under a title within a list of relations.

    Its own words decide; one of a region leaves the ``status`` before it, any other the usual.
    """
    if said := _said_of_all(title, of_relations=True):
        return said
    return status if words().heading_is("region", title) else usual


def _said_of_all(title: str, *, of_relations: bool) -> str:
    """Tell the status that a title gives, not a legend: "Green: relations; red: no relations"."""
    if ";" in title or len(title.split()) > _LONGEST_TITLE:
        return ""
    return words().status_of_all(title, of_relations=of_relations)


@remembered(maxsize=512)
def _status_led_in(line: str, is_title: bool, of_relations: bool) -> str:
    shown = plain(line).lstrip(";").rstrip()
    if is_title:
        return _said_of_all(shown, of_relations=of_relations)
    if not shown.endswith(":"):
        return ""
    sentence = _SENTENCE_END.split(shown)[-1][-_LONGEST_END:]
    return words().status_led_in(sentence)


def role_of(heading: str) -> str:
    """Give the status that a heading names for all that it heads; "" where it names none."""
    return words().role(heading)


def without_role(content: Content) -> tuple[Content, str, str]:
    """Take what an item says before the name: the content left, a status and a date.

    A label goes that tells only what kind of names follow: ``Regional: [[OSCE]]``.
    """
    if not content.parts or content.parts[0].kind != "text":
        return content, "", ""
    text, since, status = content.parts[0].text, "", ""
    date = words().enumeration["date"].match(text.lstrip())
    if date and (behind := _BEHIND_DATE.match(date.string, date.end())):
        since, text = read_dates(date[0]).since, date.string[behind.end() :]
    if (label := _LABEL.match(text)) and _labels(label, text, content.parts[1:2]):
        status, text = role_of(label[1]), text[label.end() :]
    if role := words().membership["role_of"][0].match(text.lower()):
        status, text = status_said(role["as"]), text[role.end() :].lstrip(" :")
    if text == content.parts[0].text:
        return content, "", ""
    return content._replace(parts=(Part("text", text), *content.parts[1:])), status, since


def _labels(label: re.Match[str], text: str, following: Sequence[Part]) -> bool:
    """Whether it is no name itself, and an organisation stands behind it."""
    if organisations.identify(label[1].strip()):
        return False
    if behind := text[label.end() :].strip():
        return bool(organisations.identify(_NAME_END.split(behind, maxsplit=1)[0].strip()))
    return any(
        part.kind == "link" and organisations.identify(part.text, part.target) for part in following
    )
