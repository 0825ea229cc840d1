"""A sentence that tells of joining one organisation -> the membership, with its date.

``Fiji joined the [[World Bank]] in 1971.``, ``In 1979 it became an observer of [[SPREP]]``.
"""

import re
from dataclasses import replace

from scraper.assertion import status_said
from scraper.cells import Content
from scraper.dates import read_dates
from scraper.enumeration import Entry
from scraper.membership import is_known
from scraper.subject import is_another
from scraper.words.language import words

_LONGEST = 300  # characters
_SENTENCE_END = re.compile(r"[.;]\s|[.;]?\s*\Z")
_BRACKETED = re.compile(r"\A\s*\([^()]{1,40}\)")


def read_joining(content: Content, about: str) -> Entry | None:
    """Read a sentence whose object is one known organisation; None where it is another.

    ``about`` is the identity of the article's state, "" where unknown.
    """
    if len(content.text) > _LONGEST or not content.parts or content.parts[0].kind != "text":
        return None
    patterns = words().membership
    first = content.parts[0].text
    verb = patterns["joining"][0].search(first.lower())
    if verb is None:
        return None
    before, behind = first[: verb.start()], first[verb.end() :]
    following = content.parts[1:]
    if not behind.strip() and following and following[0].kind == "link":
        entry = Entry(following[0].text.strip(), following[0].target)
        following = following[1:]
    else:
        name, behind = _plain_name(behind)
        entry = Entry(name, "")
    if any(part.kind != "text" for part in following) or not is_known(entry):
        return None
    if is_another(before, about):
        return None
    after = behind + "".join(part.text for part in following)
    if (status := status_said(verb["as"])) != "member":
        entry = replace(entry, status=status)
    return _told(entry, before, first[verb.start() : verb.end()], after)


def _plain_name(text: str) -> tuple[str, str]:
    end = words().membership["joining_end"][0].search(text.lower())
    at = end.start() if end else len(text)
    return text[:at].strip(" ,.;"), text[at:]


def _told(entry: Entry, before: str, verb: str, after: str) -> Entry | None:
    """Add the date, where nothing else is told of the subject and the organisation."""
    patterns = words().membership
    after = _BRACKETED.sub("", after)
    end = _SENTENCE_END.search(after)
    clause, rest = (after[: end.start()], after[end.end() :]) if end else (after, "")
    date = words().enumeration["date"]
    dates = date.findall(f"{before} {verb} {clause}")
    who, when = (date.sub("", text).strip(" ,:–—-") for text in (before, clause))
    if len(dates) > 1 or patterns["joining_undone"][0].search(rest.lower()):
        return None
    if not patterns["joining_who"][0].search(who) or not patterns["joining_when"][0].search(when):
        return None
    return replace(entry, since=read_dates(dates[0]).since if dates else "")
