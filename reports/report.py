"""The noun of this folder: what one subscription is to hear of one round."""

from dataclasses import dataclass
from datetime import datetime

from reports.remark import Remark
from reports.settle import Pending, Upheaval
from scraper.article import Article, Revision
from scraper.snapshot import Claim, Problem
from storage.change import Change


class ReportError(Exception):
    """Something about a report that could not be done; the message is one line."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """First sight of an article: how many relations and memberships its watch begins with."""

    relations: int
    memberships: int


@dataclass(frozen=True, slots=True)
class ArticleNews:
    """What is new in one article, as of ``revision`` (its text not carried along).

    ``notices`` are lines about the article as a whole: it was moved, deleted, made a
    redirect. ``problems`` are the new ones only; ``claims`` those that do not hold.
    ``remarks`` grade the changes, one each in the same order, or none at all.
    """

    article: Article
    revision: Revision | None
    baseline: Baseline | None = None
    notices: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    upheavals: tuple[Upheaval, ...] = ()
    pending: tuple[Pending, ...] = ()
    held: tuple[Upheaval, ...] = ()
    problems: tuple[Problem, ...] = ()
    claims: tuple[Claim, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def graded(self) -> tuple[tuple[Change, Remark], ...]:
        """The changes, each with its remark."""
        remarks = self.remarks or (Remark(),) * len(self.changes)
        return tuple(zip(self.changes, remarks, strict=True))

    @property
    def is_news(self) -> bool:
        """Whether there is anything that a reader should be told now."""
        return bool(
            self.baseline
            or self.notices
            or self.changes
            or self.upheavals
            or self.problems
            or self.claims
        )


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that fails: ``what`` is an article, a wiki or a channel.

    It is told as it begins, and once more with ``lasts`` when it has for long.
    """

    what: str
    why: str
    since: datetime
    lasts: bool = False


@dataclass(frozen=True, slots=True)
class Recovery:
    """The end of a failure."""

    what: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Report:
    """What one subscription is to hear of one round; ``key`` is its stable id."""

    key: str
    subscription: str
    made_at: datetime
    news: tuple[ArticleNews, ...] = ()
    failures: tuple[Failure, ...] = ()
    recoveries: tuple[Recovery, ...] = ()

    @property
    def told(self) -> tuple[ArticleNews, ...]:
        """The articles it is about: those with pending changes alone are not told of yet."""
        return tuple(news for news in self.news if news.is_news)

    @property
    def is_news(self) -> bool:
        """Whether it is worth sending: pending changes alone are not."""
        return bool(self.told or self.failures or self.recoveries)
