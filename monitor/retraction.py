"""What went and comes back together is told together, and takes back the report that told it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reports.remark import Remark
from reports.settle import Upheaval
from scraper.article import Article
from scraper.snapshot import Fact
from storage.change import Change
from storage.tellings import Telling, Tellings, value_of

_FEWEST = 3  # two lines that come back are two lines

Graded = tuple[Change, Remark]


def come_back(
    graded: Sequence[Graded], told: Iterable[Fact]
) -> tuple[list[Graded], list[Upheaval]]:
    """Put into one line what one report told as gone and is there again as it was.

    ``told`` are the facts as they were last told. The other changes are given first.
    """
    listed = Counter(fact.kind for fact in told if fact.status != "none")
    groups: dict[tuple[str, int], list[Graded]] = {}
    for change, remark in graded:
        if remark.retracts and change.after and value_of(change.before) is None:
            groups.setdefault((change.kind, remark.retracts), []).append((change, remark))
    many = [group for group in groups.values() if len(group) >= _FEWEST]
    taken = {id(change) for group in many for change, _ in group}
    left = [pair for pair in graded if id(pair[0]) not in taken]
    return left, [_upheaval(group, listed[group[0][0].kind]) for group in many]


def _upheaval(group: Sequence[Graded], of: int) -> Upheaval:
    change, remark = group[0]
    facts = tuple(change.after for change, _ in group if change.after)
    revisions = [change.revision for change, _ in group if change.revision]
    return Upheaval(
        kind=change.kind,
        what="gained",
        facts=facts,
        of=of,
        revision=max(revisions, key=lambda one: (one.saved_at, one.id), default=None),
        retracts=remark.retracts,
        retracts_of=remark.retracts_of,
    )


def taking_back(
    upheaval: Upheaval, subscription: str, article: Article, told: Tellings
) -> Upheaval:
    """Name the report that told most of what an upheaval undoes, where there is one."""
    undone = Counter[Telling]()
    for fact in upheaval.facts:
        known = told.of(subscription, article, fact.kind, fact.identity)
        if known and _undoes(upheaval, fact, known[-1]):
            undone[replace(known[-1], before=None, after=None)] += 1
    if not undone:
        return upheaval
    ((telling, number),) = undone.most_common(1)
    if 2 * number <= len(upheaval.facts):
        return upheaval
    return replace(upheaval, retracts=telling.report, retracts_of=telling.made_at)


def _undoes(upheaval: Upheaval, fact: Fact, telling: Telling) -> bool:
    value = value_of(fact)
    now = (value, None) if upheaval.what == "lost" else (None, value)
    return (telling.after, telling.before) == now
