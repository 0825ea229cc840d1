"""The title of an article -> the state that it is about, in the language that is read.

"Außenpolitik der Vereinigten Staaten", "Внешняя политика Монголии": titles put the name into
a case of its own. So an ending may differ, where what is left of the words is one state's alone.
"""

from scraper.names import counterparts
from scraper.names.local import read, stem_of
from scraper.words.language import words
from scraper.words.spoken import remembered, spoken


@remembered(maxsize=4096)
def about(title: str) -> str:
    """Give the identity of the state; "" where no table knows it, or several would fit."""
    title = title.replace("_", " ")
    match = words().article["title"][0].fullmatch(title)
    name = match["state"] if match else title
    if found := counterparts.identify(name):
        return found
    alike = _by_stem.now().get(stem_of(name, words().article["endings"]), set())
    return next(iter(alike)) if len(alike) == 1 else ""


@remembered(maxsize=1)
def _by_stem() -> dict[str, set[str]]:
    stems: dict[str, set[str]] = {}
    endings = words().article["endings"]
    for identity, name in read(spoken()):
        if counterparts.kind(identity):
            stems.setdefault(stem_of(name, endings), set()).add(identity)
    return stems
