"""MediaWiki XML as Special:Export writes it, of a few pages."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape

_BEGINNING = datetime(2012, 1, 1, tzinfo=UTC)


def export(
    pages: Mapping[str, Sequence[str | None]],
    *,
    wiki: str = "en.wikipedia.org",
    first: int = 1,
    begin: int = 1,
) -> bytes:
    """Write pages of some texts, an hour apart; None is one that is withheld.

    Revisions are numbered from ``begin`` on through all pages; those before ``first`` are
    left out.
    """
    number, written = begin - 1, []
    for title, texts in pages.items():
        revisions = []
        for text in texts:
            number += 1
            if number >= first:
                revisions.append(_revision(number, text))
        written.append(
            f"<page><title>{escape(title)}</title><ns>0</ns><id>1</id>{''.join(revisions)}</page>"
        )
    return (
        '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11">'
        f"<siteinfo><base>https://{wiki}/wiki/Main_Page</base><case>first-letter</case></siteinfo>"
        f"{''.join(written)}</mediawiki>"
    ).encode()


def _revision(number: int, text: str | None) -> str:
    saved_at = _BEGINNING + timedelta(hours=number)
    content = '<text deleted="deleted"/>' if text is None else f"<text>{escape(text)}</text>"
    return (
        f"<revision><id>{number}</id><parentid>{number - 1}</parentid>"
        f"<timestamp>{saved_at:%Y-%m-%dT%H:%M:%SZ}</timestamp>"
        f"<contributor><username>Ann</username><id>7</id></contributor>"
        f"<model>wikitext</model><format>text/x-wiki</format>{content}</revision>"
    )
