"""The pages of a wiki in memory, and the Action API's answers about them (formatversion 2).

Written by hand after what a real MediaWiki answers; tests marked ``mediawiki`` hold the
reader against the real one.
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

Json = dict[str, Any]

_INVALID = re.compile(r"[#<>\[\]|{}]|%[0-9A-Fa-f]{2}|^$")
_REDIRECT = re.compile(r"#redirect\s*\[\[([^\]|#]+)", re.IGNORECASE)
_LINK = re.compile(r"\[\[([^\]|#:]+)")
_FIRST = datetime(2024, 1, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Saved:
    """A revision; ``hidden`` has some of "text", "sha1", "user", "comment", or "lost"."""

    id: int
    parent_id: int
    saved_at: datetime
    text: str
    user: str = "Alice"
    comment: str = ""
    standing: str = "registered"
    minor: bool = False
    tags: tuple[str, ...] = ()
    hidden: frozenset[str] = frozenset()


@dataclass
class Stored:
    """A page and its revisions, in order of time and id."""

    id: int
    title: str
    revisions: list[Saved] = field(default_factory=list)


class ApiError(Exception):
    """An error of the API: its code and its text."""

    def __init__(self, code: str, info: str) -> None:
        super().__init__(info)
        self.code = code


@dataclass
class Pages:
    """A wiki's pages by title. Times that are not given are an hour apart.

    Its clock goes ``ahead`` of ours.
    """

    pages: dict[str, Stored] = field(default_factory=dict)
    properties: dict[str, dict[str, str]] = field(default_factory=dict)
    langlinks: dict[str, list[Json]] = field(default_factory=dict)
    ahead: timedelta = timedelta()
    most_bytes: int = 8 << 20
    most_links: int = 500
    _last_page: int = 0
    _last_revision: int = 0
    _clock: datetime = _FIRST

    def edit(self, title: str, text: str, *, saved_at: datetime | None = None, **given: Any) -> int:
        """Save a revision and give its id; ``given`` are other fields of Saved."""
        if title not in self.pages:
            self._last_page += 1
            self.pages[title] = Stored(self._last_page, title)
        page = self.pages[title]
        number = given.pop("id", self._last_revision + 1)
        self._last_revision = max(self._last_revision, number)
        self._clock = saved_at or self._clock + timedelta(hours=1)
        parent = page.revisions[-1].id if page.revisions else 0
        hidden = frozenset(given.pop("hidden", ()))
        saved = Saved(number, parent, self._clock, text, hidden=hidden)
        page.revisions.append(replace(saved, **given))
        page.revisions.sort(key=lambda revision: (revision.saved_at, revision.id))
        return number

    def redirect(self, title: str, target: str) -> int:
        """Make a page that redirects to another."""
        return self.edit(title, f"#REDIRECT [[{target}]]")

    def move(self, old: str, new: str, *, leave_redirect: bool = True) -> int:
        """Move a page: it keeps its id and gets a revision of the same text."""
        page = self.pages.pop(old)
        self.pages[new] = page
        page.title = new
        number = self.edit(
            new, page.revisions[-1].text, comment=f"moved from [[{old}]]", minor=True
        )
        if leave_redirect:
            self.redirect(old, new)
        return number

    def delete(self, title: str) -> Stored:
        """Delete a page, and give it so that it can be restored by ``pages[title] = page``."""
        return self.pages.pop(title)

    def hide(self, title: str, revision_id: int, *parts: str) -> None:
        """Hide text, sha1, user or comment of a revision that is there already."""
        page = self.pages[title]
        page.revisions = [
            replace(saved, hidden=frozenset(parts)) if saved.id == revision_id else saved
            for saved in page.revisions
        ]

    def stored(self, asked: Mapping[str, str]) -> str:
        """Answer a question to index.php, which gives texts as they are stored."""
        assert asked["action"] == "raw"
        every = [saved for page in self.pages.values() for saved in page.revisions]
        return next(saved.text for saved in every if saved.id == int(asked["oldid"]))

    def answer(self, asked: Mapping[str, str]) -> Json:
        """Answer a question to api.php."""
        try:
            if asked.get("action") != "query" or asked.get("formatversion") != "2":
                raise ApiError("badvalue", "Only action=query in formatversion 2 is answered.")
            if "curtimestamp" in asked:
                moment = datetime.now(UTC) + self.ahead
                return {"batchcomplete": True, "curtimestamp": f"{moment:%Y-%m-%dT%H:%M:%SZ}"}
            if asked.get("list") == "categorymembers":
                return self._category(asked)
            if "titles" in asked or "revids" in asked:
                return self._query(asked)
            return self._search(asked)
        except ApiError as error:
            docref = "See /w/api.php for API usage."
            return {"error": {"code": error.code, "info": str(error), "docref": docref}}

    def _query(self, asked: Mapping[str, str]) -> Json:
        query: Json = {}
        if "revids" in asked:
            found = self._by_revision(_values(asked["revids"], "revids"), query)
            return self._several(asked, found, [], query)
        titles = _values(asked["titles"], "titles")
        found, others = self._by_title(titles, "redirects" in asked, query)
        if "rvlimit" in asked or "rvdir" in asked or "rvstart" in asked:
            if len(titles) > 1:
                raise ApiError("invalidparammix", "rvlimit may only be used with a single page.")
            return self._history(asked, found, others, query)
        if asked.get("prop") == "pageprops":
            return self._properties(asked["ppprop"].split("|"), found, others, query)
        if asked.get("prop") == "links":
            return self._links(found, others, query)
        if asked.get("prop") == "langlinks":
            return self._langlinks(asked, found, others, query)
        newest = [(page, page.revisions[-1:]) for page in found]
        return self._several(asked, newest, others, query)

    def _properties(
        self, names: list[str], found: list[Stored], others: list[Json], query: Json
    ) -> Json:
        pages = [*others]
        for page in found:
            told: Json = {"pageid": page.id, "ns": 0, "title": page.title}
            known = self.properties.get(page.title, {})
            if chosen := {name: known[name] for name in names if name in known}:
                told["pageprops"] = chosen
            pages.append(told)
        return {"batchcomplete": True, "query": {**query, "pages": pages}}

    def _langlinks(
        self, asked: Mapping[str, str], found: list[Stored], others: list[Json], query: Json
    ) -> Json:
        """Answer with links of all pages, at most ``most_links`` of them at a time."""
        links = [
            (page, link)
            for page in sorted(found, key=lambda page: page.id)
            for link in self.langlinks.get(page.title, [])
        ]
        begin = int(asked.get("llcontinue", "0"))
        told = [*others]
        for page in found:
            here = [link for owner, link in links[begin:][: self.most_links] if owner is page]
            told.append(
                {"pageid": page.id, "ns": 0, "title": page.title}
                | ({"langlinks": here} if here else {})
            )
        answer: Json = {"query": {**query, "pages": told}}
        following = begin + self.most_links
        if following < len(links):
            return {"continue": {"llcontinue": str(following), "continue": "||"}, **answer}
        return {"batchcomplete": True, **answer}

    def _category(self, asked: Mapping[str, str]) -> Json:
        """Answer with the pages whose text puts them into a category, one at a time."""
        link = f"[[{asked['cmtitle']}]]"
        members = [
            {"ns": 14 if title.startswith("Category:") else 0, "title": title}
            for title, page in sorted(self.pages.items())
            if link in page.revisions[-1].text
        ]
        begin = int(asked.get("cmcontinue", "0"))
        answer: Json = {"query": {"categorymembers": members[begin : begin + 1]}}
        if begin + 1 < len(members):
            return {"continue": {"cmcontinue": str(begin + 1), "continue": "-||"}, **answer}
        return {"batchcomplete": True, **answer}

    def _links(self, found: list[Stored], others: list[Json], query: Json) -> Json:
        pages = [*others]
        for page in found:
            links = [{"ns": 0, "title": to} for to in _LINK.findall(page.revisions[-1].text)]
            pages.append({"pageid": page.id, "ns": 0, "title": page.title, "links": links})
        return {"batchcomplete": True, "query": {**query, "pages": pages}}

    def _by_title(
        self, titles: Iterable[str], follow: bool, query: Json
    ) -> tuple[list[Stored], list[Json]]:
        found: dict[str, Stored] = {}
        others: dict[str, Json] = {}
        for title in dict.fromkeys(titles):
            name = " ".join(title.replace("_", " ").split())
            name = name[:1].upper() + name[1:]
            if _INVALID.search(name):
                reason = "The requested page title contains invalid characters."
                others[name] = {"title": title, "invalidreason": reason, "invalid": True}
                continue
            if name != title:
                query.setdefault("normalized", []).append(
                    {"fromencoded": False, "from": title, "to": name}
                )
            name = self._followed(name, query) if follow else name
            if name in self.pages:
                found[name] = self.pages[name]
            elif name.startswith("Special:"):
                others[name] = {"ns": -1, "title": name, "special": True}
            elif name:
                others[name] = {"ns": 0, "title": name, "missing": True}
        return list(found.values()), list(others.values())

    def _followed(self, name: str, query: Json) -> str:
        """Follow redirects; "" where they go in a circle, of which MediaWiki names no page."""
        seen = set()
        while name in self.pages:
            redirect = _REDIRECT.match(self.pages[name].revisions[-1].text)
            if not redirect:
                break
            if name in seen:
                return ""
            seen.add(name)
            link = {"from": name, "to": redirect[1]}
            if link not in query.setdefault("redirects", []):
                query["redirects"].append(link)
            name = redirect[1]
        return name

    def _by_revision(self, ids: list[str], query: Json) -> list[tuple[Stored, list[Saved]]]:
        wanted = {int(number) for number in ids}
        found = []
        for page in self.pages.values():
            if some := [saved for saved in page.revisions if saved.id in wanted]:
                found.append((page, some))
                wanted -= {saved.id for saved in some}
        if wanted:
            query["badrevids"] = {
                str(number): {"revid": number, "missing": True} for number in sorted(wanted)
            }
        return found

    def _several(
        self,
        asked: Mapping[str, str],
        found: list[tuple[Stored, list[Saved]]],
        others: list[Json],
        query: Json,
    ) -> Json:
        """Answer for many pages; what is too much is cut off, and those pages lack revisions."""
        begin = int(asked.get("rvcontinue", "0"))
        size, cut = 0, 0
        pages: list[Json] = [*others]
        for page, some in sorted(found, key=lambda pair: pair[0].id):
            told: Json = {"pageid": page.id, "ns": 0, "title": page.title}
            pages.append(told)
            if page.id < begin or cut:
                continue
            revisions = [_told(saved, asked) for saved in some]
            size += len(json.dumps(revisions))
            if size > self.most_bytes:
                cut, told["revisions"] = page.id, []
            else:
                told["revisions"] = revisions
        answer: Json = {"query": {**query, "pages": pages}}
        return _continued(answer, str(cut)) if cut else {"batchcomplete": True, **answer}

    def _history(
        self, asked: Mapping[str, str], found: list[Stored], others: list[Json], query: Json
    ) -> Json:
        most = 50 if "content" in asked["rvprop"] else 500
        limit = asked.get("rvlimit", "10")
        limit_number = most if limit == "max" else min(int(limit), most)
        pages = [*others]
        after: Saved | None = None
        for page in found:
            told: Json = {"pageid": page.id, "ns": 0, "title": page.title, "revisions": []}
            pages.append(told)
            size = 0
            for saved in _from(page.revisions, asked):
                revision = _told(saved, asked)
                size += len(json.dumps(revision))
                if len(told["revisions"]) == limit_number or size > self.most_bytes:
                    after = saved
                    break
                told["revisions"].append(revision)
        answer: Json = {"query": {**query, "pages": pages}} if pages or query else {}
        if after:
            return _continued(answer, f"{after.saved_at:%Y%m%d%H%M%S}|{after.id}")
        return {"batchcomplete": True, **answer}

    def _search(self, asked: Mapping[str, str]) -> Json:
        prefix = asked.get("pssearch", "")
        titles = sorted(title for title in self.pages if title.startswith(prefix))
        found = [{"ns": 0, "title": title} for title in titles]
        return {"batchcomplete": True, "query": {"prefixsearch": found, "search": []}}


def _values(joined: str, name: str) -> list[str]:
    values = joined.split("|")
    if len(values) > 50:
        raise ApiError("toomanyvalues", f'Too many values supplied for parameter "{name}".')
    return values


def _from(revisions: list[Saved], asked: Mapping[str, str]) -> Iterator[Saved]:
    """Go through a history from a moment or a continuation on, which are both inclusive."""
    is_forth = asked.get("rvdir") == "newer"
    ordered = revisions if is_forth else revisions[::-1]
    moment, _, number = asked.get("rvcontinue", "|").partition("|")
    start = asked.get("rvstart", "")
    for saved in ordered:
        if moment and (f"{saved.saved_at:%Y%m%d%H%M%S}", saved.id) < (moment, int(number)):
            continue
        begin = datetime.fromisoformat(start) if start else saved.saved_at
        if saved.saved_at < begin if is_forth else saved.saved_at > begin:
            continue
        yield saved


def _continued(answer: Json, where: str) -> Json:
    return {"continue": {"rvcontinue": where, "continue": "||"}, **answer}


def _told(saved: Saved, asked: Mapping[str, str]) -> Json:
    """Write a revision with the properties asked for."""
    props = set(asked.get("rvprop", "ids").split("|"))
    hidden = saved.hidden
    told: Json = {}
    if "ids" in props:
        told |= {"revid": saved.id, "parentid": saved.parent_id}
    if "flags" in props:
        told["minor"] = saved.minor
    if "user" in props and "user" in hidden:
        told["userhidden"] = True
    elif "user" in props:
        flags = {"anonymous": {"anon": True}, "temporary": {"temp": True}}
        told |= {"user": saved.user, **flags.get(saved.standing, {})}
    if "timestamp" in props:
        told["timestamp"] = f"{saved.saved_at:%Y-%m-%dT%H:%M:%SZ}"
    if "comment" in props:
        told |= {"commenthidden": True} if "comment" in hidden else {"comment": saved.comment}
    if "sha1" in props:
        sha1 = hashlib.sha1(saved.text.encode(), usedforsecurity=False).hexdigest()
        told |= {"sha1hidden": True} if "sha1" in hidden else {"sha1": sha1}
    if "tags" in props:
        told["tags"] = list(saved.tags)
    if "content" in props:
        told["slots"] = {"main": _slot(saved)}
    return told


def _slot(saved: Saved) -> Json:
    kind = {"contentmodel": "wikitext", "contentformat": "text/x-wiki"}
    if "text" in saved.hidden:
        return {"texthidden": True}
    if "lost" in saved.hidden:
        return {**kind, "textmissing": True}
    return {**kind, "content": unicodedata.normalize("NFC", saved.text)}
