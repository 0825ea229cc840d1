"""What pictures show, whichever it is, and how large they are drawn."""

from reports.pictures.activity import Activity
from reports.pictures.by_year import ByYear
from reports.pictures.listed import Listed
from reports.pictures.statuses import Statuses

Shown = ByYear | Listed | Statuses | Activity

MOST_ROWS = 250
_WIDTH = 9.0
_INCH = 72


def size(shown: Shown) -> tuple[float, float]:
    """Give the width and height in inches."""
    match shown:
        case ByYear():
            return _WIDTH, 3.6
        case Listed():
            return _WIDTH, 3.2
        case Statuses():
            return _WIDTH, 1.1 + 0.21 * min(max(len(shown.rows), 1), MOST_ROWS)
        case Activity():
            return _WIDTH, 1.3 + 0.26 * max(len(shown.edits), 1)


def points(shown: Shown) -> tuple[int, int]:
    """Give the width and height in points, which are an SVG's pixels."""
    width, height = size(shown)
    return round(width * _INCH), round(height * _INCH)
