"""The nouns of an audit: where articles contradict each other, or themselves."""

from dataclasses import dataclass
from typing import Literal

from scraper.article import Article
from scraper.snapshot import Claim, Fact, Statement

Severity = Literal["years", "status", "days", "claim", "one-sided", "unknown", "precision"]
FindingKind = Literal[
    "dates", "status", "twice", "wikis", "claim", "one-sided", "unknown", "precision"
]

SEVERITIES: tuple[Severity, ...] = (
    "years", "status", "days", "claim", "one-sided", "unknown", "precision",
)  # fmt: skip
"""The worst first."""
KINDS: tuple[FindingKind, ...] = (
    "dates", "status", "twice", "wikis", "claim", "one-sided", "unknown", "precision",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Audited:
    """One article as an audit reads it.

    ``identity`` is that of its subject ("MNG"), "" where no table knows it. ``facts`` are
    the ``statements`` gathered. ``revision`` is the id of the revision that says so, None
    where it is not known.
    """

    article: Article
    identity: str
    facts: tuple[Fact, ...]
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """What one article says in one place; ``fact`` is None where it lists nothing of the kind."""

    article: Article
    fact: Fact | None = None
    revision: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A contradiction, or something to look at.

    dates: two articles date the same relations differently; ``apart`` is by how many days
    status: one article has relations standing, the other has not
    twice: one article says two things of one counterpart or organisation (both sides are its own)
    wikis: the articles of two wikis on one state say two things of one counterpart or organisation
    claim: a number in the article, and another count in its list
    one-sided: the first article lists relations with the second's subject, which lists none
    unknown: a name, or the article's own subject (no fact), that no table knows
    precision: two articles agree, but one says it more exactly
    """

    kind: FindingKind
    severity: Severity
    sides: tuple[Side, ...]
    apart: int = 0
    claim: Claim | None = None
