"""What the title of a linked article tells of the state or organisation that it is about."""

import re

_QUALIFIER = re.compile(r"(.+?) \(([^()]+)\)")
_ABOUT = "foreign relations of "


def sides(title: str) -> tuple[str, str] | None:
    """Take a title on relations apart: "A–B relations" -> (A, B); None for other titles.

    "Foreign relations of X" has one side: (X, ""). Where the names themselves have hyphens ("Guinea-Bissau–Spain
    relations"), the dash decides.
    """
    title = plain(title)
    if title.casefold().startswith(_ABOUT):
        return title[len(_ABOUT) :], ""
    if not title.endswith(" relations"):
        return None
    pair = title.removesuffix(" relations")
    for dash in ("–", "—", "-"):
        one, found, other = pair.partition(dash)
        if found and one and other:
            return one.strip(), other.strip()
    return None


def plain(target: str) -> str:
    """Reduce a link target to the title: ":Mongolia_(country)#History" -> "Mongolia (country)"."""
    return target.partition("#")[0].replace("_", " ").strip(" :")


def base(title: str) -> str:
    """Give what a qualified title qualifies: "Georgia (U.S. state)" -> "Georgia"; else ""."""
    match = _QUALIFIER.fullmatch(title)
    return match[1] if match else ""
