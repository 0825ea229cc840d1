"""A template or link -> what it displays.

Names are those of English Wikipedia's templates, in lower case, spaces for underscores; what
other languages call these, and namespaces, stands beside their words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from scraper.characters import decoded
from scraper.dates import read_template
from scraper.names.counterparts import display
from scraper.words.language import words

PartKind = Literal["text", "link", "flag", "icon", "cut"]


class Part(NamedTuple):
    """A piece of what is displayed.

    ``link``: ``target`` is the page. ``flag``: ``target`` is the flag template's
    argument and ``text`` the name shown beside the flag. ``icon``: a flag without a name.
    ``cut``: an end of line or list item inside the cell.
    """

    kind: PartKind
    text: str
    target: str = ""


_UNSHOWN = re.compile(r"\s*(?:(?:file|image|category|media)\s*|(?-i:[a-z]{2,3})):", re.IGNORECASE)
"""The namespaces of which a link shows nothing, or a picture; and other languages' wikis."""

# Templates, by name in lower case, spaces for underscores.
_FLAGS = frozenset(
    {
        "flag", "flagu", "flagcountry", "flag country", "flagc", "flagg", "flag+link", "flag link",
        "flaglink", "flagcu", "flag name", "flagname", "flagdata", "country data", "flaglist",
        "#invoke:flag", "flag+", "flag entry",
    }
)  # fmt: skip
_PREFIXED = frozenset({"flag+link", "flag link", "flaglink"})
_ICONS = frozenset(
    {
        "flagicon", "flag icon", "flagdeco", "flag decoration", "flagicon image", "flagu icon",
        "flag deco", "flagicon+", "coat of arms icon", "coatofarms",
    }
)  # fmt: skip
WRAPPERS = frozenset(
    {
        "nowrap", "nobr", "nobreak", "no wrap", "small", "smaller", "big", "bold", "center",
        "centre", "left", "right", "nobold", "normal", "font", "resize", "small2", "strong",
        "em", "italic", "yes", "no", "yes2", "no2", "partial", "n/a", "na", "maybe", "unknown",
        "dunno", "tba", "tbd", "okay", "rh", "rowheader", "sronly", "wrap", "nowrap begin",
        "abbr", "abbrlink", "tooltip", "div col", "stack", "noflag",
        "no flag", "flag none",
    }
)  # fmt: skip
LISTS = frozenset(
    {
        "hlist", "flatlist", "plainlist", "plain list", "flat list", "ubl", "unbulleted list",
        "ublist", "columns-list", "columns list", "cl", "bulleted list", "ordered list",
        "comma separated entries", "cslist", "vlist", "div col", "columnslist", "col-list",
    }
)  # fmt: skip
_DEFAULT_TEXT = {
    "yes": "Yes", "no": "No", "n/a": "N/A", "na": "N/A", "partial": "Partial", "unknown": "Unknown",
    "dunno": "?", "tba": "TBA", "tbd": "TBD", "maybe": "Maybe",
}  # fmt: skip
_SIGNS = {
    "!": "|", "spaced ndash": " – ", "snd": " – ", "spnd": " – ", "ndash": "–", "mdash": "—",
    "emdash": "—", "endash": "–", "spaced en dash": " – ", "en dash": "–", "em dash": "—",
    "dash": "–", "nbsp": " ", "space": " ", "spaces": " ",
    "·": " · ", "•": " • ", "dot": " · ", "bullet": " • ", "middot": " · ",
    "'": "'", "-": "\n", "br": "\n", "pb": "\n", "paragraph break": "\n", "clear": "\n", "*": "\n",
    "break": "\n", "crlf": "\n", "=": "=", "comma": ",", "amp": "&",
}  # fmt: skip
_SECOND_SHOWN = frozenset(
    {
        "sort", "lang", "langx", "color", "colour", "font color", "fontcolor", "hover title",
        "text color", "transliteration",
    }
)  # fmt: skip
_LINKS = frozenset({"ill", "interlanguage link", "interlanguage link multi", "illm"})
_LONGEST_NAME = 200  # characters of a template's name: none of these is as long
_STYLE, _STYLE_OR_TAG = re.compile(r"'{2,5}"), re.compile(r"'{2,5}|<[^<>]*>")
_BREAK = re.compile(r"\s*<br\b[^<>]*>\s*", re.IGNORECASE)
_NUMBER = re.compile(r"\s*[0-9]{1,2}\s*\Z")
_CODE = re.compile(r"[A-Z]{2,4}(?:-\d+)?\Z")
_OF_YEAR = re.compile(r"(?<=[A-Z])-\d+\Z")  # {{flag|USA-48}}, the flag of 48 stars


def key_of(name: str) -> str:
    """Make the forms of a template's name alike: "Date_table  sorting" -> "date table sorting"."""
    return _key_of(name[:_LONGEST_NAME])


@lru_cache(maxsize=1024)
def _key_of(name: str) -> str:
    return " ".join(name.replace("_", " ").split()).lower()


