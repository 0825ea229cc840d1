"""The tables, and the migrations that lead to them from every released version.

A *moment* is a place in an article's history: the seconds since 2000-01-01 UTC of the
edit, times 2^32, plus the revision's id. Moments sort as history does, by time and then
by id, and are 64-bit integers.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from storage.database import Database, DatabaseEmpty, DatabaseNewer, DatabaseOlder

if TYPE_CHECKING:
    from sqlite_utils import Database as Tables

_SET = "diplowatch"

_FIRST = """
CREATE TABLE installation (  -- one row: what tells the messages of two databases apart
    id TEXT NOT NULL
);
INSERT INTO installation VALUES (lower(hex(randomblob(8))));
CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    wiki TEXT NOT NULL,  -- host name
    title TEXT NOT NULL,
    UNIQUE (wiki, title)
);
CREATE TABLE former_title (  -- from which an article was moved
    wiki TEXT NOT NULL,
    title TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article,
    PRIMARY KEY (wiki, title)
) WITHOUT ROWID;
CREATE TABLE parser (
    id INTEGER PRIMARY KEY,
    version TEXT NOT NULL UNIQUE
);
CREATE TABLE section (  -- a distinct text of a section
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article,
    hash INTEGER NOT NULL,  -- 32 bits of BLAKE2b, to find candidates
    step INTEGER NOT NULL,  -- place in its chain of deltas; 0: whole
    base INTEGER REFERENCES section,  -- what the delta is against
    content BLOB NOT NULL  -- storage/delta.py
);
CREATE INDEX section_hash ON section (hash);
CREATE TABLE wikitext (  -- a distinct text of a page
    id INTEGER PRIMARY KEY,
    sha1 BLOB NOT NULL,
    base INTEGER REFERENCES wikitext,  -- another list that this one is a delta against
    sections BLOB NOT NULL  -- storage/texts.py
);
CREATE TABLE revision (
    article INTEGER NOT NULL REFERENCES article,
    moment INTEGER NOT NULL,
    parent INTEGER NOT NULL,  -- revision id; 0: the first
    text INTEGER REFERENCES wikitext,  -- null: withheld
    parser INTEGER REFERENCES parser,  -- that read it; null: not read
    minor INTEGER NOT NULL,
    reverted INTEGER NOT NULL,  -- 1: by a later identical text, 2: so tagged, 3: deleted
    standing INTEGER NOT NULL,  -- of the editor: 0 unknown, 1 registered, 2 temporary, 3 anonymous
    user TEXT,  -- null: withheld, as is comment
    comment TEXT,
    tags TEXT,  -- JSON array; null: none
    id INTEGER AS (moment & 4294967295) VIRTUAL,
    saved_at TEXT AS
        (strftime('%Y-%m-%dT%H:%M:%SZ', (moment >> 32) + 946684800, 'unixepoch')) VIRTUAL,
    PRIMARY KEY (article, moment)
) WITHOUT ROWID;
CREATE UNIQUE INDEX revision_id ON revision (id, article);
CREATE TABLE topic (  -- a counterpart or organisation of which an article ever said something
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article,
    kind TEXT NOT NULL,  -- relation or membership
    identity TEXT NOT NULL,
    UNIQUE (article, kind, identity)
);
CREATE INDEX topic_identity ON topic (identity);
CREATE TABLE fact (  -- what an article says of a topic, reverted revisions aside
    topic INTEGER NOT NULL REFERENCES topic,
    begun INTEGER NOT NULL,  -- moment of the first revision that says so
    ended INTEGER,  -- moment of the first that no longer does; null while it lasts
    name TEXT NOT NULL,
    since TEXT NOT NULL,  -- EDTF
    dates TEXT,  -- JSON array; null: none beside since
    status TEXT NOT NULL,
    also TEXT,  -- JSON array of [since, status] of the other statements; null: none
    section TEXT NOT NULL,  -- this and the following as last said
    note TEXT,
    refs TEXT,  -- JSON array; null: none
    PRIMARY KEY (topic, begun)
) WITHOUT ROWID;
CREATE INDEX fact_begun ON fact (begun);
CREATE INDEX fact_ended ON fact (ended) WHERE ended IS NOT NULL;
CREATE TABLE reading (  -- what the newest reading of an article found beside facts
    article INTEGER PRIMARY KEY REFERENCES article,
    moment INTEGER NOT NULL,
    problems TEXT NOT NULL,  -- JSON
    claims TEXT NOT NULL  -- JSON
);
CREATE TABLE part (  -- of a dump: how far it was read
    fingerprint TEXT NOT NULL,  -- scraper/fingerprint.py
    choice TEXT NOT NULL,  -- which of its pages were asked for
    name TEXT NOT NULL,
    pages INTEGER NOT NULL,  -- how many of those were read to their end
    read_at TEXT,  -- ISO 8601, UTC; null: not to its end yet
    PRIMARY KEY (fingerprint, choice)
) WITHOUT ROWID;
CREATE TABLE report (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    subscription TEXT NOT NULL,
    made_at TEXT NOT NULL,  -- ISO 8601, UTC, as all times that follow
    document TEXT NOT NULL  -- JSON
);
CREATE TABLE told (  -- the facts of an article as a subscription last heard of them
    subscription TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article,
    facts BLOB NOT NULL,  -- JSON, compressed by zstd
    report INTEGER REFERENCES report,  -- null: nothing was said
    doubts TEXT NOT NULL,  -- JSON array: the doubts and contradictions that its readers know of
    settled TEXT NOT NULL,  -- in which state of the article nothing was pending; '': something is
    PRIMARY KEY (subscription, article)
) WITHOUT ROWID;
CREATE TABLE telling (  -- one changed fact in a report, so that it can be taken back
    subscription TEXT NOT NULL,
    topic INTEGER NOT NULL REFERENCES topic,
    report INTEGER NOT NULL REFERENCES report,
    before TEXT,  -- JSON array of since and status; null: absent, as is after
    after TEXT,
    PRIMARY KEY (subscription, topic, report)
) WITHOUT ROWID;
CREATE TABLE notice (  -- what happened to an article as a whole: it was moved, deleted, ...
    id INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article,
    text TEXT NOT NULL,
    made_at TEXT NOT NULL
);
CREATE INDEX notice_article ON notice (article, id);
CREATE TABLE heard (  -- up to where a subscription has been told
    subscription TEXT PRIMARY KEY,
    made_at TEXT NOT NULL,  -- when it was last its turn
    notice INTEGER NOT NULL  -- the last notice by then; 0: none
) WITHOUT ROWID;
CREATE TABLE delivery (
    id INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES report,
    channel TEXT NOT NULL,
    recipient TEXT NOT NULL,
    message_id TEXT NOT NULL UNIQUE,
    message TEXT,  -- JSON; null once it is sent or dropped
    state TEXT NOT NULL CHECK (state IN ('pending', 'sent', 'failed', 'dropped')),
    attempts INTEGER NOT NULL,
    next_attempt_at TEXT,  -- null unless pending
    error TEXT NOT NULL,  -- of the last attempt
    made_at TEXT NOT NULL,
    done_at TEXT
);
CREATE INDEX delivery_state ON delivery (state, next_attempt_at);
CREATE INDEX delivery_report ON delivery (report);
CREATE TABLE failure (  -- what fails now
    key TEXT PRIMARY KEY,
    what TEXT NOT NULL,
    began_at TEXT NOT NULL,
    last_at TEXT NOT NULL,
    times INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE alarm (  -- what fails as a subscription was told
    subscription TEXT NOT NULL,
    key TEXT NOT NULL,  -- as of the failure
    began_at TEXT NOT NULL,
    has_lasted INTEGER NOT NULL,  -- 1: it was also told that it lasts
    PRIMARY KEY (subscription, key)
) WITHOUT ROWID;
CREATE TABLE blind_spot (  -- blind problems of which a reader knows
    article INTEGER NOT NULL REFERENCES article,
    section TEXT NOT NULL,
    what TEXT NOT NULL,
    found_at TEXT NOT NULL,
    PRIMARY KEY (article, section, what)
) WITHOUT ROWID;
CREATE VIEW facts AS
    SELECT article.wiki, article.title, topic.kind, topic.identity, fact.name, fact.since,
        fact.dates, fact.status, fact.also, fact.section, fact.note, fact.refs,
        fact.begun & 4294967295 AS first_revision,
        strftime('%Y-%m-%dT%H:%M:%SZ', (fact.begun >> 32) + 946684800, 'unixepoch') AS said_from,
        fact.ended & 4294967295 AS end_revision,
        strftime('%Y-%m-%dT%H:%M:%SZ', (fact.ended >> 32) + 946684800, 'unixepoch') AS said_until
    FROM fact JOIN topic ON topic.id = fact.topic JOIN article ON article.id = topic.article;
CREATE VIEW relations_now AS
    SELECT wiki, title, identity, name, since, dates, status, section, note, refs,
        said_from, first_revision
    FROM facts WHERE kind = 'relation' AND said_until IS NULL;
CREATE VIEW memberships_now AS
    SELECT wiki, title, identity, name, since, dates, status, section, note, refs,
        said_from, first_revision
    FROM facts WHERE kind = 'membership' AND said_until IS NULL;
CREATE VIEW changes AS
    SELECT article.wiki, article.title, topic.kind, topic.identity,
        was.name AS name_before, was.since AS since_before, was.status AS status_before,
        now.name AS name_after, now.since AS since_after, now.status AS status_after,
        revision.id AS revision, revision.saved_at, revision.user, revision.comment
    FROM (
        SELECT topic, begun AS moment FROM fact
        UNION SELECT topic, ended FROM fact WHERE ended IS NOT NULL
    ) AS edge
    JOIN topic ON topic.id = edge.topic
    JOIN article ON article.id = topic.article
    JOIN revision ON revision.article = article.id AND revision.moment = edge.moment
    LEFT JOIN fact AS was ON was.topic = edge.topic AND was.ended = edge.moment
    LEFT JOIN fact AS now ON now.topic = edge.topic AND now.begun = edge.moment;
"""

_STREAM = """
CREATE TABLE stream (  -- where in an event stream to go on
    url TEXT PRIMARY KEY,
    position TEXT NOT NULL,  -- the last event's id, as the server gave it
    saved_at TEXT NOT NULL
) WITHOUT ROWID;
"""

_SUCCESS = """
CREATE TABLE success (  -- when each that may fail last did not
    key TEXT PRIMARY KEY,  -- as of the failure
    at TEXT NOT NULL
) WITHOUT ROWID;
"""

_PRESENCE = """
CREATE TABLE presence (  -- of an article that was moved, or is gone
    article INTEGER PRIMARY KEY REFERENCES article,
    moved_at TEXT,  -- when it was seen to have its title; null: from the first
    gone TEXT NOT NULL,  -- how it is gone; '': it is there
    gone_at TEXT  -- when that was first seen
);
INSERT INTO presence SELECT article, NULL, text, made_at FROM notice WHERE id IN
    (SELECT max(id) FROM notice WHERE text NOT LIKE 'The article was moved from %' GROUP BY article)
    AND text <> 'The article is there again.';
CREATE TABLE heard_presence (  -- as a subscription last heard of it
    subscription TEXT NOT NULL,
    article INTEGER NOT NULL REFERENCES article,
    title TEXT NOT NULL,
    gone TEXT NOT NULL,
    PRIMARY KEY (subscription, article)
) WITHOUT ROWID;
INSERT INTO heard_presence SELECT told.subscription, article.id,
    coalesce((SELECT substr(text, 29, instr(text, '" to "') - 29) FROM notice
        WHERE notice.article = article.id AND notice.id > heard.notice
        AND text LIKE 'The article was moved from %' ORDER BY id LIMIT 1), title),
    coalesce((SELECT iif(text = 'The article is there again.', '', text) FROM notice
        WHERE notice.article = article.id AND notice.id <= heard.notice
        AND text NOT LIKE 'The article was moved from %' ORDER BY id DESC LIMIT 1), '')
    FROM told JOIN article ON article.id = told.article
    LEFT JOIN heard ON heard.subscription = told.subscription;
CREATE TABLE turn (  -- when each subscription was last told what there is
    subscription TEXT PRIMARY KEY,
    at TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO turn SELECT subscription, made_at FROM heard;
DROP TABLE heard;
DROP TABLE notice;
"""

MIGRATIONS = {
    "001_first": _FIRST,
    "002_stream": _STREAM,
    "003_success": _SUCCESS,
    "004_presence": _PRESENCE,
}
"""Name -> statements, in order. A released one is never edited; what differs is a new one."""


def migrate(database: Database, migrations: dict[str, str] = MIGRATIONS) -> None:
    """Bring the tables up to date, in one transaction.

    Raises DatabaseNewer for one that a later version wrote, DatabaseOlder for one of an
    earlier version that is read-only, DatabaseEmpty for one without tables that is.
    """
    applied = _applied(database, migrations)
    if applied == set(migrations):
        return
    if database.read_only and not applied:
        raise DatabaseEmpty(database.path)
    if database.read_only:
        raise DatabaseOlder(
            f'database "{database.path}" was written by an earlier version and is read-only: '
            "make it writable, so that it can be brought up to date"
        )
    with database.transaction():
        _apply(database, migrations)


def _applied(database: Database, migrations: dict[str, str]) -> set[str]:
    tables = {name for (name,) in database.rows("SELECT name FROM sqlite_master")}
    if not tables:
        return set()
    names = database.rows("SELECT name FROM _sqlite_migrations WHERE migration_set = ?", _SET)
    applied = {str(name) for (name,) in names}
    if unknown := applied - set(migrations):
        raise DatabaseNewer(
            f'database "{database.path}" was written by a later version of diplowatch '
            f"({max(unknown)}): upgrade diplowatch"
        )
    return applied


def _apply(database: Database, migrations: dict[str, str]) -> None:
    # A tenth of a second, which only a new or old database has to pay.
    from sqlite_utils import Database as Tables
    from sqlite_utils import Migrations

    steps = Migrations(_SET)
    for name, statements in migrations.items():
        steps(name=name)(_step(statements))
    steps.apply(Tables(database.connection, execute_plugins=False))


def _step(statements: str) -> Callable[["Tables"], None]:
    def step(tables: "Tables") -> None:
        # executescript would commit the transaction that all of this has to share.
        for statement in _split(statements):
            tables.execute(statement)

    return step


def _split(statements: str) -> list[str]:
    return [part for part in statements.split(";\n") if part.strip()]
