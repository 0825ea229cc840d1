"""Do a work on whole articles once in a new process, so that nothing is remembered of before.

``python -m tests.bench.once WORK FILE`` prints the seconds of CPU that it took a megabyte of
wikitext, tables of names and words loaded. The file is that of ``articles.as_file``. Works
of other programs run in their own environment, on one article of ten as they are slow.
"""

import difflib
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

Work = Callable[[str, str, str], object]
"""What is done with an article's title, its text, and its text after an edit."""

_ONE_OF = 10


def main(name: str, file: str) -> None:
    """Print the seconds a megabyte."""
    work = WORKS[name]()
    articles = json.loads(Path(file).read_text(encoding="utf-8"))
    chosen = articles[:: 1 if name == "parse" else _ONE_OF]
    size = sum(len(before.encode()) for _, before, _ in chosen) / 1e6
    began = time.process_time()
    for each in chosen:
        work(*each)
    print((time.process_time() - began) / size)


def _parse() -> Work:
    from scraper.names import counterparts, organisations
    from scraper.parse import Parser
    from scraper.words.language import words

    words(), counterparts.identify("Fiji"), organisations.identify("UN")  # loads the tables
    return lambda title, text, _: Parser().parse(title, text)


def _compare() -> Work:
    from storage.compare import compare

    _parse()

    from scraper.parse import Parser

    def both(title: str, before: str, after: str) -> object:
        parser = Parser()
        return compare(parser.parse(title, before).facts, parser.parse(title, after).facts)

    return both


def _mwparserfromhell() -> Work:
    import mwparserfromhell

    return lambda _, text, __: mwparserfromhell.parse(text, skip_style_tags=True)


def _wikitextparser() -> Work:
    import wikitextparser

    return lambda _, text, __: [table.data() for table in wikitextparser.parse(text).tables]


def _mwedittypes(kind: str) -> Work:
    import mwedittypes

    differ = getattr(mwedittypes, kind)
    return lambda _, before, after: differ("wikitext", before, after, lang="en").get_diff()


def _difflib() -> Work:
    return lambda _, before, after: list(
        difflib.unified_diff(before.splitlines(), after.splitlines())
    )


WORKS: dict[str, Callable[[], Work]] = {
    "parse": _parse,
    "compare": _compare,
    "mwparserfromhell": _mwparserfromhell,
    "wikitextparser": _wikitextparser,
    "mwedittypes, simple": lambda: _mwedittypes("SimpleEditTypes"),
    "mwedittypes, structured": lambda: _mwedittypes("StructuredEditTypes"),
    "difflib, lines": _difflib,
}

if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
