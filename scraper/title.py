"""What a page title may be: https://www.mediawiki.org/wiki/Manual:Page_title."""

import re
import unicodedata

_SPACES = re.compile(r"[ _\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
_FORBIDDEN = re.compile(r"[#<>\[\]|{}\x00-\x1f\x7f\ufffd\ud800-\udfff]")
_LONGEST = 255


def normal(title: str) -> str:
    """Write a title as MediaWiki does: spaces for underscores, one at a time; Unicode's NFC.

    Whether its first letter is a capital depends on the wiki, and is left as it is.
    """
    return unicodedata.normalize("NFC", _SPACES.sub(" ", title).strip())


def title_problem(title: str) -> str:
    """Say why no page can have this title; "" if one can, as far as it is known without asking.

    MediaWiki itself would cut it off at a "#" and take a "|" for two titles.
    """
    if not title.strip(" _"):
        return "it is empty"
    if found := _FORBIDDEN.search(title):
        return f"no title may have {found[0]!a}"
    if len(normal(title).encode()) > _LONGEST:
        return f"it is longer than {_LONGEST} bytes"
    return ""
