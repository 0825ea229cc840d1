"""``diplowatch parse --summary``: how much of each article is read, and what is not."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import click

from monitor.commands.listing import Row, write

if TYPE_CHECKING:
    from scraper.snapshot import Problem, Snapshot

_COLUMNS = ("article", "tables", "rows", "relations", "memberships", "blind", "doubts", "claims")
_PROBLEMS = ("grade", "problem", "count")
_CLAIMS = ("article", "claim", "number", "listed")


def summarise(snapshots: Iterable["Snapshot"], form: str) -> None:
    """Write a row an article, a row a kind of problem, and the claims that fail."""
    articles: list[Row] = []
    problems: Counter[tuple[str, str]] = Counter()
    claims: list[Row] = []
    for snapshot in snapshots:
        articles.append(_row(snapshot))
        problems.update((each.grade, kind(each)) for each in snapshot.problems)
        claims += _failing(snapshot)
    total = _total(articles)
    counted: list[Row] = [
        {"grade": grade, "problem": what, "count": count}
        for (grade, what), count in sorted(
            problems.items(), key=lambda pair: (pair[0][0], -pair[1])
        )
    ]
    if form == "json":
        whole = {"articles": articles, "total": total, "problems": counted, "claims": claims}
        click.echo(json.dumps(whole, ensure_ascii=False, indent=2))
        return
    write(_COLUMNS, [*articles, total], form)
    for columns, rows in ((_PROBLEMS, counted), (_CLAIMS, claims)):
        if rows:
            click.echo()
            write(columns, rows, form)


def kind(problem: "Problem") -> str:
    """Name the kind of a problem: of 'Fiji: impossible date "30 May"', "impossible date"."""
    what, quoted, _ = problem.what.partition(' "')
    return (what.rpartition(": ")[2] if quoted else what.partition(": ")[0]).rstrip(":")


def _row(snapshot: "Snapshot") -> Row:
    kinds = Counter(each.kind for each in snapshot.statements)
    grades = Counter(each.grade for each in snapshot.problems)
    return {
        "article": snapshot.title,
        "tables": snapshot.tables,
        "rows": snapshot.rows,
        "relations": kinds["relation"],
        "memberships": kinds["membership"],
        "blind": grades["blind"],
        "doubts": grades["doubt"],
        "claims": sum(not claim.holds for claim in snapshot.claims),
    }


def _total(articles: list[Row]) -> Row:
    sums = {column: sum(int(str(row[column])) for row in articles) for column in _COLUMNS[1:]}
    return {"article": f"{len(articles)} in total", **sums}


def _failing(snapshot: "Snapshot") -> Iterator[Row]:
    for claim in snapshot.claims:
        if not claim.holds:
            yield {
                "article": snapshot.title,
                "claim": claim.text,
                "number": claim.number,
                "listed": claim.listed,
            }
