"""References in words: enough of each to judge it by, the rest is behind the edit's link."""

import re
from collections.abc import Sequence

from reports.clean import clean, clean_comment

_LIMIT = 64  # an address that is cut is still one line, and has its host
_MOST = 2
_SCHEME = re.compile(r"(?:https?:)?//(?:www\.)?", re.IGNORECASE)
_TITLE = re.compile(r"\|\s*title\s*=\s*([^|{}]+)")
_AUTOMATIC = re.compile(r":\d+")  # what the visual editor names a reference


def cited(references: Sequence[str]) -> str:
    """Say what is cited anew: by address, else by name, title or text, as far as it is known."""
    known = [shown for one in references if (shown := _shown(one))]
    more = len(references) - len(known[:_MOST])
    if not known:
        return "with a new reference" if more < 2 else f"with {more} new references"
    named = ", ".join(known[:_MOST]) + (f" and {more} more" if more else "")
    return f"with {'a new reference' if len(references) == 1 else 'new references'}: {named}"


def _shown(reference: str) -> str:
    if scheme := _SCHEME.match(reference):
        return clean(reference[scheme.end() :], _LIMIT).rstrip("/")
    text = reference.removeprefix("#")
    if "{{" in text:  # a template, of which only a title says something to a reader
        title = _TITLE.search(text)
        text = title[1] if title else ""
    said = "" if _AUTOMATIC.fullmatch(text) else clean_comment(text, _LIMIT)
    return f"“{said}”" if said else ""
