"""The texts of all revisions: each distinct section once, as a delta where it can be.

A page's text is the list of its sections' ids. A section is a delta against the same
section's text before it, found by its heading. Chains of deltas are short because they
have heads: every 28th step is a delta against the head before it, every 224th against
the one 224 steps before, and after 896, or where a delta would save nothing, comes a
whole text. A page's list is a delta against the list before it, in chains of 32.

Nothing here commits: the caller has a transaction. What was cached of one that is
rolled back must be dropped by ``forget``.
"""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b, sha1

from storage.database import Database, DatabaseBroken, Row
from storage.delta import decode, encode
from storage.lists import pack, unpack
from storage.recent import Recent

STRIDES = (224, 28)
"""A step that is a multiple of one is a delta against the step so far back, others of the last."""
WHOLE = 896
"""The step in whose place a whole text is stored: a chain has no more than 38 links."""
_LIST_CHAIN = 32
_CACHED = 4_000_000
_CACHED_BYTES = 1_000_000
_CACHED_LISTS = 64


@dataclass(frozen=True, slots=True)
class Piece:
    """A stored section: its id, its text, and its place in its chain of deltas."""

    id: int
    text: str
    step: int


@dataclass(frozen=True, slots=True)
class Listing:
    """A stored page: its sections' ids, and its place in its chain of deltas."""

    sections: tuple[int, ...]
    step: int


