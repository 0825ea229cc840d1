"""``diplowatch audit --names``: what the wiki knows of the names that articles use."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from monitor.commands.listing import Row, write
from monitor.commands.options import Place

if TYPE_CHECKING:
    from monitor.audited import Read
    from scraper.names.confirm import Naming, Remark

_COLUMNS = ("what", "wiki", "kind", "name", "target", "identity", "title", "item", "theirs")


def audit_names(place: Place, read: "Iterable[Read]", form: str) -> bool:
    """Ask each article's wiki about its names, and write what differs; tell whether any does."""
    remarks = [
        (wiki, remark)
        for wiki, namings in sorted(_by_wiki(read).items())
        for remark in _ask(place, wiki, sorted(namings))
    ]
    write(_COLUMNS, [_row(wiki, remark) for wiki, remark in remarks], form)
    return bool(remarks)


def _by_wiki(read: "Iterable[Read]") -> "dict[str, set[Naming]]":
    from scraper.names.confirm import Naming

    found: dict[str, set[Naming]] = {}
    for article, _, snapshot in read:
        found.setdefault(article.wiki, set()).update(
            Naming(one.kind, one.name, one.target, one.identity) for one in snapshot.statements
        )
    return found


def _ask(place: Place, wiki: str, namings: "Sequence[Naming]") -> "list[Remark]":
    from monitor.commands.progress import busy
    from monitor.stop import Stop
    from monitor.wiring import reach
    from scraper.manners import Pace
    from scraper.names.confirm import confirm, question

    stop = Stop()
    pace = Pace(sleep=stop.sleep)
    with busy(f"asking {wiki}"), reach(wiki, place.settings(), pace, stop) as reached:
        return confirm(namings, reached.look_up({question(naming) for naming in namings}))


def _row(wiki: str, remark: "Remark") -> Row:
    naming = remark.naming
    return {
        "what": remark.what,
        "wiki": wiki,
        "kind": naming.kind,
        "name": naming.name,
        "target": naming.target,
        "identity": naming.identity,
        "title": remark.title,
        "item": remark.item,
        "theirs": remark.theirs,
    }
