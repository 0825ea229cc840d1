"""A small history as bytes, made by one process and taken into the database of another.

An article that the other has not is copied, its rows under new numbers: no text is read
or encoded again.
"""

import zstandard

from scraper.article import Article
from storage.history import History
from storage.lists import shift
from storage.schema import migrate

_LEVEL = 1
"""Half the bytes are gone with it, the deltas being compressed already."""

# What is copied of an article, in the order in which one row points to another.
_ROWS = {
    "section (id, article, hash, step, base, content)": (
        "SELECT id + :section, :article, hash, step, base + :section, content"
        " FROM section WHERE article = :of ORDER BY id"
    ),
    "wikitext (id, sha1, base, sections)": (
        "SELECT id + :wikitext, sha1, base + :wikitext,"
        " CASE WHEN base IS NULL THEN shift(sections, :section) ELSE sections END"
        " FROM wikitext WHERE id IN (SELECT text FROM revision WHERE article = :of) ORDER BY id"
    ),
    "revision (article, moment, parent, text, parser, minor, reverted, standing, user, comment,"
    " tags)": (
        "SELECT :article, moment, parent, text + :wikitext, parser + :parser, minor, reverted,"
        " standing, user, comment, tags FROM revision WHERE article = :of ORDER BY moment"
    ),
    "topic (id, article, kind, identity)": (
        "SELECT id + :topic, :article, kind, identity FROM topic WHERE article = :of ORDER BY id"
    ),
    "fact (topic, begun, ended, name, since, dates, status, also, section, note, refs)": (
        "SELECT topic + :topic, begun, ended, name, since, dates, status, also, section, note, refs"
        " FROM fact WHERE topic IN (SELECT id FROM topic WHERE article = :of)"
    ),
    "reading (article, moment, problems, claims)": (
        "SELECT :article, moment, problems, claims FROM reading WHERE article = :of"
    ),
}
_FIRST = {
    "section": "SELECT min(id) FROM section WHERE article = ?",
    "wikitext": "SELECT min(text) FROM revision WHERE article = ?",
    "topic": "SELECT min(id) FROM topic WHERE article = ?",
}


def pack(history: History) -> bytes:
    """Give a history that is in memory as bytes."""
    return zstandard.ZstdCompressor(_LEVEL).compress(history.database.connection.serialize())


def unpack(packed: bytes) -> History:
    """Open a history that was packed; raises StorageError for one of a later version."""
    history = History(":memory:")
    history.database.connection.deserialize(zstandard.decompress(packed))
    migrate(history.database)
    return history


def size(history: History) -> int:
    """Give the bytes that a history takes before it is packed."""
    ((size,),) = history.database.rows(
        "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
    )
    return int(size)


def copy(article: Article, shard: History, into: History) -> int:
    """Copy an article that a history has not, and give how many revisions it has.

    All of it was read by one version of the parser. Within a transaction of the caller's.
    """
    of = shard.registry.certain(article)
    to = into.registry.enter(article)
    numbers = {"article": to, "of": of, "parser": _parser(shard, into)}
    for table, sql in _FIRST.items():
        ((first,),) = shard.database.rows(sql, of)
        ((last,),) = into.database.rows(f"SELECT max(id) FROM {table}")  # noqa: S608 - constants
        numbers[table] = (last or 0) + 1 - (first or 0)
    shard.database.connection.create_function("shift", 2, shift, deterministic=True)
    for table, select in _ROWS.items():
        rows = shard.database.connection.execute(select, numbers)
        marks = ", ".join("?" * len(rows.description))
        into.database.connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 - constants
    return len(into.known(article))


def _parser(shard: History, into: History) -> int:
    """Give by how much the number of the parser differs, which is noted where it is new."""
    rows = shard.database.rows("SELECT id, version FROM parser")
    if not rows:
        return 0
    ((number, version),) = rows
    return into.recorder.parser(version) - int(number)
