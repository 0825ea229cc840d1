"""A dump like a whole wiki's: many pages that nobody asked for, and a few that are watched.

The watched ones are given; the others have pieces of their text, of lengths like those of
articles. The same pages give the same dump.
"""

import random
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

_MEAN_LENGTH = 8_000  # bytes of a text that nobody asked for
_BODY = 4 << 20  # characters of each watched page, of which pieces are taken
_MOST_REVISIONS = 8
_REVISION = """\
    <revision>
      <id>{id}</id>
      <parentid>{parent}</parentid>
      <timestamp>20{year:02}-0{month}-1{day}T12:00:00Z</timestamp>
      <contributor>
        <username>Editor {user}</username>
        <id>{user}</id>
      </contributor>
      <comment>/* History */ copyedit</comment>
      <origin>{id}</origin>
      <model>wikitext</model>
      <format>text/x-wiki</format>
      <text bytes="{size}" sha1="{sha1}" xml:space="preserve">{text}</text>
      <sha1>{sha1}</sha1>
    </revision>
"""


def write_parts(folder: Path, watched: Sequence[Path], *, parts: int, size: int) -> list[Path]:
    """Write a dump of so many parts and bytes in all, with the watched pages spread over them."""
    paths = []
    for part in range(parts):
        path = folder / f"pages-meta-history{part + 1}.xml"
        chosen = watched[part::parts]
        _write(path, [one.read_text(encoding="utf-8") for one in chosen], size // parts, part)
        paths.append(path)
    return paths


def joined(parts: Sequence[Path], to: Path) -> Path:
    """Make one dump of the pages of all parts."""
    end = "</mediawiki>"
    with to.open("w", encoding="utf-8") as file:
        for number, part in enumerate(parts):
            text = part.read_text(encoding="utf-8")
            begin = text.index("  <page>")
            file.write(text[0 if number == 0 else begin : text.rindex(end)])
        file.write(f"{end}\n")
    return to


def _write(path: Path, exports: Sequence[str], size: int, seed: int) -> None:
    head, _, _ = exports[0].partition("  <page>")
    body = "".join(re.sub(r"<[^>]*>", "", export)[:_BODY] for export in exports)
    pages = _pages(body, random.Random(seed), (seed + 1) * 10_000_000)  # noqa: S311 - no secret
    with path.open("w", encoding="utf-8") as file:
        file.write(head)
        for number, export in enumerate(exports, 1):
            while file.tell() < size * number // (len(exports) + 1):
                file.write(next(pages))
            file.write(export[len(head) : export.rindex("</mediawiki>")])
        while file.tell() < size:
            file.write(next(pages))
        file.write("</mediawiki>\n")


def _pages(body: str, chance: random.Random, first: int) -> Iterator[str]:
    revision = first
    for number in range(1, sys.maxsize):
        revisions = []
        for _ in range(chance.randint(1, _MOST_REVISIONS)):
            revision += 1
            revisions.append(_revision(revision, _text(body, chance), chance))
        yield (
            f"  <page>\n    <title>Page {number}</title>\n    <ns>0</ns>\n"
            f"    <id>{first + number}</id>\n{''.join(revisions)}  </page>\n"
        )


def _text(body: str, chance: random.Random) -> str:
    length = int(chance.expovariate(1 / _MEAN_LENGTH))
    begin = chance.randrange(len(body) - length)
    # An entity that is cut in two would be no XML.
    return body[begin : begin + length].partition(";")[2].rpartition("&")[0]


def _revision(number: int, text: str, chance: random.Random) -> str:
    return _REVISION.format(
        id=number,
        parent=number - 1,
        year=chance.randint(1, 25),
        month=chance.randint(1, 9),
        day=chance.randint(0, 9),
        user=chance.randint(1, 99_999),
        size=len(text.encode()),
        sha1=f"{chance.getrandbits(150):031x}"[:31],
        text=text,
    )
