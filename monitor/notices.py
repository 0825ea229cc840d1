"""What readers hear of an article as a whole: that it was moved, is gone, is there again."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.lasting import has_lasted
from storage.presence import Elsewhere


@dataclass(frozen=True, slots=True)
class Notices:
    """Lines to tell, and where readers know the article to be once they have heard them."""

    lines: tuple[str, ...]
    title: str
    gone: str


def notices(one: Elsewhere, wait: timedelta, now: datetime) -> Notices:
    """Tell what has lasted for ``wait``; that an article is there again waits for nothing."""
    lines, title, gone = [], one.title_heard, one.gone_heard
    if one.article.title != title and _has_lasted(one.title_since, wait, now):
        lines.append(f'The article was moved from "{title}" to "{one.article.title}".')
        title = one.article.title
    if not one.gone and gone:
        lines.append("The article is there again.")
        gone = ""
    elif one.gone != gone and _has_lasted(one.gone_since, wait, now):
        lines.append(one.gone)
        gone = one.gone
    return Notices(tuple(lines), title, gone)


def _has_lasted(since: datetime | None, wait: timedelta, now: datetime) -> bool:
    return since is None or has_lasted(since, wait, now)
