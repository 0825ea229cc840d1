"""Facts, revisions, and a parser of pages that are as plain as a test needs them."""

from datetime import UTC, datetime, timedelta

from scraper.article import Article, Revision
from scraper.outline import split
from scraper.snapshot import Fact, Problem, Snapshot

MONGOLIA = Article("en.wikipedia.org", "Foreign relations of Mongolia")
NORWAY = Article("en.wikipedia.org", "Foreign relations of Norway")
MIDNIGHT = datetime(2012, 1, 1, tzinfo=UTC)


def relation(name, since="", status="established", **other):
    return _fact("relation", name, since, status, other)


def membership(name, status="member", since="", **other):
    return _fact("membership", name, since, status, other)


def _fact(kind, name, since, status, other):
    identity = other.pop("identity", name)
    section = other.pop("section", "Relations")
    dates = other.pop("dates", ())
    return Fact(kind, identity, name, since, dates, status, section, **other)


def at(minutes):
    return MIDNIGHT + timedelta(minutes=minutes)


def page(*rows):
    """Write a page for ``read``: rows like "Germany 1974-01-31" and "UN member"."""
    return "== Relations ==\n" + "".join(f"* {row}\n" for row in rows)


def read(article, text):
    """Read such a page: a name, then a date or a status, then words that are a note."""
    rows = [row[2:].split() for row in text.splitlines() if row.startswith("* ")]
    facts = {row[0]: _read(row[0], [*row[1:], ""][0], " ".join(row[2:])) for row in rows}
    unread = [row for row in text.splitlines() if row.startswith("?")]
    problems = tuple(Problem("Relations", 1, "blind", row) for row in unread)
    return Snapshot(
        article.title, split(text), (), tuple(facts[name] for name in facts), (), problems, "test 1"
    )


def _read(name, word, note):
    if word in ("member", "observer"):
        return membership(name, word, note=note)
    if word in ("none", "severed", "suspended"):
        return relation(name, "", word, note=note)
    return relation(name, word, note=note)


def revision(number, text, minutes=None, **other):
    saved_at = at(number if minutes is None else minutes)
    return Revision(number, number - 1, saved_at, "Ann", "", text, **other)


def add(history, *revisions, to=MONGOLIA):
    for given in revisions:
        snapshot = None if given.text is None else read(to, given.text)
        history.add(to, given, snapshot)


def values(facts):
    """Say facts in short: what a test asserts on."""
    return [f"{fact.name} {fact.since or fact.status}" for fact in facts]
