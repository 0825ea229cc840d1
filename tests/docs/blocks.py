"""The commands that the pages tell a reader to type, and what the pages say comes of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/*.md")))

_BLOCK = re.compile(
    r"^(?:<!-- not run by the tests: (?P<why>[^\n]+) -->\n+)?"
    r"```(?P<language>sh|console)\n(?P<lines>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_COMMENT = re.compile(r"(?:^|\s{2,})# .*$")
_INLINE = re.compile(r"`(diplowatch [^`\n]+)`")


@dataclass(frozen=True)
class Typed:
    """A line to type; ``printed`` is what the page shows below it, None where nothing.

    ``why`` is the page's reason for which it is not run, "" where it is.
    """

    line: str
    printed: str | None
    why: str


def typed(page: Path) -> Iterator[Typed]:
    """Give what a page has in its blocks of "sh" (lines) and "console" (a session)."""
    for block in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        why = block["why"] or ""
        if block["language"] == "sh":
            joined = block["lines"].replace("\\\n", " ")
            lines = (_COMMENT.sub("", line).strip() for line in joined.splitlines())
            yield from (Typed(line, None, why) for line in lines if line)
        else:
            for part in re.split(r"^\$ ", block["lines"], flags=re.MULTILINE)[1:]:
                line, _, printed = part.partition("\n")
                yield Typed(line.strip(), printed, why)


def named(page: Path) -> list[str]:
    """Give the command lines that stand in a page's sentences and tables."""
    return _INLINE.findall(page.read_text(encoding="utf-8"))


def agrees(printed: str, shown: str) -> bool:
    """Tell whether a page shows what was printed; a line "..." stands for any lines."""
    pattern = "".join(
        "(?:.*\n)*" if line.strip() == "..." else re.escape(line) + "\n"
        for line in (each.rstrip() for each in shown.splitlines())
    )
    tidy = "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
    return re.fullmatch(pattern, tidy) is not None
