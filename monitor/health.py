"""How the watch is: when each article was looked at, what waits, what fails, what is owed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from monitor.settings import Schedule, Settings
from monitor.timing import jitter, trigger
from monitor.waiting import waiting
from scraper.article import Article
from storage.failures import Failing, Failures
from storage.history import History
from storage.lastchange import last_changes
from storage.outbox import Delivery, Outbox

PATIENCE = timedelta(hours=1)
"""What is owed for longer is overdue: it is tried at once, and again after a few minutes."""


@dataclass(frozen=True, slots=True)
class ArticleHealth:
    """An article of the settings, under the title that they give.

    ``looked_at`` is the last round that could look at it, ``changed_at`` the last edit that
    changed a fact, None for never; ``pending`` counts the changes that are told later, for
    whom they wait most; ``blind`` what cannot be read; ``failing`` is why it, or its wiki,
    cannot be looked at now. It is ``late`` when two of its times have passed since.
    """

    article: Article
    looked_at: datetime | None
    changed_at: datetime | None
    pending: int
    blind: int
    failing: Failing | None
    late: bool


@dataclass(frozen=True, slots=True)
class Health:
    """All articles of the settings, all that fails, and what is owed or was refused."""

    articles: tuple[ArticleHealth, ...]
    failing: tuple[Failing, ...]
    owed: tuple[Delivery, ...]
    overdue: tuple[Delivery, ...]
    refused: tuple[Delivery, ...]

    @property
    def looked_at(self) -> datetime | None:
        """When there was last a round that could look at an article."""
        return max((one.looked_at for one in self.articles if one.looked_at), default=None)

    @property
    def late(self) -> tuple[ArticleHealth, ...]:
        """The articles that no round looks at as often as the settings say."""
        return tuple(one for one in self.articles if one.late)

    @property
    def is_well(self) -> bool:
        """Whether nobody has to look after it."""
        in_want = self.failing or self.overdue or self.refused or self.late
        return self.looked_at is not None and not in_want


def health(settings: Settings, history: History, now: datetime) -> Health:
    """Find out how the watch is, by what its rounds have noted."""
    failures = Failures(history)
    failing = {one.key: one for one in failures.all()}
    looked_at = failures.successes()
    known = history.registry.by_title()
    changed_at, blind = last_changes(history), failures.blind_counts()
    pending = _pending(settings, history, now)
    articles = []
    for group in settings.articles:
        for title in group.titles:
            asked = Article(group.wiki, title)
            article = known.get(str(asked), asked)
            seen = looked_at.get(str(asked))
            articles.append(
                ArticleHealth(
                    article=asked,
                    looked_at=seen,
                    changed_at=changed_at.get(article),
                    pending=pending[article],
                    blind=blind[article],
                    failing=_failing(asked, failing),
                    late=_is_late(settings.schedule_of(group), seen, settings, now),
                )
            )
    deliveries = Outbox(history).deliveries
    owed = deliveries("pending")
    return Health(
        articles=tuple(articles),
        failing=tuple(sorted(failing.values(), key=lambda one: (one.began_at, one.key))),
        owed=tuple(owed),
        overdue=_overdue(owed, now),
        refused=tuple(deliveries("failed")),
    )


def _pending(settings: Settings, history: History, now: datetime) -> Counter[Article]:
    most: Counter[Article] = Counter()
    counts = Counter((one.subscription, one.article) for one in waiting(settings, history, now))
    for (_, article), count in counts.items():
        most[article] = max(most[article], count)
    return most


def _failing(article: Article, failing: Mapping[str, Failing]) -> Failing | None:
    return failing.get(str(article)) or failing.get(article.wiki)


def _is_late(schedule: Schedule, seen: datetime | None, settings: Settings, now: datetime) -> bool:
    if seen is None:
        return False  # it may have been added just now
    times = trigger(schedule, seen)
    first = times.get_next_fire_time(None, seen + timedelta(microseconds=1))
    second = first and times.get_next_fire_time(first, first + timedelta(microseconds=1))
    return second is not None and now > second.astimezone(UTC) + jitter(settings.schedule)


def _overdue(owed: Sequence[Delivery], now: datetime) -> tuple[Delivery, ...]:
    return tuple(one for one in owed if now - one.made_at > PATIENCE)