def displayed(name: str, arguments: Sequence[str]) -> list[Part]:
    """Give what a template displays; nothing where that is not known."""
    positional, named = _arguments(arguments)
    key = key_of(name)
    said = ""  # by a template without arguments that is called what it shows: {{нет}}
    if key in (same_as := words().templates):
        said, name = key, same_as[key]
        key = name
    if key == "#invoke:flag" and positional:
        kind, positional = positional[0], positional[1:]
        key = "flagicon" if kind.startswith(("icon", "deco")) else "flag"
    if key in _FLAGS:
        return [_flag(key, positional, named)]
    if key in _ICONS:
        return [Part("icon", "", positional[0] if positional else "")]
    if (shown := _arranged(key, positional, named, said)) is not None:
        return shown
    if (date := read_template(name, positional, named)) is not None:
        return [Part("text", date)]
    return _by_code(name.strip(), positional, named)


def _arranged(
    key: str, positional: Sequence[str], named: Mapping[str, str], said: str
) -> list[Part] | None:
    """Give what a sign, a list, a link or a wrapper shows; None where a template is none."""
    if key in _SIGNS:
        sign = _SIGNS[key]
        return [Part("cut" if sign == "\n" else "text", sign)]
    if key in LISTS and key != "div col":
        return _list(positional)
    if positional and key in _LINKS:
        return list(link(positional[0], named.get("lt") or None))
    if positional and key == "link":
        return list(link(positional[0], "".join(positional[1:2]) or None))
    shown = _wrapped(key, positional, said)
    return None if shown is None else list(lines(shown))


def _by_code(code: str, positional: Sequence[str], named: Mapping[str, str]) -> list[Part]:
    """Give the flag of a template that is called by a code: {{GER}}, and German {{DEU|#}}."""
    bare = code.partition("-")[0]
    if not _CODE.match(code) or not (country := display(bare)):
        return []
    if positional[:1] == ["#"]:
        return [Part("icon", "", bare)]
    return [Part("flag", named.get("name") or country, bare)]


def _wrapped(key: str, positional: Sequence[str], said: str) -> str | None:
    if key in WRAPPERS:
        return positional[0] if positional else said or _DEFAULT_TEXT.get(key, "")
    if key in _SECOND_SHOWN:
        return positional[1] if len(positional) > 1 else (positional[0] if positional else "")
    return None


def _flag(key: str, positional: Sequence[str], named: Mapping[str, str]) -> Part:
    if key == "flagg" or (key in _PREFIXED and len(positional) > 1):
        positional = positional[1:]  # the first tells how to show what, or which link
    argument = positional[0] if positional else ""
    shown = named.get("name") or argument  # {{flag|ROK}} shows "ROK"
    if "<" in shown:
        shown = _unstyled(shown)
    if key in ("flagcountry", "flag country", "flagc") and "name" not in named:
        shown = display(argument) or argument
    return Part("flag", shown, _OF_YEAR.sub("", argument))


def _list(positional: Sequence[str]) -> list[Part]:
    parts: list[Part] = []
    for index, entry in enumerate(positional):
        if index:
            parts.append(Part("cut", "\n"))
        parts += lines(entry)
    return parts


def _arguments(arguments: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    positional: list[str] = []
    named: dict[str, str] = {}
    for argument in arguments:
        key, equals, value = argument.partition("=")
        if not equals or "<" in key:
            positional.append(decoded(argument).strip())
        elif _NUMBER.match(key):
            index = int(key) - 1
            if 0 <= index < 10:
                positional += [""] * (index + 1 - len(positional))
                positional[index] = value.strip()
        else:
            named[key.strip()] = decoded(value).strip()
    return positional, named


def link(target: str, label: str | None, trail: str = "") -> Iterator[Part]:
    """Give what a link shows: ``[[Target|label]]trail``."""
    if ":" in target and _is_unshown(target):
        return
    shown = target.lstrip(":") if label is None else label
    if "'" in shown or "<" in shown:
        shown = _unstyled(shown)
    shown = decoded(shown) + trail
    page = decoded(target).partition("#")[0].replace("_", " ").strip().lstrip(":")
    yield Part("link", shown, " ".join(page.split()))


def _unstyled(name: str) -> str:
    """Take away bold, italics and tags; a line that breaks in a name parts words of it."""
    return _STYLE_OR_TAG.sub("", _BREAK.sub(" ", name))


def _is_unshown(target: str) -> bool:
    if _UNSHOWN.match(target):
        return True
    return target.partition(":")[0].strip().lower() in words().unshown


def lines(text: str) -> Iterator[Part]:
    """Give plain text as parts, one a line, bold and italics taken away."""
    for index, line in enumerate(_STYLE.sub("", text).split("\n")):
        if index:
            yield Part("cut", "\n")
            line = line.lstrip("*#:;")
        if line:
            yield Part("text", line)
