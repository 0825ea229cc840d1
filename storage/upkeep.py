"""What is done to a history as a whole: read it again, take texts out, join two of one page."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from scraper.article import Article
from scraper.snapshot import Snapshot
from storage.change import StorageError
from storage.history import History, UnknownRevision
from storage.neighbours import BY_TAG, DELETED, earlier
from storage.revisions import first_moment, moment_of, time_of

Read = Callable[[str], Snapshot]
"""Wikitext -> what it says, of one article."""


class Upkeep:
    """Work on the stored texts of a history, and on what was read of them."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._database = history.database

    def stale(self, version: Callable[[Article], str]) -> list[Article]:
        """List the articles with texts that another version of the parser has read.

        ``version`` gives that for the language of an article.
        """
        registry = self._history.registry
        wanted = {article: version(article) for article in registry.all()}
        known = {name for (name,) in self._database.rows("SELECT version FROM parser")}
        if len(known | set(wanted.values())) <= 1:
            return []
        stale = self._history.recorder.is_stale
        return [one for one, its in wanted.items() if stale(registry.certain(one), its)]

    def read_again(self, article: Article, read: Read) -> None:
        """Read all texts of an article anew and derive its facts from that, in one transaction."""
        with self._history.transaction():
            self._history.recorder.read_again(self._history.registry.certain(article), read)

    def review_reverts(self, article: Article, read: Read) -> None:
        """Tell anew which revisions were reverted, once others came between those known before."""
        number = self._history.registry.certain(article)
        with self._history.transaction():
            if self._history.recorder.review_reverts(number):
                self._history.recorder.read_again(number, read)

    def note_deleted(
        self, article: Article, deleted: Collection[int], there: Collection[int], read: Read
    ) -> None:
        """Note which revisions the wiki has deleted, and which are there, though they were.

        What is deleted says nothing and has undone nothing; its text is kept.
        """
        number = self._history.registry.certain(article)
        with self._history.transaction():
            first = self._history.recorder.note_deleted(number, deleted, there)
            if first is not None:
                self._history.recorder.review_reverts(number)
                self._database.run("DELETE FROM reading WHERE article = ?", number)
                self._history.recorder.read_again(number, read, self._reached(number, first))

    def _reached(self, number: int, moment: int) -> int:
        """Give the moment of the first revision that those from a moment on may have undone."""
        before = earlier(self._database, number, moment)
        return before[-1].moment if before else moment

    def forget_parsers(self) -> None:
        """Drop the versions of the parser of which nothing is left."""
        with self._history.transaction():
            self._database.run(
                "DELETE FROM parser WHERE id NOT IN"
                " (SELECT parser FROM revision WHERE parser IS NOT NULL)"
            )
            self._history.recorder.forget()

    def holders(self, wiki: str, revisions: Collection[int]) -> set[Article]:
        """Give the articles of a wiki to which some revisions belong; ids are a wiki's own.

        Where ``revisions`` says when each was saved, others of that id are not meant.
        """
        times = revisions if isinstance(revisions, Mapping) else {}
        articles = self._history.registry.by_id()
        found = {
            number
            for revision in revisions
            for number, moment in self._database.rows(
                "SELECT article, moment FROM revision WHERE id = ?", revision
            )
            if time_of(moment) == times.get(revision, time_of(moment))
        }
        return {articles[number] for number in found if articles[number].wiki == wiki}

    def holder(self, revisions: Iterable[int]) -> Article:
        """Give the one article to which revisions belong; raises UnknownRevision."""
        wanted = list(revisions)
        articles = self._history.articles()
        found = [one for one in articles if self._history.known(one).issuperset(wanted)]
        if len(found) != 1:
            named = ", ".join(map(str, wanted))
            several = ", ".join(f'"{article}"' for article in found)
            raise UnknownRevision(
                f'revision "{named}" is in {several}: name one with --article'
                if found
                else f'no article has the revision "{named}": check the number'
            )
        return found[0]

    def join(self, other: Article, article: Article, read: Read) -> None:
        """Put the revisions of ``other`` into ``article``, by whose title it is found from now on.

        They are one page's under two of its titles. What was told of ``other`` is
        forgotten, unless nothing was told of ``article``.
        """
        registry = self._history.registry
        with self._database.unchecked(), self._history.transaction():
            for revision in self._history.revisions(other):
                text = self._history.text(other, revision.id)
                whole = replace(revision, text=text)
                self._history.add(article, whole, None if text is None else read(text))
            left, joined = registry.certain(other), registry.enter(article)
            self._history.mark_reverted(article, self._reverted(left, BY_TAG))  # it came late
            self.note_deleted(article, self._reverted(left, DELETED), (), read)
            self._hand_over_tellings(left, joined)
            for table in ("told", "heard_presence", "former_title"):
                self._database.run(
                    f"UPDATE OR IGNORE {table} SET article = ? WHERE article = ?",  # noqa: S608 - constants
                    joined,
                    left,
                )
            self._remove(left)
            registry.forget()
            self.also_known_as(article, other.title)

    def _hand_over_tellings(self, left: int, joined: int) -> None:
        """Let what subscriptions were told of one article alone count as told of another."""
        self._database.run(
            "INSERT OR IGNORE INTO topic (article, kind, identity)"
            " SELECT ?, kind, identity FROM topic WHERE article = ?"
            " AND id IN (SELECT topic FROM telling)",
            joined,
            left,
        )
        self._database.run(
            "UPDATE telling SET topic = (SELECT topic.id FROM topic AS was JOIN topic"
            " ON (topic.kind, topic.identity) = (was.kind, was.identity)"
            " WHERE was.id = telling.topic AND topic.article = ?2)"
            " WHERE topic IN (SELECT id FROM topic WHERE article = ?1) AND subscription NOT IN"
            " (SELECT subscription FROM told WHERE article = ?2)",
            left,
            joined,
        )

    def _reverted(self, number: int, how: int) -> set[int]:
        rows = self._database.rows(
            "SELECT id FROM revision WHERE article = ? AND reverted = ?", number, how
        )
        return {revision for (revision,) in rows}

    def remove(self, article: Article) -> None:
        """Remove an article with all that is known of it; reports that were made stay."""
        registry = self._history.registry
        with self._database.unchecked(), self._history.transaction():
            self._remove(registry.certain(article))
            registry.forget()

    def also_known_as(self, article: Article, title: str) -> None:
        """Note a title that an article had, unless another is known by it."""
        with self._history.transaction():
            if self._history.registry.id(Article(article.wiki, title)) is None:
                self._database.run(
                    "INSERT INTO former_title VALUES (?, ?, ?)",
                    article.wiki,
                    title,
                    self._history.registry.certain(article),
                )

    def _remove(self, number: int) -> None:
        """Remove an article with all that belongs to it."""
        moments = self._database.rows("SELECT moment FROM revision WHERE article = ?", number)
        self._history.recorder.drop(number, [moment for (moment,) in moments])
        for table in self._pointing_to("topic"):
            self._database.run(
                f"DELETE FROM {table} WHERE topic IN"  # noqa: S608 - from the schema
                " (SELECT id FROM topic WHERE article = ?)",
                number,
            )
        for table in self._pointing_to("article"):
            self._database.run(f"DELETE FROM {table} WHERE article = ?", number)  # noqa: S608 - from the schema
        self._database.run("DELETE FROM article WHERE id = ?", number)

    def _pointing_to(self, table: str) -> list[str]:
        """Give the tables with a column named after another that points to it."""
        rows = self._database.rows(
            "SELECT made.name FROM sqlite_schema AS made,"
            " pragma_foreign_key_list(made.name) AS link WHERE made.type = ?2"
            ' AND link."table" = ?1 AND link."from" = ?1',
            table,
            "table",
        )
        return [name for (name,) in rows]

    def same_text(self, article: Article, revision: int) -> list[int]:
        """List the other revisions of an article that have the same text as one."""
        return [
            number
            for (number,) in self._database.rows(
                "SELECT other.id FROM revision JOIN revision AS other"
                " ON other.article = revision.article AND other.text = revision.text"
                " WHERE revision.id = ? AND revision.article = ? AND other.id <> revision.id"
                " ORDER BY other.moment",
                revision,
                self._history.registry.certain(article),
            )
        ]

    def purge(
        self, article: Article, revisions: Collection[int], read: Read, *, editor: bool = False
    ) -> None:
        """Remove the texts of revisions, which then are withheld, and all that was read of them.

        With ``editor`` their user and comment, too. The facts are derived anew from the
        texts that are left. Raises UnknownRevision.
        """
        number = self._history.registry.certain(article)
        moments = [self._moment(article, revision) for revision in revisions]
        self._database.run("PRAGMA secure_delete = ON")
        with self._database.unchecked(), self._history.transaction():
            self._history.recorder.drop(number, moments)
            self._database.connection.executemany(
                "UPDATE revision SET parser = NULL, user = iif(?, NULL, user),"
                " comment = iif(?, NULL, comment) WHERE article = ? AND moment = ?",
                [(editor, editor, number, moment) for moment in moments],
            )
            self._database.run("DELETE FROM reading WHERE article = ?", number)
            self._history.recorder.read_again(number, read)
            self._database.run(
                "DELETE FROM topic WHERE article = ? AND id NOT IN (SELECT topic FROM fact)"
                " AND id NOT IN (SELECT topic FROM telling)",
                number,
            )
            self._history.recorder.forget()

    def leave_no_trace(self) -> None:
        """Write the file anew, without what was removed from it, the log included.

        Raises StorageError where somebody else has it open and reads what was before.
        """
        self._database.run("VACUUM")
        ((is_busy, *_),) = self._database.rows("PRAGMA wal_checkpoint(TRUNCATE)")
        if is_busy:
            raise StorageError(
                f'what was taken out of database "{self._database.path}" stays in its log until '
                "the last that reads it ends: stop `serve` and whatever else has it open"
            )

    def drop_texts(self, article: Article, before: datetime) -> int:
        """Remove the texts of revisions saved before a time, and give how many.

        What was read of them stays, and so does the newest text.
        """
        number = self._history.registry.certain(article)
        rows = self._database.rows(
            "SELECT moment FROM revision WHERE article = ?1 AND moment < ?2 AND text IS NOT NULL"
            " AND moment < (SELECT max(moment) FROM revision"
            " WHERE article = ?1 AND text IS NOT NULL AND reverted <> ?3)",
            number,
            first_moment(before),
            DELETED,
        )
        if rows:
            with self._database.unchecked(), self._history.transaction():
                self._history.recorder.drop(number, [moment for (moment,) in rows])
        return len(rows)

    def _moment(self, article: Article, revision: int) -> int:
        found = self._history.revision(article, revision)
        if not found.sha1:
            raise UnknownRevision(
                f'revision "{revision}" of "{article}" has no text here: there is nothing to remove'
            )
        return moment_of(found.saved_at, found.id)
