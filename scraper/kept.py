"""What a text keeps of the pieces of another: most edits change one place of a page."""

from collections.abc import Sequence
from typing import AnyStr


def kept(text: AnyStr, pieces: Sequence[AnyStr]) -> tuple[int, int]:
    """Count the pieces with which, put together, a text begins, and of the others it ends.

    The last piece is none to begin with, since it may go on, nor the first one to end with.
    """
    first, at = 0, 0
    while first < len(pieces) - 1 and text.startswith(pieces[first], at):
        at += len(pieces[first])
        first += 1
    last, end = len(pieces), len(text)
    while last > max(first, 1) and text.endswith(pieces[last - 1], at, end):
        last -= 1
        end -= len(pieces[last])
    return first, len(pieces) - last
