"""Read every page of a dump once in a new process, and keep nothing.

``python -m tests.bench.skim READER FILE`` prints the seconds of CPU. diplowatch is asked for
a page that is not there; the others make every element or revision. Other programs run in
their own environment.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree


def main(name: str, file: str) -> None:
    """Print the seconds."""
    read = READERS[name]()
    began = time.process_time()
    read(Path(file))
    print(time.process_time() - began)


def _diplowatch() -> Callable[[Path], None]:
    from scraper import dump
    from scraper.title import Choice

    def read(path: Path) -> None:
        for _ in dump.read(path, Choice(("No page has this title",))):
            pass

    return read


def _etree() -> Callable[[Path], None]:
    def read(path: Path) -> None:
        for _, element in ElementTree.iterparse(path):
            element.clear()

    return read


def _lxml() -> Callable[[Path], None]:
    from lxml import etree

    def read(path: Path) -> None:
        for _, element in etree.iterparse(path, huge_tree=True):
            element.clear()

    return read


def _mwxml() -> Callable[[Path], None]:
    import mwxml

    def read(path: Path) -> None:
        with path.open(encoding="utf-8") as file:
            for page in mwxml.Dump.from_file(file):
                for _ in page:
                    pass

    return read


READERS: dict[str, Callable[[], Callable[[Path], None]]] = {
    "diplowatch": _diplowatch,
    "etree": _etree,
    "lxml": _lxml,
    "mwxml": _mwxml,
}

if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
