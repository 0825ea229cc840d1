"""What a picture shows, out of a history: an article, all of them, or one thing in all."""

from collections.abc import Iterable
from datetime import UTC, datetime

from reports.clean import clean
from reports.counts import TITLE_LIMIT
from reports.pictures.activity import Activity, activity
from reports.pictures.by_year import ByYear, by_year
from reports.pictures.listed import Listed
from reports.pictures.listed import listed as all_listed
from reports.pictures.statuses import Statuses, statuses
from scraper.article import Article
from scraper.snapshot import Kind
from storage.changelog import Period
from storage.history import History
from storage.months import changes_by_month, edits_by_month
from storage.now import said_now


def years(history: History, article: Article | None = None) -> ByYear:
    """Count the relations that an article, or every one, lists now, by year and region."""
    title = f"{_about(article)}: relations by the year of their beginning"
    return by_year(title, said_now(history, "relation", article))


def listed(history: History, article: Article) -> Listed:
    """Count the relations and memberships that an article listed at each time."""
    title = f"{_title(article)}: relations and memberships listed over time"
    return all_listed(title, history.periods(article=article), _until(history, [article]))


def memberships(history: History, article: Article) -> Statuses:
    """Show the memberships that an article ever listed, and when."""
    periods = history.periods(article=article, kind="membership")
    title = f"{_title(article)}: memberships over time"
    return statuses(title, periods, _until(history, [article]), _by_organisation)


def timeline(history: History, identity: str, name: str, kind: Kind | None = None) -> Statuses:
    """Show which articles ever listed a counterpart or organisation, and when.

    Without ``kind``, as what it was listed more often.
    """
    kinds: tuple[Kind, ...] = (kind,) if kind else ("relation", "membership")
    periods = max((history.timeline(identity, kind=one) for one in kinds), key=len)
    said = f"{periods[0].fact.kind}s" if periods else "what is said"
    title = f"{clean(name, TITLE_LIMIT)}: {said} in each article over time"
    until = _until(history, {period.article for period in periods})
    return statuses(title, periods, until, _by_article)


def edits(history: History, article: Article | None = None) -> Activity:
    """Count the edits of an article, or of all, and the changes that they brought, by month."""
    made, brought = edits_by_month(history, article), changes_by_month(history, article)
    return activity(f"{_about(article)}: edits and changes by month", made, brought)


def _by_organisation(period: Period) -> tuple[str, str]:
    return period.fact.identity, period.fact.name


def _by_article(period: Period) -> tuple[str, str]:
    return str(period.article), period.article.subject


def _about(article: Article | None) -> str:
    return "All articles" if article is None else _title(article)


def _title(article: Article) -> str:
    return clean(article.title, TITLE_LIMIT)


def _until(history: History, articles: Iterable[Article]) -> datetime:
    """Give the time of the last edit: what lasts is known to have lasted until then."""
    newest = filter(None, map(history.newest, articles))
    return max((one.saved_at for one in newest), default=datetime(2000, 1, 1, tzinfo=UTC))
