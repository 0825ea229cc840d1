"""Other spellings of a table -> wikitext: ``{{!}}``, ``{{end}}``, ``<table><tr><td>``.

A template around a table is opened, and a brace that is missing is put where it was meant.
"""

import re

_HTML = re.compile(r"<(/?)(table|tr|td|th|caption|tbody|thead)\b([^<>]*)>", re.IGNORECASE)
_ARRANGER = re.compile(
    r"^\{\{[^{}|\n]+\|(?:[^{}|\n]*\|)*[ \t]*\n"
    r"(?=(?:(?:<[^<>\n]*>|\{\{[^{}\n]*\}\})?[ \t]*\n){0,3}[ \t:*]*\{\|)",
    re.MULTILINE,
)
_BRACE_MISSING = re.compile(
    r"\{(?:\{((?:flag|dts)[\w ]*\|[^{}|\n]*)(?:\}(?!\})|(?=\|\|[^{}\n]*$))"
    r"|(?<!\{\{)((?:flag|dts)[\w ]*\|[^{}|\n]*)\}\}(?!\}))",
    re.IGNORECASE | re.MULTILINE,
)
_PIPE_TEMPLATE = re.compile(
    r"\{\{\s*(?:(!)|(\(!)|(!\)|(?:s-|table |tableend)?end))\s*\}\}", re.IGNORECASE
)


def respells(text: str) -> bool:
    """Whether a text whose braces all match may have anything to rewrite."""
    return "<t" in text or "<T" in text or _PIPE_TEMPLATE.search(text) is not None


def as_wikitext(text: str) -> str:
    """Rewrite what stands for table markup: ``{{!}}``, ``{{end}}``, ``<td>``."""
    if "{{" in text:
        text = _PIPE_TEMPLATE.sub(
            lambda match: "|" if match[1] else "{|" if match[2] else "|}", text
        )
        if "{|" in text:
            text = _ARRANGER.sub("\n", text)
        text = _BRACE_MISSING.sub(r"{{\1\2}}", text)
    if "<t" in text or "<T" in text:
        text = _HTML.sub(_html_as_wikitext, text)
    return text


def _html_as_wikitext(match: re.Match[str]) -> str:
    closing, tag, attributes = match[1], match[2].lower(), match[3].strip()
    if closing:
        return "\n|}\n" if tag == "table" else ""
    return {
        "table": f"\n{{| {attributes}\n",
        "tr": f"\n|- {attributes}\n",
        "td": f"\n|{attributes}|" if attributes else "\n|",
        "th": f"\n!{attributes}|" if attributes else "\n!",
        "caption": "\n|+",
    }.get(tag, "")
