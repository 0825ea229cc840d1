"""A round over many pages of which few or none changed, beside other monitors of pages."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from tests.bench.articles import articles, edited
from tests.bench.figure import Figure
from tests.bench.histories import folder
from tests.bench.measure import PEERS, cost_of, pinned
from tests.installed import DIPLOWATCH
from tests.loopback_wiki import LoopbackWiki

_PAGES, _CHANGED, _RUNS = 200, 5, 3
_TITLES = [f"Foreign relations of No. {number}" for number in range(_PAGES)]
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
    """A program that watches the pages of a wiki of its own."""

    name: str
    command: Sequence[str | Path]
    folder: Path
    wiki: LoopbackWiki

    def look(self) -> _Round:
        """Go one round."""
        asked = len(self.wiki.asked)
        cost = cost_of(self.command, self.folder, fine=(0, _UNREADABLE))
        stored = sum(file.stat().st_size for file in self.folder.glob("*.db*")) / 1e6
        return _Round(len(self.wiki.asked) - asked, cost.cpu, cost.memory, stored)

    def look_after_edits(self, run: int) -> _Round:
        """Go one round after an edit of some pages, in each run of others."""
        for number, title in enumerate(_TITLES[run * _CHANGED : (run + 1) * _CHANGED]):
            text = self.wiki.pages[title].revisions[-1].text
            self.wiki.edit(title, edited(text, number, _CHANGED))
        return self.look()


_Prepare = Callable[[Path, LoopbackWiki, Sequence[str]], _Monitor]


def rounds() -> Iterator[Figure]:
    """Look at many pages of a wiki on loopback: none changed, then few of them did.

    Every monitor has looked twice before, to know the pages.
    """
    with ExitStack() as wikis:
        monitors = [
            _prepared(name, wikis.enter_context(LoopbackWiki()), prepare)
            for name, prepare in _MONITORS.items()
        ]
        for monitor in (*monitors, *monitors):
            monitor.look()
        calm = [[monitor.look() for monitor in monitors] for _ in range(_RUNS)]
        busy = [[monitor.look_after_edits(run) for monitor in monitors] for run in range(_RUNS)]
    names = [monitor.name for monitor in monitors]
    of = f"of {_PAGES} pages"
    yield from _table(f"A round: none {of} changed", names, calm)
    yield from _table(f"A round: {_CHANGED} {of} changed", names, busy)


def _prepared(name: str, wiki: LoopbackWiki, prepare: _Prepare) -> _Monitor:
    """Give a monitor of a wiki that has all pages."""
    where = folder() / name
    where.mkdir()
    for title, text in zip(_TITLES, islice(cycle(_dated()), _PAGES), strict=True):
        wiki.edit(title, text)
    return prepare(where, wiki, _TITLES)


def _table(table: str, names: Sequence[str], runs: list[list[_Round]]) -> Iterator[Figure]:
    for unit in ("requests", "s of CPU", "MB of memory", "MB stored"):
        ours, *theirs = [
            [_value(each, unit) for each in column] for column in zip(*runs, strict=True)
        ]
        yield Figure(table, names[0], unit, tuple(ours))
        for peer, values in zip(names[1:], theirs, strict=True):
            ratios = tuple(their / own for their, own in zip(values, ours, strict=True))
            yield Figure(table, peer, unit, tuple(values), ratios)


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
    return _Monitor("diplowatch check", [DIPLOWATCH, "check", "--db", where / "d.db"], where, wiki)


def _urlwatch(where: Path, wiki: LoopbackWiki, titles: Sequence[str]) -> _Monitor:
    command = [
        PEERS / "urlwatch", "--urls", _jobs(where, wiki, titles), "--config", where / "conf.yaml",
        "--hooks", where / "none.py", "--cache", where / "cache.db",
    ]  # fmt: skip
    return _Monitor(pinned("urlwatch"), command, where, wiki)


def _webchanges(where: Path, wiki: LoopbackWiki, titles: Sequence[str]) -> _Monitor:
    command = [
        PEERS / "webchanges", "--jobs", _jobs(where, wiki, titles), "--config",
        where / "conf.yaml", "--hooks", where / "none.py", "--database", where / "snap.db",
    ]  # fmt: skip
    return _Monitor(pinned("webchanges"), command, where, wiki)


def _jobs(where: Path, wiki: LoopbackWiki, titles: Sequence[str]) -> Path:
    path = where / "jobs.yaml"
    urls = [f"{wiki.api}?{_QUERY}&titles={title.replace(' ', '%20')}" for title in titles]
    path.write_text("".join(f"---\nname: {url[-30:]}\nurl: {url}\n" for url in urls))
    return path


_MONITORS: dict[str, _Prepare] = {
    "diplowatch": _diplowatch,
    "urlwatch": _urlwatch,
    "webchanges": _webchanges,
}
