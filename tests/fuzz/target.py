"""What is fuzzed: any bytes are read as a page, and read alike by another parser.

Started by ``tests.fuzz.run`` with a program that starts it again, which libFuzzer needs to
merge, and libFuzzer's options.
"""

import sys

import atheris

with atheris.instrument_imports(include=["scraper"]):
    from scraper.parse import Parser

from tests.fuzz.growth import TITLE, forget


def read(page: bytes) -> None:
    """Read a page by a parser that knows nothing, and by another when cells are known."""
    text = page.decode("utf-8", "replace")
    forget()
    if Parser().parse(TITLE, text) != Parser().parse(TITLE, text):
        raise AssertionError("a text that is read in two ways")


if __name__ == "__main__":
    atheris.Setup(sys.argv[1:], read)
    atheris.Fuzz()
