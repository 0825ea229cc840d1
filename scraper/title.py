"""What a page title may be: https://www.mediawiki.org/wiki/Manual:Page_title."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import translate

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
    if not normal(title).strip(" :"):
        return "it is empty"
    if found := _FORBIDDEN.search(title):
        return f"no title may have {found[0]!a}"
    if len(normal(title).encode()) > _LONGEST:
        return f"it is longer than {_LONGEST} bytes"
    return ""


@dataclass(frozen=True, slots=True)
class Choice:
    """Pages that are asked for: of some titles, or of titles that match a pattern.

    In a pattern "*" stands for any letters and "?" for any one.
    """

    titles: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    redirects: bool = True

    def of_titles(self, *, capitals: bool) -> Callable[[str], bool]:
        """Give a function that tells whether a title is asked for.

        Where the wiki has ``capitals`` for first letters, small ones ask for the same.
        """
        first = capital if capitals else str
        titles = {first(normal(title)) for title in self.titles}
        any_of = "|".join(translate(first(normal(pattern))) for pattern in self.patterns)
        matches = re.compile(any_of or "(?!)").match
        return lambda title: title in titles or matches(title) is not None


EVERY_PAGE = Choice(patterns=("*",))


def capital(title: str) -> str:
    """Write a title with a capital first, as most wikis have them all."""
    return title[:1].upper() + title[1:]
