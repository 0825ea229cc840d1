"""Questions about the past, beside a SELECT by primary key and git."""

import sqlite3
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from itertools import cycle
from pathlib import Path

from scraper.article import Revision
from scraper.parse import Parser
from storage.history import History
from tests.bench.figure import Figure, faster
from tests.bench.histories import GENERATOR, filled, generated, git_history, repository
from tests.bench.measure import in_turn, pinned, wall

_REVISIONS = 3000
_LENGTHS = (300, 3000, 12000)
_RUNS, _TIMES = 5, 15
_DIFFERENT = 100  # revisions that are asked for
_ARTICLES, _EACH, _KILOBYTES = 200, 30, 20
_COUNTERPART, _IN_TEXT = "DEU", "Germany"


def one() -> Iterator[Figure]:
    """Ask the history of one article."""
    if not GENERATOR.exists():
        return
    (export,) = exports = generated(_REVISIONS)
    database, git = filled(exports), repository(export)
    with History(database, read=Parser().read) as history:
        (article,) = history.articles()
        revisions = history.revisions(article)
        relation = next(fact for fact in history.facts(article) if fact.kind == "relation")
        select, then, text, since, one, items, show = _asked(
            partial(_select, database),
            _as_of(history),
            _text(history),
            partial(history.between, article, revisions[len(revisions) // 2].id, revisions[-1].id),
            partial(history.timeline, relation.identity, article=article),
            _versions(git_history(export), relation.identity),
            _git(git, "show", f"main~{len(revisions) // 2}:page0"),
        )
    table = f"Asking the history of an article: {_REVISIONS:,} synthetic revisions"
    yield _figure(table, "relations and memberships as of a date", then)
    yield _figure(table, "a revision's text", text)
    yield _figure(table, "what differs from the middle to now", since)
    yield _figure(table, "for comparison: a SELECT by primary key", select)
    yield _figure(table, "all that was said of one counterpart", one)
    what = f"{pinned('git-history')}: all versions of one counterpart's item"
    yield faster(table, what, "ms", items, one)
    yield faster(table, "git show of a revision's text", "ms", show, text)


def many() -> Iterator[Figure]:
    """Ask the histories of many articles."""
    if not GENERATOR.exists():
        return
    exports = generated(_EACH, _ARTICLES, _KILOBYTES)
    with History(filled(exports)) as history:
        newest = [found.saved_at for found in map(history.newest, history.articles()) if found]
        until = max(newest)
        timeline, changes, log = _asked(
            partial(history.timeline, _COUNTERPART),
            partial(history.changes, since=until - timedelta(days=30), until=until),
            _git(repository(generated(_REVISIONS)[0]), "log", "--oneline", f"-S{_IN_TEXT}"),
        )
    table = f"Asking the histories of {_ARTICLES} articles: {_EACH} synthetic revisions of each"
    yield _figure(table, "one counterpart in all of them, all time", timeline)
    yield _figure(table, "all changes of 30 days", changes)
    yield faster(table, f"git log -S of one article's {_REVISIONS:,}", "ms", log, timeline)


def growing() -> Iterator[Figure]:
    """Ask histories of growing length; the ratios are to the shortest."""
    if not GENERATOR.exists():
        return
    table = "Asking histories of growing length: synthetic, ratio to the shortest"
    databases = [filled(generated(revisions)) for revisions in _LENGTHS]
    for what, question in {"as of a date": _as_of, "a text": _text}.items():
        histories = [History(database, read=Parser().read) for database in databases]
        took = _asked(*[question(history) for history in histories])
        for history in histories:
            history.close()
        for revisions, each in zip(_LENGTHS, took, strict=True):
            grown = faster(table, f"{what}: {revisions:,} revisions", "ms", each, took[0])
            yield replace(grown, own=True)


def _as_of(history: History) -> Callable[[], object]:
    (article,) = history.articles()
    moments = cycle([each.saved_at for each in _spread(history.revisions(article))])
    return lambda: history.facts(article, at=next(moments))


def _text(history: History) -> Callable[[], object]:
    (article,) = history.articles()
    revisions = cycle([each.id for each in _spread(history.revisions(article))])
    return lambda: history.text(article, next(revisions))


def _spread(revisions: Sequence[Revision]) -> Sequence[Revision]:
    """Give some of all times, so that no question is asked twice in a row."""
    return revisions[_DIFFERENT // 2 :: max(1, len(revisions) // _DIFFERENT)]


def _asked(*questions: Callable[[], object]) -> list[tuple[float, ...]]:
    return in_turn(_RUNS, *[partial(wall, question, _TIMES) for question in questions])


def _figure(table: str, what: str, took: tuple[float, ...]) -> Figure:
    return Figure(table, what, "ms", tuple(each * 1e3 for each in took))


def _select(database: Path) -> None:
    connection = sqlite3.connect(database)
    connection.execute("SELECT title FROM article WHERE id = 1").fetchone()
    connection.close()


def _versions(database: Path, identity: str) -> Callable[[], object]:
    """Ask git-history's database, which is open already, as diplowatch's is."""
    connection = sqlite3.connect(database)
    question = (
        "SELECT * FROM item_version_detail WHERE _item IN"
        " (SELECT _id FROM item WHERE kind = 'relation' AND identity = ?)"
    )
    return lambda: connection.execute(question, (identity,)).fetchall()


def _git(repository: Path, *arguments: str) -> Callable[[], object]:
    command = ["git", "-C", str(repository), *arguments, *(["main"] if "log" in arguments else [])]
    return partial(subprocess.run, command, check=True, stdout=subprocess.DEVNULL)
