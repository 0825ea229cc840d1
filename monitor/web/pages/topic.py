"""A counterpart or an organisation: all that articles say of it, and said."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from monitor.web.asked import Asked, NotAnswered
from monitor.web.pages.listing import name_of_identity
from monitor.web.pages.parts import (
    ArticleRef,
    EditRef,
    FactSeen,
    Slice,
    TopicRef,
    article_ref,
    edit_ref,
    fact_seen,
    iso,
    slice_of,
    topic_ref,
)
from monitor.web.pages.pictured import Picture, of_topic
from monitor.web.pages.subjects import subjects
from monitor.web.sight import Sight
from reports.clean import clean
from reports.regions import subregion
from reports.sides import value_of
from scraper.article import Article
from scraper.names import counterparts, organisations
from scraper.names.fold import alphabetical
from scraper.snapshot import Fact, Kind
from storage.apart import days_apart
from storage.changelog import Period

_PERIODS = 100


@dataclass(frozen=True, slots=True)
class Statement:
    """What one article says of it now, and, of a counterpart with an article, what that says back.

    ``answer`` is in words, "" where there is nothing to hold it against; ``differs`` tells
    whether the two contradict each other.
    """

    article: ArticleRef
    fact: FactSeen
    answer: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """What an article said of it from one edit until another; "" and None while it lasts."""

    article: ArticleRef
    name: str
    says: str
    begun: EditRef | None
    ended: EditRef | None
    ended_at: str


@dataclass(frozen=True, slots=True)
class Page:
    """All of it. ``own`` are the articles on a counterpart itself, of one wiki or of several.

    What an article says is answered by the one on the counterpart in the same wiki.
    """

    topic: TopicRef
    region: str
    own: tuple[ArticleRef, ...]
    also_called: tuple[str, ...]
    now: tuple[Statement, ...]
    ever: Slice[Stretch]
    picture: Picture | None


def topic(sight: Sight, kind: Kind, identity: str, asked: Asked) -> Page:
    """Show a counterpart or organisation."""
    periods = sight.history.timeline(identity, kind=kind)
    named = _name(identity, periods)
    own = subjects(sight).get(identity, {}) if kind == "relation" else {}
    answers = {wiki: _answers(sight, article) for wiki, article in own.items()}
    lasting = [period for period in periods if period.ended is None]
    return Page(
        topic=topic_ref(kind, identity, named),
        region=subregion(identity) if kind == "relation" else "",
        own=tuple(map(article_ref, own.values())),
        also_called=tuple(
            sorted({clean(one.fact.name, 80) for one in periods} - {clean(named, 80)})
        )[:20],
        now=tuple(
            _statement(one, sight.identify(one.article), answers.get(one.article.wiki))
            for one in sorted(lasting, key=lambda one: alphabetical(one.article.subject))
        ),
        ever=slice_of([_stretch(one) for one in reversed(periods)], asked.page(), _PERIODS),
        picture=of_topic(sight, kind, identity, named),
    )


def called(sight: Sight, kind: Kind, name: str) -> TopicRef | None:
    """Give what goes by a name; None where that is an identity, or no article speaks of any."""
    if sight.history.timeline(name, kind=kind):
        return None  # "NAM" is Namibia, whatever else goes by that
    names = counterparts if kind == "relation" else organisations
    identity = names.identify(name)
    is_known = bool(identity) and bool(sight.history.timeline(identity, kind=kind))
    return topic_ref(kind, identity, name) if is_known else None


def name(sight: Sight, kind: Kind, identity: str) -> str:
    """Name a counterpart or organisation; raises NotAnswered where no article speaks of it."""
    return _name(identity, sight.history.timeline(identity, kind=kind))


def _name(identity: str, periods: Sequence[Period]) -> str:
    if not periods:
        raise NotAnswered(
            404, f'no article speaks of "{clean(identity, 80)}": look for it by its name'
        )
    return name_of_identity(identity, Counter(period.fact.name for period in periods))


def _answers(sight: Sight, own: Article) -> dict[str, Fact]:
    """Give what the article on a counterpart says, by whom it says it of."""
    facts = sight.history.facts(own)
    return {fact.identity: fact for fact in facts if fact.kind == "relation"}


def _statement(period: Period, subject: str, answers: dict[str, Fact] | None) -> Statement:
    """Hold what an article on a subject says against the answers of its wiki, if there are any."""
    article, fact = period.article, period.fact
    seen = fact_seen(article, fact, edit_ref(article, period.begun))
    if answers is None or not subject:
        return Statement(article_ref(article), seen, "", differs=False)
    answer = answers.get(subject)
    if answer is None:
        return Statement(article_ref(article), seen, "does not list it", differs=False)
    differs = answer.status != fact.status or days_apart(answer.since, fact.since) > 0
    return Statement(article_ref(article), seen, value_of(answer), differs)


def _stretch(period: Period) -> Stretch:
    return Stretch(
        article_ref(period.article),
        clean(period.fact.name, 80),
        value_of(period.fact),
        edit_ref(period.article, period.begun),
        edit_ref(period.article, period.ended),
        iso(period.ended.saved_at) if period.ended else "",
    )
