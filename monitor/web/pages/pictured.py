"""The pictures of a page: where they are, and what they show in words."""

from collections.abc import Callable
from dataclasses import dataclass

from monitor import pictured
from monitor.web.addresses import picture_path, timeline_path
from monitor.web.asked import NotAnswered
from monitor.web.sight import Sight
from reports.pictures.activity import Activity
from reports.pictures.by_year import ByYear
from reports.pictures.listed import Listed
from reports.pictures.statuses import Statuses
from scraper.article import Article
from scraper.snapshot import Kind
from storage.history import History

Shown = ByYear | Listed | Statuses | Activity

_OF_ARTICLE: dict[str, Callable[[History, Article], Shown]] = {
    "listed": pictured.listed,
    "years": pictured.years,
    "memberships": pictured.memberships,
    "edits": pictured.edits,
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's address, its title, and what it shows in words."""

    path: str
    title: str
    words: str


def of_article(sight: Sight, article: Article) -> tuple[Picture, ...]:
    """Describe the pictures of an article."""
    return tuple(
        _picture(picture_path(what, article), shown(sight, what, article)) for what in _OF_ARTICLE
    )


def of_all(sight: Sight) -> Picture:
    """Describe the picture of all articles together."""
    return _picture(picture_path("years"), shown(sight, "years", None))


def of_topic(sight: Sight, kind: Kind, identity: str, name: str) -> Picture:
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


def _picture(path: str, shown: Shown) -> Picture:
    return Picture(path, shown.title, shown.words)
