"""Questions in SQL to begin with, which Datasette shows beside the tables."""

QUERIES: dict[str, dict[str, str]] = {
    "as_of": {
        "title": "What an article said on a day",
        "description": 'Of a subject, such as "Mongolia", and a day, such as "2016-01-01".',
        "sql": "SELECT kind, name, status, since, said_from, first_revision FROM facts"
        " WHERE title = 'Foreign relations of ' || :subject AND said_from <= :day || 'T23:59:59Z'"
        " AND (said_until IS NULL OR said_until > :day || 'T23:59:59Z') ORDER BY kind DESC, name",
    },
    "ever_said": {
        "title": "All that was ever said of one state or organisation",
        "description": 'By its identity, such as "MNG" or "un".',
        "sql": "SELECT title, name, status, since, said_from, said_until, end_revision FROM facts"
        " WHERE identity = :identity ORDER BY said_from, title",
    },
    "changed_between": {
        "title": "What changed between two days, and by whose edit",
        "description": 'From a first to a last day, such as "2016-01-01".',
        "sql": "SELECT saved_at, title, name_before, since_before, status_before, name_after,"
        " since_after, status_after, user, comment, revision FROM changes"
        " WHERE :first > '' AND saved_at BETWEEN :first AND :last || 'T23:59:59Z'"
        " ORDER BY saved_at",
    },
    "undated": {
        "title": "Relations without a date",
        "sql": "SELECT title, name FROM relations_now WHERE since = '' AND status = 'established'"
        " ORDER BY title, name",
    },
    "mentions": {
        "title": "Newest texts that have some words in them",
        "description": "wikitext(article, id) gives the text of a revision.",
        "sql": "SELECT title, revision, instr(text, :words) AS place FROM (SELECT article.title,"
        " revision.id AS revision, wikitext(article.id, revision.id) AS text FROM article JOIN"
        " revision ON revision.article = article.id AND revision.moment = (SELECT max(moment)"
        " FROM revision WHERE article = article.id)) WHERE :words > '' AND place > 0",
    },
}
