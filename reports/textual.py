"""Two texts side by side: which lines differ, and what within them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from reports.alignment import Pair, align
from reports.clean import visible

_CONTEXT = 2
_MOST_ROWS = 2000
_LEAST_ALIKE = 0.3  # of a line, for its words to be told apart
_WORD = re.compile(r"\w+|\s+|[^\w\s]")


class TooMuch(Exception):
    """Texts differ in more than a page can show."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a line, and whether it differs on the other side."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its number, from 1."""

    number: int
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the one text beside that of the other, None where there is none.

    Of "skipped" it is how many lines, alike on both sides, are not shown.
    """

    kind: Literal["same", "changed", "skipped"]
    before: Line | None = None
    after: Line | None = None
    skipped: int = 0


def side_by_side(before: str, after: str) -> tuple[Row, ...]:
    """Lay out what differs between two texts, line by line, with a little around it.

    Raises TooMuch where that would be more than a page can show.
    """
    if before == after:
        return ()
    old, new = before.split("\n"), after.split("\n")
    rows: list[Row] = []
    i = j = 0
    for begin, begin_new, size in _blocks([*align(old, new), (len(old), len(new))]):
        rows += _changed(old, range(i, begin), new, range(j, begin_new))
        i, j = begin + size, begin_new + size
        same = [(begin + step, begin_new + step) for step in range(size)]
        is_last = (i, j) == (len(old), len(new))
        rows += _same(old, same, head=_CONTEXT if rows else 0, tail=0 if is_last else _CONTEXT)
        if len(rows) > _MOST_ROWS:
            raise TooMuch
    return tuple(rows)


def _blocks(pairs: Iterable[Pair]) -> Iterator[tuple[int, int, int]]:
    """Put pairs that follow each other together; the last one is the end of both, and empty."""
    begin, size = (0, 0), 0
    for pair in pairs:
        if pair != (begin[0] + size, begin[1] + size):
            yield *begin, size
            begin, size = pair, 0
        size += 1
    yield *begin, size - 1


def _same(old: Sequence[str], pairs: Sequence[Pair], *, head: int, tail: int) -> Iterator[Row]:
    """Give lines that are the same, without those that are far from what differs."""
    head = min(head, len(pairs))
    tail = min(tail, len(pairs) - head)
    for i, j in pairs[:head]:
        yield _alike(old[i], i, j)
    if skipped := len(pairs) - head - tail:
        yield Row("skipped", skipped=skipped)
    for i, j in pairs[len(pairs) - tail :]:
        yield _alike(old[i], i, j)


def _alike(line: str, i: int, j: int) -> Row:
    parts = (Part(visible(line), differs=False),)
    return Row("same", Line(i + 1, parts), Line(j + 1, parts))


def _changed(
    old: Sequence[str], olds: Iterable[int], new: Sequence[str], news: Iterable[int]
) -> Iterator[Row]:
    for i, j in zip_longest(olds, news):
        if i is None or j is None:
            yield Row("changed", _whole(old, i), _whole(new, j))
        else:
            before, after = _parts(old[i], new[j])
            yield Row("changed", Line(i + 1, before), Line(j + 1, after))


def _whole(text: Sequence[str], place: int | None) -> Line | None:
    return None if place is None else Line(place + 1, (Part(visible(text[place]), differs=True),))


def _parts(old: str, new: str) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Mark what lies between the words that both begin and end with, or all if those are few."""
    words, words_new = _WORD.findall(old), _WORD.findall(new)
    most = min(len(words), len(words_new))
    head = next((n for n in range(most) if words[n] != words_new[n]), most)
    tail = next((n for n in range(most - head) if words[-1 - n] != words_new[-1 - n]), most - head)
    alike = sum(map(len, words[:head])) + sum(map(len, words[len(words) - tail :]))
    if alike < _LEAST_ALIKE * max(len(old), len(new)):
        head = tail = 0
    return _marked(words, head, tail), _marked(words_new, head, tail)


def _marked(words: Sequence[str], head: int, tail: int) -> tuple[Part, ...]:
    end = len(words) - tail
    parts = (
        Part(visible("".join(words[:head])), differs=False),
        Part(visible("".join(words[head:end])), differs=True),
        Part(visible("".join(words[end:])), differs=False),
    )
    return tuple(part for part in parts if part.text)
