"""Whatever goes by a name: articles, counterparts, organisations."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

from monitor.web.addresses import article_path, topic_path
from monitor.web.asked import Asked
from monitor.web.pages.subjects import meant
from monitor.web.sight import Sight
from reports.clean import clean
from reports.counts import TITLE_LIMIT
from scraper.names import counterparts, organisations
from scraper.names.fold import alphabetical, fold

_MOST = 60
_NOT_FOUND = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that has a page."""

    kind: Literal["article", "counterpart", "organisation"]
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Page:
    """What was found, the best first; ``is_near`` where it only sounds like what was asked for."""

    asked: str
    hits: tuple[Hit, ...]
    is_near: bool


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is searched for, whom it is of, and what it leads to."""

    folded: str
    identity: str
    hit: Hit


def search(sight: Sight, asked: Asked) -> Page:
    """Find what goes by a name, or has it among the words of its name."""
    text = asked.text("q")
    if not text:
        return Page("", (), is_near=False)
    names = sight.keep("names", lambda: tuple(_names(sight)))
    wanted = fold(text)
    identities = meant(sight, text) | {organisations.identify(text)} - {""}
    ranked = [(_rank(name, wanted, identities), name.hit) for name in names]
    found = sorted(
        (pair for pair in ranked if pair[0] < _NOT_FOUND),
        key=lambda pair: (pair[0], pair[1].kind != "article", alphabetical(pair[1].name)),
    )
    hits = tuple(dict.fromkeys(hit for _, hit in found))[:_MOST]
    if hits:
        return Page(clean(text, TITLE_LIMIT), hits, is_near=False)
    return Page(clean(text, TITLE_LIMIT), tuple(_near(names, wanted)), is_near=True)


def _rank(name: Name, wanted: str, identities: set[str]) -> int:
    """Grade how well a name fits: it is meant, begins so, a word of it does, it has that in it."""
    if name.folded == wanted or name.identity in identities:
        return 0
    if name.folded.startswith(wanted):
        return 1
    if f" {wanted}" in name.folded:
        return 2
    return 3 if wanted and wanted in name.folded else _NOT_FOUND


def _names(sight: Sight) -> Iterable[Name]:
    for article in sight.history.articles():
        hit = Hit("article", clean(article.title, TITLE_LIMIT), article_path(article))
        identity = sight.identify(article)
        for one in {article.title, article.subject, identity} - {""}:
            yield Name(fold(one), identity, hit)
    for kind, identity, name in sight.history.named():
        canonical = counterparts.canonical(identity)
        shown = clean(canonical or name, TITLE_LIMIT) or clean(identity, TITLE_LIMIT)
        word: Literal["counterpart", "organisation"] = (
            "counterpart" if kind == "relation" else "organisation"
        )
        hit = Hit(word, shown, topic_path(kind, identity))
        for one in {name, canonical, identity} - {""}:
            yield Name(fold(one), identity, hit)


def _near(names: Iterable[Name], wanted: str) -> Iterable[Hit]:
    by_name: dict[str, list[Hit]] = {}
    for name in names:
        by_name.setdefault(name.folded, []).append(name.hit)
    near = get_close_matches(wanted, by_name, n=8, cutoff=0.7)
    return tuple(dict.fromkeys(hit for one in near for hit in by_name[one]))
