"""What of an article's news one subscription wants to hear."""

from collections.abc import Iterable
from dataclasses import replace

from monitor.settings import Subscription
from reports.remark import Remark
from reports.report import ArticleNews
from reports.settle import Upheaval
from scraper.article import Article
from scraper.names import counterparts, organisations
from scraper.names.fold import unknown
from storage.change import Change


def wants(subscription: Subscription, titles: Iterable[Article]) -> bool:
    """Tell whether a subscription is about an article, named by a title or subject of its own.

    ``titles`` are all that lead to it: it was named before it was moved.
    """
    if not subscription.news:
        return False
    named = {name.casefold() for name in subscription.articles}
    names = (name for one in titles for name in (one.title, one.subject, str(one)))
    return not named or any(name.casefold() in named for name in names)


def narrowed(subscription: Subscription, news: ArticleNews) -> ArticleNews:
    """Leave out what the subscription does not ask for.

    Who asks for few changes has no use for doubts about others; what cannot be read may hide any.
    """
    is_narrow = bool(subscription.names or subscription.changes or subscription.grades)
    graded = [pair for pair in news.graded if _asks_for(subscription, *pair)]
    return replace(
        news,
        changes=tuple(change for change, _ in graded),
        remarks=tuple(remark for _, remark in graded),
        pending=tuple(
            one
            for one in news.pending
            if _is_of_kind(subscription, one.change) and _is_about(subscription, one.change)
        ),
        upheavals=tuple(_upheavals(subscription, news.upheavals)),
        held=tuple(_upheavals(subscription, news.held)),
        problems=tuple(one for one in news.problems if one.grade == "blind" or not is_narrow),
        claims=() if is_narrow else news.claims,
    )


def _asks_for(subscription: Subscription, change: Change, remark: Remark) -> bool:
    fulfilled = {
        "referenced": remark.reference == "new",
        "registered": change.revision is not None and change.revision.standing == "registered",
        "agreed": remark.other_side == "agrees",
    }
    is_graded = all(fulfilled[grade] for grade in subscription.grades)
    # Who was told a thing hears that it is taken back, whoever did that and how.
    is_asked = (is_graded and _is_of_kind(subscription, change)) or bool(remark.retracts)
    return is_asked and _is_about(subscription, change)


def _is_of_kind(subscription: Subscription, change: Change) -> bool:
    return not subscription.changes or change.what in subscription.changes


def _is_about(subscription: Subscription, change: Change) -> bool:
    if subscription.kinds and change.kind not in subscription.kinds:
        return False
    return not subscription.names or change.identity in _identities(subscription.names)


def _upheavals(subscription: Subscription, upheavals: Iterable[Upheaval]) -> Iterable[Upheaval]:
    identities = _identities(subscription.names)
    for upheaval in upheavals:
        about = not subscription.names or any(
            fact.identity in identities for fact in upheaval.facts
        )
        if about and (not subscription.kinds or upheaval.kind in subscription.kinds):
            yield upheaval


def _identities(names: Iterable[str]) -> set[str]:
    """Take each name for all that it can mean, itself included."""
    known = {name for name in names if name}
    for name in names:
        known |= {counterparts.identify(name), organisations.identify(name)} - {""}
        known.add(unknown(name.removeprefix("?")))
    return known
