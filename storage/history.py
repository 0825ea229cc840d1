"""The memory of everything: revisions, their texts, what they say, and questions about it.

A short tour::

    with History("diplowatch.sqlite", read=Parser().read) as history:
        with history.transaction():
            for revision in wiki.revisions(article.title):
                history.add(article, revision, parser.read(article, revision.text))

        mongolia = history.find("Mongolia")
        history.facts(mongolia, at=datetime(2012, 1, 1, tzinfo=UTC))  # what it said then
        history.between(mongolia, 500, 900)                           # what changed since
        history.timeline("DEU")                                       # all about Germany
        history.text(mongolia, 900)                                   # to the byte

Revisions are in the order of (saved_at, id), whatever the order they were added in.
Every question gives plain values, of which ``storage.rows`` makes rows for a data frame;
every failure is a StorageError of one line. To ask alone, ``open`` a database. Of two
notions of time, ``facts`` tells what an article said at a moment, vandalism included,
and ``standing`` what stood then, revisions that were reverted aside.
"""

import json
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime
from functools import wraps
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, Self, TypeVar

from scraper.article import Article, Revision
from scraper.outline import split
from scraper.snapshot import Claim, Fact, Kind, Problem, Section, Snapshot
from storage.articles import Articles
from storage.change import Change, StorageError
from storage.changelog import Period, Span, change_log, periods
from storage.compare import compare, in_order
from storage.database import PATIENCE, Database, Row, Value
from storage.facts import same
from storage.intervals import BEGINNING, END, Intervals, Key
from storage.neighbours import DELETED, counting_before, last_undoing, undoing_after
from storage.readings import Readings
from storage.recorder import Recorder
from storage.revisions import (
    COLUMNS,
    JOINED,
    first_moment,
    last_moment,
    moment_of,
    revision_of,
)
from storage.schema import migrate
from storage.standing import Standing, revisions_at, standings
from storage.texts import Texts

Reader = Callable[[Article, str], Snapshot]
"""An article and its wikitext -> what it says: ``Parser().read``."""


class UnknownRevision(StorageError):
    """An article has no such revision here, or none with a text."""


P = ParamSpec("P")
T = TypeVar("T")


def _steadily(
    question: Callable[Concatenate["History", P], T],
) -> Callable[Concatenate["History", P], T]:
    """Let a question see one state of the database, that of now, whoever writes meanwhile."""

    @wraps(question)
    def asked(self: "History", /, *args: P.args, **kwargs: P.kwargs) -> T:
        database = self.database
        if database.connection.in_transaction:
            return question(self, *args, **kwargs)
        database.begin_steady()
        try:
            return question(self, *args, **kwargs)
        finally:
            database.end_steady()

    return asked


