"""Every page of ours as it is seen: in light and dark, wide and narrow, on paper."""

import pytest

from tests.browser.window import NARROW
from tests.browser.world import PAGES


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("path", "heading"), PAGES.items(), ids=PAGES)
def test_a_page_keeps_nobody_out_in_wide_and_narrow_windows(open_window, path, heading, scheme):
    window = open_window(path, scheme)
    wide = window.heading, window.barriers(), window.overhang()
    window.page.set_viewport_size(NARROW)
    narrow = window.heading, window.barriers(), window.overhang()

    assert (wide, narrow) == ((heading, [], 0), (heading, [], 0))


@pytest.mark.parametrize(
    "path", ["/data", "/data/article", "/data/article/1", "/data?sql=select+1+--+'one'"]
)
def test_the_explorer_is_readable_in_the_dark(open_window, path):
    window = open_window(path, "dark")
    back = window.page.evaluate("getComputedStyle(document.body).backgroundColor")

    assert back == "rgb(20, 24, 29)"
    assert [each for each in window.barriers() if each.startswith("color-contrast")] == []


@pytest.mark.parametrize("path", ["/data", "/data/mentions?words=a", "/data/as_of"])
def test_the_explorer_is_no_wider_than_a_narrow_window(open_window, path):
    window = open_window(path)
    window.page.set_viewport_size(NARROW)

    assert window.overhang() == 0


@pytest.mark.parametrize("path", PAGES, ids=PAGES)
def test_its_pictures_are_there(open_window, path):
    assert open_window(path).missing_pictures() == []


def test_a_page_that_is_not_there_says_so_and_keeps_nobody_out(open_window):
    window = open_window("/nowhere")
    faults, window.faults[:] = list(window.faults), []

    assert (window.heading, window.barriers()) == ("No such page", [])
    assert all("404" in fault for fault in faults)


@pytest.mark.parametrize("path", PAGES, ids=PAGES)
def test_on_paper_it_is_black_on_white_without_what_is_clicked(open_window, path):
    window = open_window(path, "dark")
    window.page.emulate_media(media="print")
    shown = window.page.locator("nav, button:not(th button), input, select").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => one.outerHTML)"
    )
    colours = window.page.evaluate(
        "['color', 'backgroundColor'].map(name => getComputedStyle(document.body)[name])"
    )

    assert shown == []
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
