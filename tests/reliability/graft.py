"""A list of relations grafted onto a real history: real edits, waves and reverts, known truth.

The history is of an article that lists no relations. To each of its texts a list is
added, whose fate is that of the edit: an edit that was undone has damaged it, one that
blanked the page has it lost, and every twentieth of those that stayed has changed it.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha1
from zlib import crc32

from scraper.article import Revision
from tests.reliability.truth import Key, Truth, Value

_REACH = 15  # https://www.mediawiki.org/wiki/Manual:Reverts
_BLANKED = 0.3
_CHANGED = 20
_STATES = (
    "Albania", "Algeria", "Angola", "Argentina", "Armenia", "Australia", "Austria", "Belgium",
    "Belize", "Benin", "Bhutan", "Bolivia", "Botswana", "Brazil", "Bulgaria", "Burundi",
    "Cambodia", "Cameroon", "Canada", "Chad", "Chile", "Colombia", "Croatia", "Cuba",
    "Denmark", "Ecuador", "Egypt", "Eritrea", "Estonia", "Ethiopia", "Fiji", "Finland",
    "France", "Gabon", "Ghana", "Greece", "Haiti", "Hungary", "Iceland", "India",
)  # fmt: skip
_SPARE = "Tuvalu"


@dataclass(eq=False)
class _Edit:
    revision: Revision
    digest: bytes
    undone_at: datetime | None = None


@dataclass
class Graft:
    """A source of revisions that notes in ``truth`` what each of them means, as it gives it."""

    history: Iterable[Revision]
    truth: Truth = field(default_factory=Truth)

    def __iter__(self) -> Iterator[Revision]:
        dates = {name: _date(number) for number, name in enumerate(_STATES)}
        written: dict[bytes, dict[str, str]] = {}
        kept = size = 0
        for edit in _with_what_befell_them(self.history):
            text = edit.revision.text
            if text is None:
                yield edit.revision
                continue
            is_blanked = len(text) < _BLANKED * size
            if not edit.undone_at and not is_blanked:
                size, kept = len(text), kept + 1
            if edit.digest not in written:
                if edit.undone_at:
                    written[edit.digest] = _damaged(dates, text)
                else:
                    if kept % _CHANGED == 0:
                        dates = _changed(dates, text)
                    written[edit.digest] = dates
            says = {} if is_blanked else written[edit.digest]
            if edit.undone_at:
                self.truth.undone[edit.revision.id] = edit.revision.saved_at, edit.undone_at
            else:
                self.truth.say(edit.revision.saved_at, _facts(says))
                dates = written[edit.digest] or dates
            yield replace(edit.revision, text=text + _list(says), sha1="")


def _with_what_befell_them(history: Iterable[Revision]) -> Iterator[_Edit]:
    """Look ahead, as far as reverts reach, for what undoes each edit."""
    near: deque[_Edit] = deque()
    for revision in history:
        edit = _Edit(revision, sha1((revision.text or "").encode(), usedforsecurity=False).digest())
        if revision.text is not None:
            same = [place for place, one in enumerate(near) if one.digest == edit.digest]
            for undone in list(near)[same[-1] + 1 :] if same else ():
                undone.undone_at = undone.undone_at or revision.saved_at
        near.append(edit)
        if len(near) > _REACH:
            yield near.popleft()
    yield from near


def _changed(dates: dict[str, str], text: str) -> dict[str, str]:
    name = _STATES[crc32(text.encode()) % len(_STATES)]
    if name in dates and crc32(text.encode()) % 3 == 0:
        return {state: date for state, date in dates.items() if state != name}
    return dict(sorted({**dates, name: _date(crc32(text.encode()[::-1]))}.items()))


def _damaged(dates: dict[str, str], text: str) -> dict[str, str]:
    number = crc32(text.encode())
    name = list(dates)[number % len(dates)]
    others = {state: date for state, date in dates.items() if state != name}
    return (others, {**dates, name: _date(number)}, {**dates, _SPARE: _date(number)}, {})[
        number // 7 % 4
    ]


def _date(number: int) -> str:
    return f"{1920 + number % 100}-{1 + number % 12:02}-{1 + number % 28:02}"


def _facts(says: dict[str, str]) -> dict[Key, Value]:
    return {("relation", name): says.get(name) for name in (*_STATES, _SPARE)}


def _list(says: dict[str, str]) -> str:
    if not says:
        return ""
    rows = "".join(f"|-\n| {{{{flag|{name}}}}} || {date}\n" for name, date in says.items())
    header = '{| class="wikitable"\n! Country !! Formal relations began\n'
    return f"\n\n==Diplomatic relations==\n{header}{rows}|}}\n"
