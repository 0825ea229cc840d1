"""Figures -> files: SVG that a browser, a screen reader and a dark page can use, and PNG."""

import re
import threading
import warnings
from functools import lru_cache
from html import escape
from io import BytesIO
from typing import Literal

from matplotlib.figure import Figure

from reports.clean import clean
from reports.pictures.by_year import ByYear
from reports.pictures.drawing import (
    draw_activity,
    draw_by_year,
    draw_listed,
    draw_statuses,
    style,
)
from reports.pictures.listed import Listed
from reports.pictures.palette import ALL, LIGHT_PAGE
from reports.pictures.shown import Shown
from reports.pictures.statuses import Statuses

Form = Literal["svg", "png"]

_drawing = threading.Lock()
_HEAD = re.compile(r"\A.*?<svg (.*?)>\s*<metadata>.*?</metadata>", re.DOTALL)
_FONT = re.compile(r"'DejaVu Sans'(?:, '[^']*')*, sans-serif")


@lru_cache(maxsize=64)
def picture(shown: Shown, form: Form) -> bytes:
    """Draw values as a whole file; the same values give the same bytes, from memory if drawn."""
    # Matplotlib has settings for all threads together.
    with _drawing, style(), warnings.catch_warnings():
        # A letter that its own font lacks is the viewer's to show; in PNG it stays a box.
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        figure = _draw(shown)
        if form == "png":
            return _png(figure)
        return _finished(_svg(figure), shown).encode("utf-8")


def _draw(shown: Shown) -> Figure:
    if isinstance(shown, ByYear):
        return draw_by_year(shown)
    if isinstance(shown, Listed):
        return draw_listed(shown)
    if isinstance(shown, Statuses):
        return draw_statuses(shown)
    return draw_activity(shown)


def _png(figure: Figure) -> bytes:
    file = BytesIO()
    figure.savefig(file, format="png", metadata={"Software": None}, facecolor=LIGHT_PAGE, dpi=144)
    return file.getvalue()


def _svg(figure: Figure) -> str:
    file = BytesIO()
    figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
    return file.getvalue().decode("utf-8")


def _finished(svg: str, shown: Shown) -> str:
    """Give a drawing its title, its description, and its colours for a dark page."""
    named = (
        f'<svg role="img" aria-labelledby="title" aria-describedby="description"'
        ' style="color-scheme: light dark" \\1>\n'
        f'<title id="title">{_text(shown.title)}</title>\n'
        f'<desc id="description">{_text(shown.words)}</desc>\n'
        f"<style>{_dark()}</style>"
    )
    return _FONT.sub("sans-serif", _HEAD.sub(lambda found: found.expand(named), svg, count=1))


def _text(words: str) -> str:
    return escape(clean(words, 1000)).replace("\\", r"\\")


@lru_cache(maxsize=1)
def _dark() -> str:
    # The colours of a light page stand on the elements: whatever does not know this
    # style sheet shows those.
    rules = [
        f'[style*="{paint}: {colour.light}"]{{{paint}:{colour.dark}!important}}'
        for colour in ALL
        for paint in ("fill", "stroke")
    ]
    return "@media screen and (prefers-color-scheme:dark){" + "".join(rules) + "}"
