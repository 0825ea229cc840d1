"""The colours, as eyes without one kind of cone see them, too.

The matrices are those of Machado, Oliveira and Fernandes (2009) at full severity, on linear
RGB; contrast is WCAG's, and distance is in CIELAB.
"""

import math
from itertools import combinations

import pytest

from reports.pictures.palette import (
    ALL,
    CHANGES,
    DARK_PAGE,
    DEPTH,
    EDITS,
    INK,
    LIGHT_PAGE,
    OTHER_STATUS,
    PAPER,
    QUIET,
    REGION,
    SERIES,
    STATUS,
)  # fmt: skip

EYES = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
PAGES = {"light": LIGHT_PAGE, "dark": DARK_PAGE}


def linear(colour):
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(colour):
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def seen(colour, eyes):
    parts = linear(colour)
    rgb = [
        min(1, max(0, sum(weight * part for weight, part in zip(row, parts, strict=True))))
        for row in EYES[eyes]
    ]
    x, y, z = (
        sum(weight * part for weight, part in zip(row, rgb, strict=True))
        for row in (
            (0.4339, 0.3762, 0.1899),
            (0.2126, 0.7152, 0.0722),
            (0.0177, 0.1095, 0.8728),
        )
    )
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("eyes", EYES)
def test_no_two_colours_that_stand_for_something_look_alike(eyes, page):
    shown = [seen(getattr(colour, page), eyes) for colour in SERIES]

    assert min(math.dist(one, other) for one, other in combinations(shown, 2)) > 17


@pytest.mark.parametrize("page", PAGES)
def test_they_stand_out_from_the_page_and_words_more_so(page):
    graphics = min(contrast(getattr(colour, page), PAGES[page]) for colour in SERIES)
    words = min(contrast(getattr(colour, page), PAGES[page]) for colour in (INK, QUIET))

    assert (graphics > 3, words > 4.5) == (True, True)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("shades", [EDITS, CHANGES], ids=["edits", "changes"])
def test_figures_can_be_read_on_every_shade(shades, page):
    inks = [*[DEPTH] * (len(shades) - 2), PAPER, PAPER]
    pairs = zip(shades, inks, strict=True)

    assert all(contrast(getattr(ink, page), getattr(shade, page)) > 4.5 for shade, ink in pairs)


@pytest.mark.parametrize("page", PAGES)
def test_of_two_shades_the_one_for_more_is_the_stronger(page):
    for shades in (EDITS, CHANGES):
        away = [contrast(getattr(shade, page), PAGES[page]) for shade in shades]
        assert away == sorted(away)


def test_each_colour_of_a_light_page_has_one_for_a_dark_page():
    assert len({colour.light for colour in ALL}) == len(ALL)


def test_what_stands_for_something_is_of_the_series():
    assert {*REGION.values(), *STATUS.values(), OTHER_STATUS} <= set(SERIES)
