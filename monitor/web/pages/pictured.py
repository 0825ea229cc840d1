"""The pictures of a page: where they are, and what they show in words."""

from collections.abc import Callable
from dataclasses import dataclass

from monitor import pictured
from monitor.web.addresses import picture_path, timeline_path
from monitor.web.asked import NotAnswered
from monitor.web.sight import Sight
from reports.pictures.shown import Shown, points
from reports.pictures.statuses import Statuses
from scraper.article import Article
from scraper.snapshot import Kind
from storage.history import History

_OF_ARTICLE: dict[str, Callable[[History, Article], Shown]] = {
    "listed": pictured.listed,
    "years": pictured.years,
    "memberships": pictured.memberships,
    "edits": pictured.edits,
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's address, its title, what it shows in words, and its size in pixels."""

    path: str
    title: str
    words: str
    width: int
    height: int


def of_article(sight: Sight, article: Article) -> dict[str, Picture]:
    """Describe the pictures of an article that have anything to show, by what they show."""
    pictures = {
        what: _picture(picture_path(what, article), shown(sight, what, article))
        for what in _OF_ARTICLE
    }
    return {what: picture for what, picture in pictures.items() if picture}


def of_all(sight: Sight) -> Picture | None:
    """Describe the picture of all articles together, if it has anything to show."""
    return _picture(picture_path("years"), shown(sight, "years", None))


def of_topic(sight: Sight, kind: Kind, identity: str, name: str) -> Picture | None:
    """Describe the timeline of a counterpart or organisation."""
    return _picture(timeline_path(kind, identity), timeline(sight, kind, identity, name))


def shown(sight: Sight, what: str, article: Article | None) -> Shown:
    """Give what a picture shows."""
    if article is None:
        if what != "years":
            raise NotAnswered(404, f'no picture "{what}" of all articles: there is "years"')
        return sight.keep("years", lambda: pictured.years(sight.history))
    if what not in _OF_ARTICLE:
        raise NotAnswered(404, f'no picture "{what}": there are {", ".join(_OF_ARTICLE)}')
    return sight.keep((what, article), lambda: _OF_ARTICLE[what](sight.history, article))


def timeline(sight: Sight, kind: Kind, identity: str, name: str) -> Statuses:
    """Give what a timeline shows."""
    return sight.keep(
        ("timeline", kind, identity),
        lambda: pictured.timeline(sight.history, identity, name, kind),
    )


def _picture(path: str, shown: Shown) -> Picture | None:
    return None if shown.is_empty else Picture(path, shown.title, shown.words, *points(shown))
