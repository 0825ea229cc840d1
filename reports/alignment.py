"""Which lines of two texts are the same ones: a patience diff, in time that no text can stretch.

Lines that both texts have once are the same ones where they are in the same order; and so
on, a bounded number of times, in what lies between them. https://bramcohen.livejournal.com/73318.html
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

_DEEPEST = 12

Pair = tuple[int, int]
"""A line of the one text and the same line of the other, counted from 0."""


def align(old: Sequence[str], new: Sequence[str]) -> Iterator[Pair]:
    """Give the pairs of lines that are the same, in order."""
    yield from _align(old, new, (0, 0), (len(old), len(new)), _DEEPEST)


def _align(
    old: Sequence[str], new: Sequence[str], begin: Pair, end: Pair, deepest: int
) -> Iterator[Pair]:
    (i, j), (last, last_new) = begin, end
    while i < last and j < last_new and old[i] == new[j]:
        yield i, j
        i, j = i + 1, j + 1
    alike = 0
    while i < last - alike and j < last_new - alike and _are_last(old, new, end, alike):
        alike += 1
    last, last_new = last - alike, last_new - alike
    anchors = _anchors(old, new, (i, j), (last, last_new)) if deepest else []
    for anchor in anchors:
        yield from _align(old, new, (i, j), anchor, deepest - 1)
        yield anchor
        i, j = anchor[0] + 1, anchor[1] + 1
    if anchors:
        yield from _align(old, new, (i, j), (last, last_new), deepest - 1)
    for place in range(alike):
        yield last + place, last_new + place


def _are_last(old: Sequence[str], new: Sequence[str], end: Pair, alike: int) -> bool:
    return old[end[0] - 1 - alike] == new[end[1] - 1 - alike]


def _anchors(old: Sequence[str], new: Sequence[str], begin: Pair, end: Pair) -> list[Pair]:
    """Give the longest row of lines that both have once and in the same order."""
    once, once_new = _once(old, begin[0], end[0]), _once(new, begin[1], end[1])
    pairs = [(i, once_new[line]) for line, i in once.items() if line in once_new]
    ends: list[int] = []  # the least last place of the rows of each length
    rows: list[int] = []  # which pairs those are
    before: list[int] = []  # of each pair the one before it in its row
    for at, (_, j) in enumerate(pairs):
        length = bisect_left(ends, j)
        ends[length : length + 1] = [j]
        rows[length : length + 1] = [at]
        before.append(rows[length - 1] if length else -1)
    found, at = [], rows[-1] if rows else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _once(text: Sequence[str], begin: int, end: int) -> dict[str, int]:
    counts = Counter(text[begin:end])
    return {line: i for i, line in enumerate(text[begin:end], begin) if counts[line] == 1}
