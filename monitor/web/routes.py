"""An address -> an answer."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

from monitor.web import answers
from monitor.web.addresses import DATA, article_of, article_path, unquoted
from monitor.web.answers import Answer
from monitor.web.asked import Asked, NotAnswered
from monitor.web.markup import to_html, to_json
from monitor.web.pages import article, audit, compare, home, listing, pictured, relations
from monitor.web.pages import search as searching
from monitor.web.pages import topic as topics
from monitor.web.pages.refused import refused
from monitor.web.pages.subjects import main_wiki
from monitor.web.sight import Sight, Site
from reports.pictures.shown import Shown
from scraper.article import Article
from scraper.snapshot import Kind
from storage.articles import UnknownArticle
from storage.change import StorageError
from storage.database import DatabaseBusy
from storage.history import UnknownRevision

_STATIC = Path(__file__).with_name("static")
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_KINDS: dict[str, Kind] = {"counterpart": "relation", "organisation": "membership"}
_ARTICLE = "(?P<wiki>[^/]+)/(?P<title>[^/]+?)"
_TOPIC = "(?P<kind>counterpart|organisation)"


class Request(NamedTuple):
    """A path as it was sent, still quoted; what stands after its question mark; a known ETag."""

    path: str
    query: str = ""
    known: str = ""


class Seeing(NamedTuple):
    """What a page is made of: the database, the parts of the path, and what is asked for."""

    sight: Sight
    parts: dict[str, str]
    asked: Asked

    @property
    def article(self) -> Article:
        """The article that the path names; raises UnknownArticle."""
        named = article_of(self.parts["wiki"], self.parts["title"])
        if self.sight.history.registry.id(named) is not None:
            return named
        return self.sight.history.find(named.title, named.wiki)

    @property
    def kind(self) -> Kind:
        """Whether the path speaks of counterparts or of organisations."""
        return _KINDS[self.parts["kind"]]

    def part(self, name: str) -> str:
        """Give a part of the path in plain text."""
        return unquoted(self.parts[name])


_Make = Callable[[Seeing], object]

_PAGES: dict[str, tuple[str, _Make]] = {
    "home": ("(?:/|/home)", lambda see: home.home(see.sight, see.asked)),
    "articles": ("/articles", lambda see: listing.articles(see.sight, see.asked)),
    "topics": (f"/{_TOPIC}s", lambda see: listing.topics(see.sight, see.kind)),
    "topic": (
        f"/{_TOPIC}/(?P<identity>[^/]+?)",
        lambda see: topics.topic(see.sight, see.kind, see.part("identity"), see.asked),
    ),
    "article": (
        f"/article/{_ARTICLE}",
        lambda see: article.article(see.sight, see.article, see.asked),
    ),
    "compare": (
        f"/compare/{_ARTICLE}",
        lambda see: compare.compare(see.sight, see.article, see.asked),
    ),
    "relations": ("/relations", lambda see: relations.matrix(see.sight)),
    "quarter": (
        "/relations/(?P<rows>[^/]+)/(?P<columns>[^/]+?)",
        lambda see: relations.quarter(see.sight, see.part("rows"), see.part("columns")),
    ),
    "audit": ("/audit", lambda see: audit.audit(see.sight, see.asked)),
    "search": ("/search", lambda see: searching.search(see.sight, see.asked)),
}
_FOUND = {
    name: (re.compile(pattern + r"(?P<json>\.json)?"), make)
    for name, (pattern, make) in _PAGES.items()
}
_SUBJECT = re.compile("/article/(?P<name>[^/]+)")
_PICTURES = (
    re.compile(rf"/picture/(?P<what>\w+)(?:/{_ARTICLE})?\.(?P<form>svg|png)"),
    re.compile(rf"/picture/{_TOPIC}/(?P<identity>[^/]+?)\.(?P<form>svg|png)"),
)
_FILE = re.compile(r"/static/(?P<name>web\.css|web\.js|data\.css|icon\.svg)")
_REST = rf"/(?!{DATA[1:]}(?:[/.]|$)|-/|favicon\.ico$).*"  # what Datasette has no page for either


def patterns() -> Iterator[str]:
    """Give the patterns of all our paths, as they are sent."""
    for pattern in (*(found for found, _ in _FOUND.values()), _SUBJECT, *_PICTURES, _FILE):
        yield f"^{pattern.pattern}$"
    yield f"^{_REST}$"


def work_out(sight: Sight) -> None:
    """Work out beforehand what takes long, so that nobody has to wait for it."""
    home.home(sight, Asked())
    listing.topics(sight, "relation")
    listing.topics(sight, "membership")
    searching.search(sight, Asked((("q", "a"),)))
    audit.find_all(sight)


def answer(site: Site, request: Request) -> Answer:
    """Answer a request; whatever has no page is said in a page, or as JSON where that was asked."""
    try:
        return _answer(site, request)
    except NotAnswered as error:
        return refuse(request, error.status, error)
    except (UnknownArticle, UnknownRevision) as error:
        return refuse(request, 404, error)
    except DatabaseBusy as error:
        return refuse(request, 503, error)
    except StorageError as error:
        return refuse(request, 500, error)


def refuse(request: Request, status: int, error: Exception) -> Answer:
    """Say why there is no page, or as JSON where that was asked for."""
    if request.path.endswith(".json"):
        return answers.json(to_json({"error": str(error), "status": status}), status)
    is_ours = any(pattern.fullmatch(request.path) for pattern, _ in _FOUND.values())
    bare = request.path if is_ours and request.query else ""
    return answers.html(to_html("error", refused(status, error, request.path, bare)), status)


def _answer(site: Site, request: Request) -> Answer:
    if found := _FILE.fullmatch(request.path):
        name = found["name"]
        content = (_STATIC / name).read_bytes()
        return answers.file(content, _TYPES[Path(name).suffix], request.known)
    with site.sight() as sight:
        for pattern in _PICTURES:
            if found := pattern.fullmatch(request.path):
                return _picture(sight, found.groupdict(), request.known)
        for name, (pattern, make) in _FOUND.items():
            if found := pattern.fullmatch(request.path):
                asked = Asked.read(request.query)
                return _page(Seeing(sight, found.groupdict(), asked), name, make, request)
        if found := _SUBJECT.fullmatch(request.path):
            meant = sight.history.find(unquoted(found["name"]))
            return answers.redirect(article_path(meant))
    raise NotAnswered(404, "there is no such page here")


def _page(see: Seeing, name: str, make: _Make, request: Request) -> Answer:
    if name == "article" and see.asked.choice("part", ("then",)):
        return answers.html(to_html("then", article.then(see.sight, see.article, see.asked)))
    try:
        value = make(see)
    except NotAnswered:
        if name == "topic" and (meant := topics.called(see.sight, see.kind, see.part("identity"))):
            return answers.redirect(f"{meant.path}{see.parts.get('json') or ''}")
        raise
    if see.parts.get("json"):
        return answers.json(to_json(value))
    if isinstance(value, searching.Page) and len(value.hits) == 1 and not value.is_near:
        return answers.redirect(value.hits[0].path)
    return answers.html(_html(name, value, request, main_wiki(see.sight)))


def _html(name: str, value: object, request: Request, wiki: str) -> str:
    path = "/home" if request.path == "/" else request.path
    asked = value.asked if isinstance(value, searching.Page) else ""
    query = f"?{request.query}" if request.query else ""
    return to_html(name, value, json_path=f"{path}.json{query}", asked=asked, wiki=wiki)


def _picture(sight: Sight, parts: dict[str, str], known: str) -> Answer:
    # Matplotlib takes half a second, which only who looks at a picture has to wait.
    from reports.pictures.write import picture

    form: Literal["svg", "png"] = "svg" if parts["form"] == "svg" else "png"
    content_type = "image/svg+xml" if form == "svg" else "image/png"
    return answers.file(picture(_shown(sight, parts), form), content_type, known)


def _shown(sight: Sight, parts: dict[str, str]) -> Shown:
    see = Seeing(sight, parts, Asked())
    if "identity" in parts:
        identity = see.part("identity")
        return pictured.timeline(sight, see.kind, identity, topics.name(sight, see.kind, identity))
    return pictured.shown(sight, parts["what"], see.article if parts["title"] else None)
