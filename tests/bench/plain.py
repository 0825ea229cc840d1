"""The ways to fill up a history that diplowatch is held against, each in a new process.

``python -m tests.bench.plain EXPORT loop|sha1`` prints the seconds of CPU a revision.
"loop" reads the XML, parses each revision whole with mwparserfromhell, collects its
templates, links and tags, and stores them as JSON in SQLite; as it is slow, it parses one
revision of a hundred. "sha1" reads the XML and hashes each text: the limit of any way.
"""

import hashlib
import json
import lzma
import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import mwparserfromhell

_ONE_OF = 100


def main(export: str, way: str) -> None:
    """Print the seconds a revision."""
    began = time.process_time()
    revisions, parsed, parsing = 0, 0, 0.0
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.execute("CREATE TABLE snapshot (document TEXT)")
    for text in _texts(Path(export)):
        revisions += 1
        if way == "sha1":
            hashlib.sha1(text.encode(), usedforsecurity=False).digest()
        elif revisions % _ONE_OF == 1:
            before = time.process_time()
            _parse(text, database)
            parsing += time.process_time() - before
            parsed += 1
    reading = time.process_time() - began - parsing
    print(reading / revisions + (parsing / parsed if parsed else 0.0))


def _texts(export: Path) -> Iterator[str]:
    with lzma.open(export) if export.suffix == ".lzma" else export.open("rb") as opened:
        for _, element in ElementTree.iterparse(opened):
            if element.tag.endswith("}text"):
                yield element.text or ""
            element.clear()


def _parse(text: str, database: sqlite3.Connection) -> None:
    tree = mwparserfromhell.parse(text)
    found = [*tree.filter_templates(), *tree.filter_wikilinks(), *tree.filter_tags()]
    document = json.dumps([str(node) for node in found])
    database.execute("INSERT INTO snapshot VALUES (?)", (document,))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
