"""What the title of a linked article tells of the state or organisation that it is about."""

import re

_ABOUT = "foreign relations of "
_RELATIONS = " relations"
_QUALIFIED = re.compile(r"(.+?) \(([^()]+)\)")
_TAKING_PART = re.compile(
    r".+ (?:and|in) the (.+)|(?:Member states|Members|List of members) of the (.+)"
)


def plain(target: str) -> str:
    """Reduce a link target to the title: ":Mongolia_(country)#History" -> "Mongolia (country)"."""
    return target.partition("#")[0].replace("_", " ").strip(" :")


def sides(title: str) -> tuple[str, str] | None:
    """Take a title on relations apart: "A–B relations" -> (A, B); None for other titles.

    "Foreign relations of X" has one side: (X, ""). Where names have hyphens of their own
    ("Guinea-Bissau–Spain relations"), the dash decides.
    """
    title = plain(title)
    if title.casefold().startswith(_ABOUT):
        return title[len(_ABOUT) :], ""
    if not title.endswith(_RELATIONS):
        return None
    for dash in ("–", "—", "-"):
        one, found, other = title.removesuffix(_RELATIONS).partition(dash)
        if found and one and other:
            return one.strip(), other.strip()
    return None


def participation(title: str) -> tuple[str, ...]:
    """Give what a title on taking part may speak of, the organisation among it.

    "Cyprus–NATO relations" -> ("Cyprus", "NATO"), "Poland in the European Union" ->
    ("European Union",), "Member states of the Arab League" -> ("Arab League",).
    """
    if pair := sides(title):
        return pair
    match = _TAKING_PART.fullmatch(title)
    return (match[1] or match[2],) if match else ()


def qualified(title: str) -> tuple[str, str]:
    """Take a qualifier off: "Georgia (U.S. state)" -> ("Georgia", "U.S. state"), else ("", "")."""
    match = _QUALIFIED.fullmatch(title)
    return (match[1], match[2]) if match else ("", "")