class History:
    """The articles' history in one SQLite file (or ``":memory:"``); a context manager.

    Opening creates the file unless ``create`` is False or ``read_only`` True, and brings
    its tables up to date. ``read`` is needed for one question only: what a reverted
    revision said. Several processes may read while one writes; one connection belongs to
    one thread.
    """

    def __init__(
        self,
        path: str | Path,
        *,
        read: Reader | None = None,
        create: bool = True,
        read_only: bool = False,
        patience: float = PATIENCE,
    ) -> None:
        if not (create and not read_only) and not Path(path).is_file():
            raise StorageError(f'no database "{path}": `diplowatch check` creates it')
        self.database = Database(path, read_only=read_only, patience=patience)
        try:
            migrate(self.database)
        except BaseException:
            self.database.close()
            raise
        self._read = read
        self.registry = Articles(self.database)
        self._texts = Texts(self.database)
        self._readings = Readings(self.database)
        self.recorder = Recorder(self.database, self._texts, self._readings)
        self.database.on_commit.append(self._readings.write)
        for part in (self.registry, self._texts, self._readings, self.recorder):
            self.database.on_rollback.append(part.forget)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; what is in an open transaction is undone."""
        self.database.close()

    def transaction(self) -> AbstractContextManager[None]:
        """Make what is done within happen wholly or not at all; may be nested.

        Takes the write lock at once; raises DatabaseBusy when another process keeps it.
        """
        return self.database.transaction()

    @property
    def installation(self) -> str:
        """What tells the messages of this database from another's, wherever the file is moved."""
        ((given,),) = self.database.rows("SELECT id FROM installation")
        return str(given)

    # What is written.

    def add(self, article: Article, revision: Revision, snapshot: Snapshot | None) -> bool:
        """Store a revision wherever in history it belongs; False if it is known already.

        ``snapshot`` is what the revision says, None where its text is withheld: it is then
        stored as withheld, and neither begins nor ends a fact. Reverts are seen by equal
        texts within 15 revisions, and by the tag ``mw-reverted``. Raises TextDiffers
        where the text has not the revision's sha1. Best called many times in one
        transaction; alone it makes its own.
        """
        if not self.database.connection.in_transaction:
            with self.transaction():
                return self.add(article, revision, snapshot)
        return self.recorder.add(self.registry.enter(article), revision, snapshot)

    def mark_reverted(self, article: Article, revision_ids: set[int]) -> set[int]:
        """Note that the wiki has tagged revisions as reverted; give those where that is new.

        Their facts are as if never said, but for ``facts`` at that very moment.
        """
        with self.transaction():
            return self.recorder.mark_reverted(self.registry.certain(article), revision_ids)

    def rename(self, article: Article, new_title: str) -> Article:
        """Note a move: the same history goes on under a new title, and gives the article as it is.

        The old title still finds it. Raises StorageError where the new one has a history
        of its own.
        """
        with self.transaction():
            return self.registry.rename(article, new_title)

    # Articles and revisions.

    @_steadily
    def articles(self) -> list[Article]:
        """List the articles by wiki and title."""
        return self.registry.all()

    @_steadily
    def find(self, name: str, wiki: str = "") -> Article:
        """Find an article by title, subject ("Mongolia"), former title, or its page's address.

        A title or subject may have its wiki before it ("en.wikipedia.org:Mongolia"). Raises
        UnknownArticle where none is of that name, or several are.
        """
        return self.registry.find(name, wiki)

    @_steadily
    def named(self) -> list[tuple[Kind, str, str]]:
        """List every kind, identity and name under which articles ever spoke of one."""
        return [
            (kind, identity, name)
            for kind, identity, name in self.database.rows(
                "SELECT DISTINCT kind, identity, name FROM topic"
                " JOIN fact ON fact.topic = topic.id ORDER BY 1 DESC, 3, 2"
            )
        ]

    @_steadily
    def known(self, article: Article, among: Collection[int] | None = None) -> set[int]:
        """Give the ids of all stored revisions of an article, or of those ``among`` some.

        There are none of an article that is unknown.
        """
        if among is None:
            rows = self.database.rows(
                "SELECT id FROM revision WHERE article = ?", self._id(article)
            )
        else:
            rows = self.database.rows(
                "SELECT id FROM revision WHERE article = ?"
                " AND id IN (SELECT value FROM json_each(?))",
                self._id(article),
                json.dumps(list(among)),
            )
        return {revision for (revision,) in rows}

    @_steadily
    def newest(self, article: Article) -> Revision | None:
        """Give the last revision of an article that is not deleted, without its text."""
        found = self._revisions(
            "revision.article = ? AND reverted <> ? ORDER BY revision.moment DESC LIMIT 1",
            self._id(article),
            DELETED,
        )
        return found[0] if found else None

    @_steadily
    def revision(self, article: Article, revision_id: int) -> Revision:
        """Give one revision, without its text; raises UnknownRevision."""
        found = self._revisions(
            "revision.id = ? AND revision.article = ?", revision_id, self._id(article)
        )
        if not found:
            raise UnknownRevision(f'no revision "{revision_id}" of "{article}" is stored')
        return found[0]

    @_steadily
    def revision_at(self, article: Article, at: datetime) -> Revision:
        """Give the revision that was the newest at a time; raises UnknownRevision if none was.

        Those that were deleted since are left out.
        """
        found = self._revisions(
            "revision.article = ? AND revision.moment <= ? AND reverted <> ?"
            " ORDER BY revision.moment DESC LIMIT 1",
            self._id(article),
            last_moment(at),
            DELETED,
        )
        if not found:
            first = self._first(article)
            begins = f": the first is of {first.saved_at:%Y-%m-%d}" if first else ""
            raise UnknownRevision(
                f'no revision of "{article}" as of {at:%Y-%m-%d} is stored{begins}'
            )
        return found[0]

    @_steadily
    def has_deleted(self, article: Article, since: Revision | None) -> bool:
        """Tell whether a revision was deleted that was saved after one; None is before all."""
        row = self.database.row(
            "SELECT 1 FROM revision WHERE article = ? AND moment > ? AND reverted = ? LIMIT 1",
            self._id(article),
            BEGINNING if since is None else moment_of(since.saved_at, since.id),
            DELETED,
        )
        return row is not None

    @_steadily
    def is_deleted(self, article: Article, revision_id: int) -> bool:
        """Tell whether a revision that is stored was deleted on the wiki."""
        return self._is(article, revision_id, f"reverted = {DELETED}")

    @_steadily
    def is_withheld(self, article: Article, revision_id: int) -> bool:
        """Tell whether what a stored revision says was never known here, or was removed."""
        return self._is(article, revision_id, "text IS NULL AND parser IS NULL")

    @_steadily
    def standing_revision(self, article: Article, at: datetime) -> Revision | None:
        """Give the revision that stood at a time, reverted ones aside; None if none is stored."""
        number = self._id(article)
        return self._of(number, counting_before(self.database, number, last_moment(at) + 1))

    @_steadily
    def revisions(
        self,
        article: Article,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> list[Revision]:
        """List the revisions saved from ``since`` until ``until``, both included, oldest first."""
        return self._revisions(
            "revision.article = ? AND revision.moment BETWEEN ? AND ? ORDER BY revision.moment",
            self._id(article),
            BEGINNING if since is None else first_moment(since),
            END if until is None else last_moment(until),
        )

    @_steadily
    def text(self, article: Article, revision_id: int) -> str | None:
        """Give a revision's wikitext to the byte, None where it is withheld.

        Raises UnknownRevision, and DatabaseBroken where it is not what was stored.
        """
        row = self.database.row(
            "SELECT text FROM revision WHERE id = ? AND article = ?",
            revision_id,
            self._id(article),
        )
        if row is None:
            raise UnknownRevision(f'no revision "{revision_id}" of "{article}" is stored')
        return None if row[0] is None else self._texts.load(row[0])

    @_steadily
    def sections(self, article: Article, revision_id: int) -> tuple[Section, ...]:
        """Give a revision's sections, none where its text is withheld."""
        text = self.text(article, revision_id)
        return () if text is None else split(text)

    # What the articles say.

    @_steadily
    def facts(
        self, article: Article, *, at: datetime | None = None, revision: int | None = None
    ) -> tuple[Fact, ...]:
        """Give what an article said at a time or in a revision, else what it says now.

        Relations, then memberships, each by name; sections, notes and references as they
        were last said (``reading`` gives those of the time). Where the revision of that time
        was reverted later, its text is read again. A withheld revision says what the one
        before it did, and so does a time at which there was one that was deleted since.
        Before the first there is nothing.
        """
        number = self._id(article)
        if at is None and revision is None:
            return in_order(one.fact for one in Intervals(self.database).held(number, END).values())
        moment = self._moment(article, at if revision is None else revision)
        row = self._read_by(number, moment)
        if row is None:
            return ()
        moment, text, counts = row
        if not counts:
            return in_order(self._reread(article, text).facts)
        held = Intervals(self.database).held(number, moment).values()
        return in_order(interval.fact for interval in held)

    @_steadily
    def reading(
        self, article: Article, *, at: datetime | None = None, revision: int | None = None
    ) -> tuple[Fact, ...]:
        """Give the same as ``facts``, read from the text of that time, section and note included.

        It takes as long as parsing does. Where the text is no longer kept, it is ``facts``.
        """
        number = self._id(article)
        moment = self._moment(article, at if revision is None else revision)
        if at is None and revision is None:
            moment = counting_before(self.database, number, END) or END
        row = self._read_by(number, moment)
        if row is None or row[1] is None:
            return self.facts(article, at=at, revision=revision)
        return in_order(self._reread(article, row[1]).facts)

    def _read_by(self, number: int | None, moment: int) -> Row | None:
        """Give the last revision by a moment that was read: its moment, text, whether it counts.

        One that was deleted is given only where it is the one that is asked for.
        """
        return self.database.row(
            "SELECT moment, text, parser IS NOT NULL AND reverted = 0 FROM revision"
            " WHERE article = ?1 AND moment <= ?2 AND (text IS NOT NULL OR parser IS NOT NULL)"
            " AND (reverted <> ?3 OR moment = ?2) ORDER BY moment DESC LIMIT 1",
            number,
            moment,
            DELETED,
        )

    @_steadily
    def standing(self, article: Article, *, at: datetime | None = None) -> dict[Key, Standing]:
        """Give, for all of which the article ever spoke, what stands and since which revision.

        Reverted revisions are looked through, whenever they were reverted. Whether it has
        stood for long enough is for the caller to judge.
        """
        return standings(self.database, self._id(article), self._moment(article, at))

    @_steadily
    def undoing_after(self, article: Article, at: datetime) -> Revision | None:
        """Give the edit, of that time or later, that undid what stood then; None where none did.

        It is without its text.
        """
        number = self._id(article)
        return self._of(number, undoing_after(self.database, number, first_moment(at) - 1))

    @_steadily
    def last_undoing(self, article: Article) -> Revision | None:
        """Give the newest edit that undid others, without its text; None where none did."""
        number = self._id(article)
        return self._of(number, last_undoing(self.database, number))

    @_steadily
    def snapshot_problems(self, article: Article) -> tuple[Problem, ...]:
        """Give the problems of the newest revision that was read."""
        return self._readings.problems(self._id(article))

    @_steadily
    def claims(self, article: Article) -> tuple[Claim, ...]:
        """Give the claims of the newest revision that was read."""
        return self._readings.claims(self._id(article))

    # What changed.

    @_steadily
    def between(
        self,
        article: Article,
        before: datetime | int,
        after: datetime | int,
        *,
        minor: bool = False,
    ) -> list[Change]:
        """Compare what an article said at two times or in two revisions (ids).

        Each change has the revision since which the later value stands. Before an article was
        created there was nothing; raises UnknownRevision where what it said then is not known.
        """
        was = self._said(article, before)
        now = self._said(article, after)
        changes = compare(was, now, minor=minor)
        return list(self._attributed(article, self._moment(article, after), changes))

    @_steadily
    def changes(
        self,
        *,
        article: Article | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        kind: Kind | None = None,
        identity: str | None = None,
        minor: bool = False,
    ) -> list[tuple[Article, Change]]:
        """List the changes that stood, in the order in which they were made.

        Those of reverted revisions are left out, and so is what an article began with.
        ``since`` and ``until`` are included.
        """
        span = self._span(article, since, until, kind, identity)
        return list(change_log(self.database, self.registry.by_id(), span, minor=minor))

    @_steadily
    def timeline(
        self,
        identity: str,
        *,
        article: Article | None = None,
        kind: Kind | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> list[Period]:
        """List all that was ever said of a counterpart or organisation, in order of appearance."""
        span = self._span(article, since, until, kind, identity)
        return periods(self.database, self.registry.by_id(), span)

    @_steadily
    def periods(
        self,
        *,
        article: Article | None = None,
        kind: Kind | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
    ) -> list[Period]:
        """List all that was said at any time from ``since`` until ``until``, for export."""
        span = self._span(article, since, until, kind, None)
        return periods(self.database, self.registry.by_id(), span)

    def _id(self, article: Article) -> int:
        return self.registry.id(article) or 0

    def _is(self, article: Article, revision_id: int, how: str) -> bool:
        sql = f"SELECT 1 FROM revision WHERE id = ? AND article = ? AND {how}"  # noqa: S608 - constants
        return self.database.row(sql, revision_id, self._id(article)) is not None

    def _first(self, article: Article) -> Revision | None:
        found = self._revisions(
            "revision.article = ? ORDER BY revision.moment LIMIT 1", self._id(article)
        )
        return found[0] if found else None

    def _of(self, article: int, moment: int | None) -> Revision | None:
        return None if moment is None else revisions_at(self.database, article, [moment])[moment]

    def _revisions(self, where: str, *values: Value) -> list[Revision]:
        sql = f"SELECT {COLUMNS} FROM {JOINED} WHERE {where}"  # noqa: S608 - constants
        return [revision_of(row) for row in self.database.rows(sql, *values)]

    def _moment(self, article: Article, when: datetime | int | None) -> int:
        if when is None:
            return END
        if isinstance(when, datetime):
            return last_moment(when)
        revision = self.revision(article, when)
        return moment_of(revision.saved_at, revision.id)

    def _span(
        self,
        article: Article | None,
        since: datetime | None,
        until: datetime | None,
        kind: Kind | None,
        identity: str | None,
    ) -> Span:
        return Span(
            first=BEGINNING if since is None else first_moment(since),
            last=END if until is None else last_moment(until),
            article=None if article is None else self._id(article),
            identity=identity,
            kind=kind,
        )

    def _said(self, article: Article, when: datetime | int) -> tuple[Fact, ...]:
        if isinstance(when, int):
            return self.facts(article, revision=when)
        first = self._first(article)
        if first is None or first.parent_id:  # the article may have said something before
            self.revision_at(article, when)
        return self.facts(article, at=when)

    def _reread(self, article: Article, text: int | None) -> Snapshot:
        if text is None:
            raise StorageError(
                f'what "{article}" said there was reverted since, and its text is no longer kept: '
                "ask for another revision"
            )
        if self._read is None:
            raise StorageError(
                f'what "{article}" said there was reverted since: open the history with a parser'
            )
        return self._read(article, self._texts.load(text))

    def _attributed(self, article: Article, moment: int, changes: list[Change]) -> Iterator[Change]:
        if not changes:
            return
        stand = standings(self.database, self._id(article), moment)
        (latest,) = self._revisions(
            "revision.article = ? AND revision.moment <= ? ORDER BY revision.moment DESC LIMIT 1",
            self._id(article),
            moment,
        )
        for change in changes:
            standing = stand.get((change.kind, change.identity))
            # What a reverted revision says stands nowhere: it says so itself.
            lasting = standing and _agree(standing.fact, change.after)
            yield replace(change, revision=standing.revision if standing and lasting else latest)


def open(  # noqa: A001 - is read as "history.open"
    path: str | Path, *, languages: Mapping[str, str] | None = None
) -> History:
    """Open a database to ask it and no more: from a notebook or script, while rounds write to it.

    ``languages`` are those of wikis by host, where the host does not tell it. Nothing can be
    written through it. Raises StorageError where there is no such file,
    DatabaseBroken where it is no database of diplowatch or one of an earlier version,
    DatabaseNewer where a later version wrote it.
    """
    from scraper.parse import Parser  # not needed by who gives another reader

    return History(path, read=Parser(languages).read, read_only=True)


def _agree(one: Fact | None, other: Fact | None) -> bool:
    if one is None or other is None:
        return one is other
    return same(one, other)
