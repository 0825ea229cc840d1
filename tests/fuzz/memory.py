"""Measure how much memory a text takes while it is read, as a multiple of its bytes.

``python -m tests.fuzz.memory`` reads every family at 400,000 characters, and the real articles
where they lie beside the checkout; each by a parser that knows nothing. Counted is what Python
allocates from the text's first section to its snapshot, memos included, at its highest.
"""

import statistics
import tracemalloc
from pathlib import Path

from scraper.parse import Parser
from tests.fuzz.families import FAMILIES
from tests.fuzz.growth import TITLE, forget

ARTICLES = Path(__file__).parents[3] / "shared" / "data" / "articles"
_SIZE = 400_000  # characters
_TOLD = 12


def main() -> None:
    """Print the families that take most, and what articles take."""
    Parser().parse(TITLE, "{{a|{{b}}}} is a member of [[UN]]")  # so that all is loaded
    taken = {family.name: multiple(family.sized(_SIZE)) for family in FAMILIES}
    for name in sorted(taken, key=taken.__getitem__, reverse=True)[:_TOLD]:
        print(f"{taken[name]:6.1f} times its size: {name}")
    print(f"{statistics.median(taken.values()):6.1f} times: the median of {len(taken)} families")
    articles = [multiple(path.read_text("utf-8")) for path in sorted(ARTICLES.glob("*.wiki"))]
    if articles:
        middle, most = statistics.median(articles), max(articles)
        print(f"{middle:6.1f} times: the median of {len(articles)} articles; the most {most:.1f}")


def multiple(text: str) -> float:
    """Read a text, and divide the memory that it took at most by its bytes."""
    forget()
    parser = Parser()
    tracemalloc.start()
    try:
        parser.parse(TITLE, text)
        return tracemalloc.get_traced_memory()[1] / len(text.encode())
    finally:
        tracemalloc.stop()


if __name__ == "__main__":
    main()
