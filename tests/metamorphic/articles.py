"""The texts that are edited: the real articles beside the checkout, and the project's own."""

from functools import cache
from pathlib import Path

from tests.metamorphic.page import Page
from tests.sample.story import TITLE, texts

SHARED = Path(__file__).parents[3] / "shared" / "data" / "articles"
_FRAGMENTS = Path(__file__).parents[1] / "scraper" / "fragments"


@cache
def real(folder: Path) -> tuple[Page, ...]:
    """Read a folder of ``TITLE.wiki``."""
    paths = sorted(folder.glob("*.wiki"))
    return tuple(Page(path.stem, path.read_text(encoding="utf-8")) for path in paths)


@cache
def own() -> tuple[Page, ...]:
    """Give the sample's texts over its years, and the fragments that show the parser's traps."""
    fragments = [path.read_text(encoding="utf-8") for path in sorted(_FRAGMENTS.glob("*.txt"))]
    inner = [text.partition("\n>>>\n")[2].partition("\n<<<\n")[0] for text in fragments]
    sample = list(dict.fromkeys(texts()))
    return tuple(Page(TITLE, text) for text in [*sample, *inner])
