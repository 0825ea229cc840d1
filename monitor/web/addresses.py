"""Where each page is: titles and identities -> paths, and back."""

from urllib.parse import quote, unquote, urlencode

from scraper.article import Article
from scraper.snapshot import Kind

HOME = "/"
ARTICLES = "/articles"
RELATIONS = "/relations"
AUDIT = "/audit"
SEARCH = "/search"
DATA = "/data"
STATIC = "/static"

TOPICS: dict[Kind, str] = {"relation": "/counterparts", "membership": "/organisations"}
_TOPIC: dict[Kind, str] = {"relation": "/counterpart", "membership": "/organisation"}


def article_path(article: Article) -> str:
    """Give the page of an article: "/article/en.wikipedia.org/Foreign_relations_of_Mongolia"."""
    return f"/article/{_named(article)}"


def compare_path(article: Article) -> str:
    """Give the page that compares two states of an article."""
    return f"/compare/{_named(article)}"


def topic_path(kind: Kind, identity: str) -> str:
    """Give the page of a counterpart or an organisation."""
    return f"{_TOPIC[kind]}/{_quoted(identity)}"


def region_path(rows: str, columns: str) -> str:
    """Give the page of who of one subregion has relations with whom of another."""
    return f"{RELATIONS}/{_quoted(rows)}/{_quoted(columns)}"


def picture_path(what: str, article: Article | None = None) -> str:
    """Give a picture of an article, or of all."""
    of = "" if article is None else f"/{_named(article)}"
    return f"/picture/{what}{of}.svg"


def timeline_path(kind: Kind, identity: str) -> str:
    """Give the picture of a counterpart's or organisation's timeline."""
    return f"/picture{_TOPIC[kind]}/{_quoted(identity)}.svg"


def with_query(path: str, **asked: object) -> str:
    """Add what is asked for, as far as it is anything."""
    given = {name: value for name, value in asked.items() if value not in (None, "", False)}
    return f"{path}?{urlencode(given)}" if given else path


def article_of(wiki: str, title: str) -> Article:
    """Read the parts of a path that name an article."""
    return Article(unquote(wiki), unquote(title).replace("_", " "))


def unquoted(part: str) -> str:
    """Read a part of a path as plain text."""
    return unquote(part)


def _named(article: Article) -> str:
    return f"{_quoted(article.wiki)}/{_quoted(article.title.replace(' ', '_'))}"


def _quoted(text: str) -> str:
    """Quote all that could end a part of a path, and a dot before what looks like a format."""
    part = quote(text, safe=":@,;()'!$*-_~", errors="surrogatepass")
    return part if "." not in part else _undotted(part)


def _undotted(part: str) -> str:
    stem, _, ending = part.rpartition(".")
    return f"{stem}%2E{ending}" if ending in ("json", "svg", "png") else part
