"""Putting revisions into history: each in its place, with its text and its facts."""

import json
from collections.abc import Callable, Collection, Iterable, Sequence

from scraper.article import Revision
from scraper.outline import split
from scraper.snapshot import Snapshot
from storage.change import RevisionRefused
from storage.database import Database
from storage.facts import Facts
from storage.intervals import BEGINNING
from storage.neighbours import (
    BY_TAG,
    BY_TEXT,
    DELETED,
    Neighbour,
    counting_after,
    counting_before,
    earlier,
    is_undone,
    later,
    undone,
    undone_among,
)
from storage.readings import Readings
from storage.revisions import REVERT_RADIUS, insert, moment_of
from storage.texts import Texts

REVERTED_TAG = "mw-reverted"

_SET_REVERTED = "UPDATE revision SET reverted = ? WHERE article = ? AND moment = ?"


class TextDiffers(RevisionRefused):
    """A text is not the one of which the source gave the sha1: fetch it again."""


class Recorder:
    """Writes revisions, within a transaction of the caller's."""

    def __init__(self, database: Database, texts: Texts, readings: Readings) -> None:
        self._database = database
        self._texts = texts
        self._facts = Facts(database)
        self._readings = readings
        self.forget()

    def forget(self) -> None:
        """Drop what is cached."""
        self._facts.forget()
        self._parsers: dict[str, int] = {}

    def add(self, article: int, revision: Revision, snapshot: Snapshot | None) -> bool:
        """Store a revision, wherever in history it belongs; False if it is known already."""
        moment = moment_of(revision.saved_at, revision.id)
        if self._is_known(article, revision.id):
            return False
        before = earlier(self._database, article, moment)
        after = later(self._database, article, moment)
        text = self._store(article, revision, snapshot, before, after)
        parser = self.parser(snapshot.parser) if snapshot and text is not None else None
        reverted = BY_TEXT if is_undone(before, text, after) else 0
        if REVERTED_TAG in revision.tags:
            reverted = BY_TAG
        insert(
            self._database,
            article,
            moment,
            revision,
            text=text,
            parser=parser,
            reverted=reverted,
        )
        undoes = {neighbour.moment for neighbour in (*undone(before, text), *undone(after, text))}
        self._flag(article, undoes, BY_TEXT)
        previous = self._counting(counting_before, article, moment, before, undoes)
        following = self._counting(counting_after, article, moment, after, undoes)
        if undoes:
            self._facts.bridge(article, previous, following)
        if snapshot and parser is not None:
            self._readings.note(article, moment, snapshot)
            if not reverted:
                self._facts.place(article, moment, snapshot, previous, following)
        return True

    def parser(self, version: str) -> int:
        """Give the number of a version of the parser, which it gets if it has none."""
        known = self._parsers.get(version)
        if known is None:
            self._database.run("INSERT OR IGNORE INTO parser (version) VALUES (?)", version)
            ((known,),) = self._database.rows("SELECT id FROM parser WHERE version = ?", version)
            self._parsers[version] = known
        return known

    def mark_reverted(self, article: int, revision_ids: Iterable[int]) -> set[int]:
        """Note that the wiki calls revisions reverted; give those of which that is new."""
        moments = {
            moment: revision
            for revision in revision_ids
            for (moment,) in self._database.rows(
                "SELECT moment FROM revision WHERE id = ? AND article = ? AND reverted = 0",
                revision,
                article,
            )
        }
        self._flag(article, moments, BY_TAG)
        gaps = {
            (
                counting_before(self._database, article, moment),
                counting_after(self._database, article, moment),
            )
            for moment in moments
        }
        for previous, following in gaps:
            self._facts.bridge(article, previous, following)
        return set(moments.values())

    def note_deleted(
        self, article: int, deleted: Collection[int], there: Collection[int]
    ) -> int | None:
        """Note which revisions are deleted, and which are not, though they were.

        Gives the moment of the first of which that is new, None where it is of none. A tag
        that came late is forgotten with what is deleted: that of a young edit is asked for again.
        """
        new = []
        for revision, moment, reverted, tags in self._database.rows(
            "SELECT id, moment, reverted, tags FROM revision"
            " WHERE article = ? AND id IN (SELECT value FROM json_each(?))",
            article,
            json.dumps([*deleted, *there]),
        ):
            if revision in deleted and reverted != DELETED:
                new.append((DELETED, article, moment))
            elif revision not in deleted and reverted == DELETED:
                is_tagged = REVERTED_TAG in json.loads(tags or "[]")
                new.append((BY_TAG if is_tagged else 0, article, moment))
        self._database.connection.executemany(_SET_REVERTED, new)
        return min((moment for _, _, moment in new), default=None)

    def review_reverts(self, article: int) -> bool:
        """Tell anew by the texts which revisions were reverted, and whether any of it differs.

        What came between a text and its like moves them apart, so that what was reverted while
        a history was incomplete need not be. Where texts are no longer kept, nothing is told.
        """
        rows = self._database.rows(
            "SELECT moment, text, parser IS NOT NULL, reverted FROM revision"
            " WHERE article = ? AND reverted <> ? ORDER BY moment",
            article,
            DELETED,
        )
        undone = undone_among([text for _, text, _, _ in rows])
        lost = [at for at, (_, text, was_read, _) in enumerate(rows) if was_read and text is None]
        first = lost[-1] + REVERT_RADIUS if lost else 0
        differ = [
            (BY_TEXT if at in undone else 0, article, moment)
            for at, (moment, _, _, reverted) in enumerate(rows)
            if at >= first and reverted not in (BY_TAG, BY_TEXT if at in undone else 0)
        ]
        self._database.connection.executemany(_SET_REVERTED, differ)
        return bool(differ)

    def read_again(
        self, article: int, read: Callable[[str], Snapshot], since: int = BEGINNING
    ) -> None:
        """Read the texts anew, from a moment on, and derive the facts from that.

        What was read of texts that are no longer kept stays, with all that was before it.
        """
        self._facts.forget()
        first = max(self._first_kept(article), since)
        previous = counting_before(self._database, article, first)
        self._facts.bridge(article, previous, None)
        for moment, text, reverted in self._database.rows(
            "SELECT moment, text, reverted FROM revision"
            " WHERE article = ? AND moment >= ? AND text IS NOT NULL ORDER BY moment",
            article,
            first,
        ):
            snapshot = read(self._texts.load(text))
            self._database.run(
                "UPDATE revision SET parser = ? WHERE article = ? AND moment = ?",
                self.parser(snapshot.parser),
                article,
                moment,
            )
            if reverted != DELETED:
                self._readings.note(article, moment, snapshot)
            if not reverted:
                self._facts.place(article, moment, snapshot, previous, None)
                previous = moment

    def is_stale(self, article: int, version: str) -> bool:
        """Tell whether a text that is kept was read by another version of the parser."""
        row = self._database.row(
            "SELECT 1 FROM revision WHERE article = ? AND moment >= ? AND text IS NOT NULL"
            " AND parser IS NOT (SELECT id FROM parser WHERE version = ?) LIMIT 1",
            article,
            self._first_kept(article),
            version,
        )
        return row is not None

    def drop(self, article: int, moments: Collection[int]) -> None:
        """Remove the texts of revisions; what was read of them stays.

        A text that other revisions have, too, stays for these.
        """
        texts = "SELECT DISTINCT text FROM revision WHERE article = ? AND text IS NOT NULL"
        before = {text for (text,) in self._database.rows(texts, article)}
        self._database.connection.executemany(
            "UPDATE revision SET text = NULL WHERE article = ? AND moment = ?",
            [(article, moment) for moment in moments],
        )
        kept = {text for (text,) in self._database.rows(texts, article)}
        self._texts.drop(kept, before - kept)

    def _first_kept(self, article: int) -> int:
        """Give the moment from which on every text that was read is kept."""
        row = self._database.row(
            "SELECT max(moment) FROM revision"
            " WHERE article = ? AND text IS NULL AND parser IS NOT NULL",
            article,
        )
        return BEGINNING if row is None or row[0] is None else int(row[0]) + 1

    def _is_known(self, article: int, revision: int) -> bool:
        known = "SELECT 1 FROM revision WHERE id = ? AND article = ?"
        return self._database.row(known, revision, article) is not None

    def _store(
        self,
        article: int,
        revision: Revision,
        snapshot: Snapshot | None,
        before: Sequence[Neighbour],
        after: Sequence[Neighbour],
    ) -> int | None:
        if revision.text is None:
            return None
        sections = snapshot.sections if snapshot else split(revision.text)
        texts = [section.text for section in sections]
        digest = self._verified(revision, revision.text, texts)
        around = [neighbour for neighbour in (*before, *after) if neighbour.text is not None]
        for neighbour in around:
            if neighbour.sha1 == digest:
                return neighbour.text
        return self._texts.store(article, texts, digest, around[0].text if around else None)

    def _verified(self, revision: Revision, text: str, sections: Sequence[str]) -> bytes:
        """Give the sha1 of a text, which has to be the one that the source gives."""
        digest = self._texts.digest(sections)
        if digest.hex() == revision.sha1:  # so the sections are the text, too
            return digest
        if "".join(sections) != text:
            raise ValueError(f"the sections of revision {revision.id} are not its text")
        if revision.sha1:
            raise TextDiffers(
                f'text of revision "{revision.id}" is damaged: its sha1 is {digest.hex()}, '
                f"the source gives {revision.sha1}: fetch it again"
            )
        return digest

    def _counting(
        self,
        find: Callable[[Database, int, int], int | None],
        article: int,
        moment: int,
        around: Sequence[Neighbour],
        undoes: Collection[int],
    ) -> int | None:
        """Give the nearest revision whose facts count, on one side of a moment."""
        for neighbour in around:
            if neighbour.counts and neighbour.moment not in undoes:
                return neighbour.moment
        return find(self._database, article, moment) if len(around) == REVERT_RADIUS else None

    def _flag(self, article: int, moments: Iterable[int], how: int) -> None:
        self._database.connection.executemany(
            "UPDATE revision SET reverted = ? WHERE article = ? AND moment = ? AND reverted = 0",
            [(how, article, moment) for moment in moments],
        )
