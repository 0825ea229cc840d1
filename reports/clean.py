"""Words of strangers, made harmless: names, titles, edit summaries are hostile input."""

import re
import unicodedata

_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # ECMA-48 control sequences: colours, cursor
    r"|\x1b[\]PX^_].*?(?:\x07|\x1b\\|$)"  # operating system commands: titles, links
    r"|\x1b[ -/]*[0-~]?"
    r"|\x9b[0-?]*[ -/]*[@-~]",
    re.DOTALL,
)
_LINK = re.compile(r"\[\[:?(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_SECTION = re.compile(r"\s*/\*\s*([^*]*?)\s*\*/\s*")
_JOINERS = "\u200c\u200d"  # Persian, Hindi and emoji need them
_SPACES = frozenset({"Zs", "Zl", "Zp"})
_MARKS = frozenset({"Mn", "Me"})
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_FIRST_MARK = "\u0300"
_MOST_MARKS = 4  # more on one letter climb over the lines above


def clean(text: str, limit: int = 160) -> str:
    """Give one line of at most ``limit`` characters, without controls, escapes, bidi marks."""
    if _is_clean(text, limit):
        return text
    bounded = text[: 4 * limit + 64]
    kept: list[str] = []
    marks = 0
    for char in _ESCAPES.sub("", bounded):
        category = unicodedata.category(char)
        marks = marks + 1 if category in _MARKS else 0
        if category in _SPACES or char in "\t\n\r\x0b\x0c\x85":
            kept.append(" ")
        elif marks <= _MOST_MARKS and (category[0] != "C" or char in _JOINERS or category == "Co"):
            kept.append(char)
    line = " ".join("".join(kept).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def visible(text: str) -> str:
    """Give a text whose controls, bidi marks and lone surrogates are seen, and do nothing."""
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", text)


def _is_clean(text: str, limit: int) -> bool:
    """Tell at a glance, as of most texts, that nothing has to be done to one."""
    return (
        len(text) <= limit
        and text.isprintable()
        and max(text, default="") < _FIRST_MARK
        and "  " not in text
        and text[:1] != " "
        and text[-1:] != " "
    )


def clean_comment(comment: str, limit: int = 160) -> str:
    """Give an edit summary as the wiki shows it: a link's text alone, "→ Section: said"."""
    bounded = comment[: 4 * limit + 64]
    section = _SECTION.match(bounded)
    if section is None:
        return clean(_LINK.sub(r"\1", bounded), limit)
    said = _LINK.sub(r"\1", bounded[section.end() :])
    parts = (f"→ {section[1]}" if section[1] else "", said)
    return clean(": ".join(part for part in parts if part), limit)
