"""Articles held against each other and against themselves, without looking at anything else.

What is worse comes first: dates years apart (in two articles before those in one, the
farther apart the earlier), relations that stand in one place and not in the other, dates
days apart, numbers that the lists belie, what only one side lists, names that no table
knows, dates that one side gives less exactly.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from scraper.snapshot import Fact
from storage.edtf import contains, extent
from storage.finding import KINDS, SEVERITIES, Audited, Finding, Side
from storage.within import Listing, alone, by_days, contradict, days_between

_SURELY_WHOLE = 60
"""Relations from which on a list is taken for a whole one, whoever is missing in it."""

_Known = dict[tuple[str, str], list[Listing]]  # by wiki and subject
_Pair = tuple[Listing, Fact, Listing, Fact | None]


def find(audited: Iterable[Audited]) -> list[Finding]:
    """List what contradicts itself, the worst first, in an order that no input changes.

    Articles of one wiki are held against each other, and articles of several on one subject.
    """
    listings = [Listing(one) for one in audited]
    known = _by_subject(listings)
    found = [finding for listing in listings for finding in alone(listing)]
    for pair in _pairs(listings, known):
        found += _compare(*pair, known)
    for one, other in _sisters(listings):
        found += _differ(one, other)
    return sorted(found, key=_order)


def two_sided(audited: Iterable[Audited]) -> int:
    """Count the pairs of articles of which each lists the other's subject."""
    listings = [Listing(one) for one in audited]
    return sum(answer is not None for *_, answer in _pairs(listings, _by_subject(listings)))


def _by_subject(listings: Iterable[Listing]) -> _Known:
    known: _Known = {}
    for listing in listings:
        if identity := listing.said.identity:
            known.setdefault((listing.said.article.wiki, identity), []).append(listing)
    return known


def _pairs(listings: Sequence[Listing], known: _Known) -> Iterator[_Pair]:
    """Go through what one article says and what the other's answers, each pair once."""
    for listing in listings:
        said = listing.said
        for identity, fact in listing.relations.items():
            if not said.identity or identity == said.identity:
                continue
            for other in known.get((said.article.wiki, identity), ()):
                answer = other.relations.get(said.identity)
                if answer is None or _title(listing) < _title(other):
                    yield listing, fact, other, answer


def _compare(
    listing: Listing, fact: Fact, other: Listing, answer: Fact | None, known: _Known
) -> Iterator[Finding]:
    sides = (listing.side(fact), other.side(answer))
    if answer is None:
        if listing.asserts(fact) and _is_whole(other, known):
            yield Finding("one-sided", "one-sided", sides)
    elif contradict(fact, answer):
        if listing.asserts(fact) or other.asserts(answer):
            yield Finding("status", "status", sides)
    elif apart := days_between(fact, answer):
        yield Finding("dates", by_days(apart), sides, apart)
    elif fact.status == "established" and _is_less(fact.since, answer.since):
        yield Finding("precision", "precision", sides)


def _sisters(listings: Iterable[Listing]) -> Iterator[tuple[Listing, Listing]]:
    """Go through the articles of different wikis on one subject, each pair once."""
    by_subject: dict[str, list[Listing]] = {}
    for listing in sorted(listings, key=_title):
        if identity := listing.said.identity:
            by_subject.setdefault(identity, []).append(listing)
    for sisters in by_subject.values():
        for one, other in combinations(sisters, 2):
            if one.said.article.wiki != other.said.article.wiki:
                yield one, other


def _differ(one: Listing, other: Listing) -> Iterator[Finding]:
    """Find what two wikis say otherwise; what only one of them says is no contradiction."""
    answers = {(fact.kind, fact.identity): fact for fact in other.said.facts}
    for fact in one.said.facts:
        answer = answers.get((fact.kind, fact.identity))
        if answer is None or fact.identity.startswith("?"):
            continue
        sides = (one.side(fact), other.side(answer))
        if contradict(fact, answer):
            if fact.kind == "membership" or one.asserts(fact) or other.asserts(answer):
                yield Finding("wikis", "status", sides)
        elif apart := days_between(fact, answer):
            yield Finding("wikis", by_days(apart), sides, apart)


def _is_whole(listing: Listing, known: _Known) -> bool:
    """Whether an article's list is meant to be of all relations, and not of the closest ones.

    It is where it is long, or has half of the audited articles that list it.
    """
    if len(listing.relations) >= _SURELY_WHOLE:
        return True
    wiki, identity = listing.said.article.wiki, listing.said.identity
    naming = [
        subject
        for (where, subject), others in known.items()
        for other in others
        if where == wiki and identity in other.relations
    ]
    named = [subject for subject in naming if subject in listing.relations]
    return 2 * len(named) >= len(naming)


def _is_less(one: str, other: str) -> bool:
    """Whether one of two dates that do not contradict each other says less."""
    if one == other:
        return False
    vague = any((reach := extent(since)) and reach[2] for since in (one, other))
    return vague or contains(one, other) or contains(other, one)


def _title(listing: Listing) -> tuple[str, str]:
    return listing.said.article.wiki, listing.said.article.title


def _order(finding: Finding) -> tuple[int, int, int, list[tuple[str, ...]], tuple[str, ...]]:
    claim = finding.claim
    wrong_by = abs(claim.number - claim.listed) if claim else finding.apart
    return (
        SEVERITIES.index(finding.severity),
        KINDS.index(finding.kind),
        -wrong_by,
        [_place(side) for side in finding.sides],
        (claim.section, claim.text, claim.of) if claim else (),
    )


def _place(side: Side) -> tuple[str, ...]:
    article, fact = side.article, side.fact
    names = (fact.name.casefold(), fact.kind, fact.identity, fact.since) if fact else ()
    return (article.wiki, article.title, *names)