class Texts:
    """The section and wikitext tables, with what was lately used of them in memory."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection = database.connection
        self.forget()

    def forget(self) -> None:
        """Drop what is cached."""
        self._article = 0
        self._by_text: Recent[str, Piece] = Recent(_CACHED)
        self._by_heading: Recent[str, Piece] = Recent(_CACHED // 4)
        self._by_id: Recent[int, Piece] = Recent(_CACHED)
        self._encoded: Recent[str, bytes] = Recent(_CACHED_BYTES)
        self._lists: Recent[int, Listing] = Recent(_CACHED_LISTS)

    def digest(self, sections: Iterable[str]) -> bytes:
        """Give the sha1 of a page's text, given as its sections."""
        whole = sha1(usedforsecurity=False)
        for text in sections:
            whole.update(self._bytes(text))
        return whole.digest()

    def store(self, article: int, sections: Sequence[str], sha1: bytes, like: int | None) -> int:
        """Store a page's text, given as its sections, and give its id.

        ``like`` is the text of the revision before it: what it shares with that costs
        next to nothing. ``sha1`` is kept to verify the text by.
        """
        if article != self._article:
            self.forget()
            self._article = article
        before = self._listing(like) if like else Listing((), _LIST_CHAIN)
        found = [self._find(article, text) for text in sections]
        if None in found:
            gone = self._gone(before, found)
            found = [
                piece or self._by_text.get(text) or self._add(article, text, gone)
                for piece, text in zip(found, sections, strict=True)
            ]
            kept = set(before.sections)
            self._note_headings(piece for piece in found if piece and piece.id not in kept)
        ids = tuple(piece.id for piece in found if piece)
        return self._add_list(ids, sha1, like, before)

    def _note_headings(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            heading, size = _heading(piece.text), len(piece.text)
            last = self._by_heading.get(heading)
            if last is None or 2 * size >= len(last.text):
                self._by_heading.put(heading, piece, size)

    def load(self, text: int) -> str:
        """Give back a page's text; raises DatabaseBroken where it is damaged."""
        with self._database.errors():
            return "".join(self._piece(section).text for section in self._listing(text).sections)

    def sha1(self, text: int) -> bytes:
        """Give the sha1 that the text had when it was stored."""
        row = self._database.row("SELECT sha1 FROM wikitext WHERE id = ?", text)
        if row is None:
            raise self._damaged(f"text {text}")
        return bytes(row[0])

    def drop(self, kept: Iterable[int], gone: Iterable[int]) -> None:
        """Remove pages' texts and the sections that no other page of the article has.

        ``kept`` are all of its other texts. What was a delta against something removed
        is stored as a whole.
        """
        self.forget()
        gone = set(gone)
        needed = {section for text in kept for section in self._listing(text).sections}
        lost = {section for text in gone for section in self._listing(text).sections} - needed
        for (text,) in self._based("wikitext", gone):
            packed = pack(self._listing(text).sections)
            self._database.run(
                "UPDATE wikitext SET base = NULL, sections = ? WHERE id = ?", packed, text
            )
        for (section,) in self._based("section", lost):
            whole = encode(self._bytes(self._piece(section).text))
            self._database.run(
                "UPDATE section SET base = NULL, step = 0, content = ? WHERE id = ?", whole, section
            )
        for table, ids in (("wikitext", gone), ("section", lost)):
            self._database.run(
                f"DELETE FROM {table} WHERE id IN (SELECT value FROM json_each(?))",  # noqa: S608 - constants
                json.dumps(list(ids)),
            )
        self.forget()

    def _based(self, table: str, ids: Collection[int]) -> list[Row]:
        """Give the rows that are deltas against some rows, and are not among these."""
        return self._database.rows(
            "WITH given AS (SELECT value FROM json_each(?))"  # noqa: S608 - constants
            f" SELECT id FROM {table} WHERE base IN given AND id NOT IN given",
            json.dumps(list(ids)),
        )

    def _find(self, article: int, text: str) -> Piece | None:
        piece = self._by_text.get(text)
        if piece:
            return piece
        for (section,) in self._connection.execute(
            "SELECT id FROM section WHERE hash = ? AND article = ?", (self._hash(text), article)
        ).fetchall():
            piece = self._piece(section)
            if piece.text == text:
                self._remember(piece)
                return piece
        return None

    def _gone(self, before: Listing, found: Sequence[Piece | None]) -> list[Piece]:
        """Give the sections of the page before that are no more."""
        kept = {piece.id for piece in found if piece}
        return [self._piece(section) for section in before.sections if section not in kept]

    def _add(self, article: int, text: str, gone: Sequence[Piece]) -> Piece:
        base, step, content = self._shortest(text, gone)
        cursor = self._connection.execute(
            "INSERT INTO section (article, hash, step, base, content) VALUES (?, ?, ?, ?, ?)",
            (article, self._hash(text), step, base, content),
        )
        piece = Piece(_id(cursor.lastrowid), text, step)
        self._remember(piece)
        return piece

    def _shortest(self, text: str, gone: Sequence[Piece]) -> tuple[int | None, int, bytes]:
        """Give what a text is stored as: the id of its base, its step, and its delta."""
        raw = self._bytes(text)
        best = None
        for before in self._predecessors(text, gone):
            step = before.step + 1
            if step < WHOLE:
                base = self._at_step(before, step - _stride(step))
                content = encode(raw, self._bytes(base.text))
                if best is None or len(content) < len(best[2]):
                    best = base.id, step, content
                if 4 * len(content) < len(raw):
                    break
        # A text that has little of its predecessor, and a head, must be worth its chain.
        if best is None or _stride(best[1]) > 1 or 4 * len(best[2]) > len(raw):
            whole = encode(raw)
            if best is None or len(best[2]) > 0.8 * len(whole):
                return None, 0, whole
        return best

    def _predecessors(self, text: str, gone: Sequence[Piece]) -> Iterator[Piece]:
        """Give what may have become a text, the likeliest first.

        That is what had its heading until now, or what last had it and was not half of
        that only (a page may be blanked, and be restored otherwise than it was), or what
        has most lines in common: headings are renamed, and sections cut in two.
        """
        heading = _heading(text)
        yield from (piece for piece in gone if _heading(piece.text) == heading)
        if last := self._by_heading.get(heading):
            yield last
        lines = set(text.splitlines())
        shared = [(len("".join(lines.intersection(p.text.splitlines()))), p) for p in gone]
        if shared:
            size, piece = max(shared, key=lambda pair: pair[0])
            if size:
                yield piece

    def _at_step(self, piece: Piece, step: int) -> Piece:
        """Give what stands at a step of a text's chain, or at the nearest before it."""
        if piece.step <= step:
            return piece
        for section, _, place, _ in self._chain(piece.id):
            if place <= step:
                return self._piece(section)
        raise self._damaged(f"section {piece.id}")

    def _piece(self, section: int) -> Piece:
        piece = self._by_id.get(section)
        if piece:
            return piece
        chain = list(self._chain(section))
        if not chain or chain[-1][1] is not None:
            raise self._damaged(f"section {section}")
        raw = b""
        try:
            for _, _, _, content in reversed(chain):
                raw = decode(content, raw)
            piece = Piece(section, raw.decode("utf-8", "surrogatepass"), chain[0][2])
        except (ValueError, TypeError) as error:
            raise self._damaged(f"section {section}") from error
        self._by_id.put(section, piece, len(raw))
        return piece

    def _chain(self, section: int) -> Iterator[tuple[int, int | None, int, bytes]]:
        """Give (id, base, step, content) of a section, its base, and so on to a whole text.

        A base is older than what is a delta against it, so no chain can be a circle.
        """
        yield from self._connection.execute(
            "WITH RECURSIVE chain (id, base, step, content) AS ("
            " SELECT id, base, step, content FROM section WHERE id = ?"
            " UNION ALL SELECT section.id, section.base, section.step, section.content"
            " FROM chain JOIN section ON section.id = chain.base AND section.id < chain.id)"
            " SELECT id, base, step, content FROM chain",
            (section,),
        )

    def _hash(self, text: str) -> int:
        return int.from_bytes(blake2b(self._bytes(text), digest_size=4).digest(), signed=True)

    def _bytes(self, text: str) -> bytes:
        """Encode a section's text; most of those that an edit left alone are known."""
        raw = self._encoded.get(text)
        if raw is None:
            raw = text.encode("utf-8", "surrogatepass")
            self._encoded.put(text, raw, len(raw))
        return raw

    def _remember(self, piece: Piece) -> None:
        self._by_text.put(piece.text, piece, len(piece.text))
        self._by_id.put(piece.id, piece, len(piece.text))

    def _add_list(
        self, sections: tuple[int, ...], sha1: bytes, like: int | None, before: Listing
    ) -> int:
        whole = before.step + 1 >= _LIST_CHAIN
        base = None if whole else like
        cursor = self._connection.execute(
            "INSERT INTO wikitext (sha1, base, sections) VALUES (?, ?, ?)",
            (sha1, base, pack(sections, () if whole else before.sections)),
        )
        text = _id(cursor.lastrowid)
        self._lists.put(text, Listing(sections, 0 if whole else before.step + 1), 1)
        return text

    def _listing(self, text: int) -> Listing:
        listing = self._lists.get(text)
        if listing:
            return listing
        row = self._connection.execute(
            "SELECT base, sections FROM wikitext WHERE id = ?", (text,)
        ).fetchone()
        if row is None:
            raise self._damaged(f"text {text}")
        base, packed = row
        if base and base >= text:
            raise self._damaged(f"text {text}")
        before = self._listing(base) if base else Listing((), -1)
        try:
            listing = Listing(unpack(packed, before.sections), before.step + 1)
        except (ValueError, TypeError) as error:
            raise self._damaged(f"text {text}") from error
        self._lists.put(text, listing, 1)
        return listing

    def _damaged(self, what: str) -> DatabaseBroken:
        return DatabaseBroken(
            f'database "{self._database.path}" is damaged at {what}: restore a backup'
        )


def _stride(step: int) -> int:
    return next((stride for stride in STRIDES if step % stride == 0), 1)


def _heading(text: str) -> str:
    """Give the heading by which a section is known again, however it is spaced; "" for the lead."""
    return text[: text.find("\n")].strip("= \t").casefold() if text.startswith("=") else ""


def _id(rowid: int | None) -> int:
    if rowid is None:
        raise ValueError("nothing was inserted")
    return rowid
