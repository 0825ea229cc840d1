"""MediaWiki's export format 0.11, as far as Special:Export writes it for one page."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from xml.sax.saxutils import escape

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Saved:
    """One revision to be written; ``parent`` is 0 for the first."""

    id: int
    parent: int
    timestamp: str
    user: str
    comment: str
    text: str
    minor: bool = False


def export(title: str, page_id: int, revisions: Iterable[Saved]) -> str:
    """Write the page's revisions as one XML document."""
    return "".join(
        [
            _HEAD,
            f"  <page>\n    <title>{escape(title)}</title>\n    <ns>0</ns>\n",
            f"    <id>{page_id}</id>\n",
            *map(_revision, revisions),
            "  </page>\n</mediawiki>\n",
        ]
    )


def base36(text: str) -> str:
    """SHA-1 of the text as MediaWiki writes it: 31 digits of base 36."""
    number = int(hashlib.sha1(text.encode(), usedforsecurity=False).hexdigest(), 16)
    digits = ""
    while number:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return digits.rjust(31, "0")


_HEAD = """\
<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://www.mediawiki.org/xml/export-0.11/ \
http://www.mediawiki.org/xml/export-0.11.xsd" version="0.11" xml:lang="en">
  <siteinfo>
    <sitename>Wikipedia</sitename>
    <dbname>enwiki</dbname>
    <base>https://en.wikipedia.org/wiki/Main_Page</base>
    <generator>diplowatch, a sample</generator>
    <case>first-letter</case>
    <namespaces>
      <namespace key="0" case="first-letter" />
    </namespaces>
  </siteinfo>
"""


def _revision(saved: Saved) -> str:
    sha1 = base36(saved.text)
    lines = [
        f"<id>{saved.id}</id>",
        *([f"<parentid>{saved.parent}</parentid>"] if saved.parent else []),
        f"<timestamp>{saved.timestamp}</timestamp>",
        f"<contributor>{_contributor(saved.user)}</contributor>",
        *(["<minor />"] if saved.minor else []),
        f"<comment>{escape(saved.comment)}</comment>",
        f"<origin>{saved.id}</origin>",
        "<model>wikitext</model>",
        "<format>text/x-wiki</format>",
        f'<text bytes="{len(saved.text.encode())}" sha1="{sha1}" xml:space="preserve">'
        f"{escape(saved.text, {chr(34): '&quot;'})}</text>",
        f"<sha1>{sha1}</sha1>",
    ]
    inner = "".join(f"      {line}\n" for line in lines)
    return f"    <revision>\n{inner}    </revision>\n"


def _contributor(user: str) -> str:
    try:
        return f"<ip>{ip_address(user)}</ip>"
    except ValueError:
        account = 90_000_000 + sum(user.encode())
        return f"<username>{escape(user)}</username><id>{account}</id>"
