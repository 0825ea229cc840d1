"""The colours of pictures: each for a light page, with its counterpart for a dark one.

Those that stand for something differ for eyes without red, green or blue, too, and stand
out from the page; the tests hold them to that.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour on a light page and the one in its place on a dark page, as #rrggbb."""

    light: str
    dark: str


LIGHT_PAGE, DARK_PAGE = "#ffffff", "#1c2229"

INK = Colour("#1c232b", "#e6eaee")
QUIET = Colour("#5a6673", "#a4afba")
LINE = Colour("#dbe1e7", "#333c46")

BLUE = Colour("#2f62d9", "#3b7fb5")
BRICK = Colour("#9f2415", "#d07b36")
GREEN = Colour("#23a665", "#41d9b4")
PINK = Colour("#c93bb0", "#d77bf0")
OCHRE = Colour("#bb8b1d", "#e9d385")
GREY = Colour("#71787c", "#868e94")
MAROON = Colour("#792833", "#c53749")
NAVY = Colour("#124764", "#8ec3e4")

SERIES = (BLUE, BRICK, GREEN, PINK, OCHRE, GREY, MAROON, NAVY)

REGION = {
    "Africa": OCHRE,
    "Americas": BRICK,
    "Asia": GREEN,
    "Europe": BLUE,
    "Oceania": PINK,
    "Others": GREY,
}

STATUS = {
    "established": BLUE,
    "member": BLUE,
    "observer": OCHRE,
    "associate member": GREEN,
    "dialogue partner": PINK,
    "applicant": NAVY,
    "without relations": GREY,
    "former member": GREY,
    "severed": BRICK,
    "suspended": MAROON,
    "suspended member": MAROON,
}
"""By their words; whatever else an article says is OTHER_STATUS."""

OTHER_STATUS = BRICK

EDITS = (
    Colour("#e3ebf9", "#22334d"),
    Colour("#b9cdf1", "#2b4a7a"),
    Colour("#86a8e6", "#3a66ab"),
    Colour("#3d6ccb", "#5f93da"),
    Colour("#23468f", "#a5c8f5"),
)
CHANGES = (
    Colour("#fbe8dc", "#452b1b"),
    Colour("#f3c6a5", "#6b3d1f"),
    Colour("#e59a66", "#9c5a2c"),
    Colour("#b55a22", "#d98a4f"),
    Colour("#833a16", "#f6c199"),
)
"""From few to many. On the last two stand figures in PAPER, on the others in DEPTH."""

PAPER = Colour("#fdfefe", "#0f1317")
DEPTH = Colour("#14181c", "#f2f5f7")

ALL = (
    INK, QUIET, LINE, *SERIES, *EDITS, *CHANGES, PAPER, DEPTH,
)  # fmt: skip
