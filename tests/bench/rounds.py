"""A round over many pages of which few or none changed, beside other monitors of pages."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from tests.bench.articles import articles, edited
from tests.bench.figure import Figure, smaller
from tests.bench.histories import folder
from tests.bench.measure import DIPLOWATCH, PEERS, cost_of, pinned
from tests.loopback_wiki import LoopbackWiki

_PAGES, _CHANGED = 200, 5
_UNREADABLE = 3  # diplowatch's status where articles hold what it cannot read
_SETTINGS = """contact = "operator@example.org"
[[articles]]
wiki = "{host}"
titles = {titles}
[wikis."{host}"]
api = "{api}"
[[subscriptions]]
name = "all"
[[subscriptions.channels]]
to = "file"
folder = "reports"
"""
_QUERY = "action=query&format=json&formatversion=2&prop=revisions&rvprop=content&rvslots=main"


@dataclass(frozen=True, slots=True)
class _Round:
    """What a round cost."""

    requests: int
    cpu: float
    memory: float
    stored: float  # MB


@dataclass(frozen=True, slots=True)
class _Monitor:
    name: str
    command: Sequence[str | Path]
    folder: Path

    def rounds(self, wiki: LoopbackWiki, titles: Sequence[str]) -> Iterator[_Round]:
        """Look twice to know the pages, then at what did not change, and did in few pages."""
        self._look(wiki)
        self._look(wiki)
        yield self._look(wiki)
        for number, title in enumerate(titles[:_CHANGED]):
            wiki.edit(title, edited(wiki.pages[title].revisions[-1].text, number, _CHANGED))
        yield self._look(wiki)

    def _look(self, wiki: LoopbackWiki) -> _Round:
        asked = len(wiki.asked)
        cost = cost_of(self.command, self.folder, fine=(0, _UNREADABLE))
        stored = sum(file.stat().st_size for file in self.folder.glob("*.db*")) / 1e6
        return _Round(len(wiki.asked) - asked, cost.cpu, cost.memory, stored)


def rounds() -> Iterator[Figure]:
    """Look at many pages of a wiki on loopback: none changed, then few of them did."""
    measured: dict[str, list[_Round]] = {}
    for name, prepared in _MONITORS.items():
        where = folder() / name
        where.mkdir()
        with LoopbackWiki() as wiki:
            titles = [f"Foreign relations of No. {number}" for number in range(_PAGES)]
            for title, text in zip(titles, islice(cycle(_dated()), _PAGES), strict=True):
                wiki.edit(title, text)
            monitor = prepared(where, wiki, titles)
            measured[monitor.name] = list(monitor.rounds(wiki, titles))
    of = f"of {_PAGES} pages"
    for at, table in ((0, f"A round: none {of} changed"), (1, f"A round: {_CHANGED} {of} changed")):
        yield from _table(table, {name: each[at] for name, each in measured.items()})


def _table(table: str, measured: dict[str, _Round]) -> Iterator[Figure]:
    (name, ours), *others = measured.items()
    for unit in ("requests", "s of CPU", "MB of memory", "MB stored"):
        own = _value(ours, unit)
        yield Figure(table, name, unit, (own,))
        for peer, theirs in others:
            yield smaller(table, peer, unit, _value(theirs, unit), own)


def _value(of: _Round, unit: str) -> float:
    values = {
        "requests": float(of.requests),
        "s of CPU": of.cpu,
        "MB of memory": of.memory,
        "MB stored": of.stored,
    }
    return values[unit]


def _dated() -> list[str]:
    """Give the articles that have dates to change."""
    found = []
    for text in articles().values():
        try:
            edited(text, 0, _CHANGED)
        except IndexError:
            continue
        found.append(text)
    return found


def _diplowatch(where: Path, wiki: LoopbackWiki, titles: Sequence[str]) -> _Monitor:
    settings = where / "diplowatch.toml"
    settings.write_text(_SETTINGS.format(host=wiki.host, api=wiki.api, titles=list(titles)))
    return _Monitor("diplowatch check", [DIPLOWATCH, "check", "--db", where / "d.db"], where)


def _urlwatch(where: Path, wiki: LoopbackWiki, titles: Sequence[str]) -> _Monitor:
    command = [
        PEERS / "urlwatch", "--urls", _jobs(where, wiki, titles), "--config", where / "conf.yaml",
        "--hooks", where / "none.py", "--cache", where / "cache.db",
    ]  # fmt: skip
    return _Monitor(pinned("urlwatch"), command, where)


def _webchanges(where: Path, wiki: LoopbackWiki, titles: Sequence[str]) -> _Monitor:
    command = [
        PEERS / "webchanges", "--jobs", _jobs(where, wiki, titles), "--config",
        where / "conf.yaml", "--hooks", where / "none.py", "--database", where / "snap.db",
    ]  # fmt: skip
    return _Monitor(pinned("webchanges"), command, where)


def _jobs(where: Path, wiki: LoopbackWiki, titles: Sequence[str]) -> Path:
    path = where / "jobs.yaml"
    urls = [f"{wiki.api}?{_QUERY}&titles={title.replace(' ', '%20')}" for title in titles]
    path.write_text("".join(f"---\nname: {url[-30:]}\nurl: {url}\n" for url in urls))
    return path


_MONITORS: dict[str, Callable[[Path, LoopbackWiki, Sequence[str]], _Monitor]] = {
    "diplowatch": _diplowatch,
    "urlwatch": _urlwatch,
    "webchanges": _webchanges,
}
