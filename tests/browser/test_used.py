"""The pages as they are used, by mouse and by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser.world import MONGOLIA, RURITANIA


def test_the_navigation_leads_to_every_part(open_window):
    window = open_window("/")
    seen = []
    for name in ("Articles", "Counterparts", "Organisations", "Relations", "Audit"):
        window.page.get_by_role("link", name=name, exact=True).click()
        seen.append((window.path, window.page.locator("nav a[aria-current]").inner_text()))

    assert seen == [
        ("/articles", "Articles"),
        ("/counterparts", "Counterparts"),
        ("/organisations", "Organisations"),
        ("/relations", "Relations"),
        ("/audit", "Audit"),
    ]


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        pytest.param("world trade", "World Trade Organization", id="one thing: its page"),
        pytest.param("mongolia", "“mongolia”", id="several: a list"),
        pytest.param("mongola", "“mongola”", id="a slip: what is near"),
        pytest.param("<script>alert(1)</script>", "“<script>alert(1)</script>”", id="no name"),
    ],
)
def test_names_are_searched_for(open_window, words, heading):
    window = open_window("/")
    window.page.get_by_role("searchbox").fill(words)
    window.page.get_by_role("searchbox").press("Enter")

    expect(window.page.locator("h1")).to_have_text(heading)


def test_the_slider_leads_through_an_articles_history(open_window):
    window = open_window(MONGOLIA)
    slider = window.page.get_by_role("slider", name="Edit")
    slider.focus()
    for _ in range(2):
        slider.press("ArrowLeft")
    expect(window.page.locator("#stand")).to_contain_text("edit 3 of 5")

    assert window.column(2, "#then section:first-child table") == ["since 1 January 1066"]
    assert window.page.get_by_label("As of the end of").input_value() == "2012-01-03"
    assert "edit 3 of 5" in window.page.get_by_role("status").inner_text()
    assert window.path == f"{MONGOLIA}?n=3"

    window.page.reload()

    expect(window.page.locator("#stand")).to_contain_text("edit 3 of 5")


def test_an_answer_that_comes_late_does_not_move_the_slider_back(open_window):
    window = open_window(MONGOLIA)
    held = []
    window.page.route("**/*n=4*part=then*", lambda route: held.append(route))
    window.page.clock.install(time=0)
    window.page.clock.pause_at(3_600_000)
    slider = window.page.get_by_role("slider", name="Edit")
    slider.focus()
    slider.press("ArrowLeft")
    with window.page.expect_request("**/*n=4*part=then*"):
        window.page.clock.run_for(40)
    slider.press("ArrowLeft")
    (first,) = held
    first.continue_()
    window.page.evaluate("() => fetch('?n=2&part=then').then((answer) => answer.text())")
    window.page.clock.run_for(40)

    expect(window.page.locator("#stand")).to_contain_text("edit 3 of 5")


def test_a_day_is_chosen_and_the_order_is_kept_on_the_way(open_window):
    window = open_window(MONGOLIA)
    window.page.get_by_label("Order").select_option("by date")
    expect(window.page.locator("#then tbody th").first).to_have_text("France")
    window.page.get_by_label("As of the end of").fill("2012-01-02")
    expect(window.page.locator("#stand")).to_contain_text("edit 2 of 5")

    assert window.column(1, "#then section:first-child table") == ["Peru", "Chad"]
    assert window.path == f"{MONGOLIA}?at=2012-01-02&sort=date"


def test_steps_keep_the_focus_so_that_enter_goes_on(open_window):
    window = open_window(MONGOLIA)
    window.page.get_by_role("link", name="Earlier edit").focus()
    window.page.keyboard.press("Enter")
    expect(window.page.locator("#stand")).to_contain_text("edit 4 of 5")
    expect(window.page.get_by_role("link", name="Earlier edit")).to_be_focused()
    window.page.keyboard.press("Enter")

    expect(window.page.locator("#stand")).to_contain_text("edit 3 of 5")


def test_tables_are_sorted_by_their_headings(open_window):
    window = open_window("/articles")
    heading = window.page.get_by_role("button", name="Edits")
    heading.click()
    most = window.column(1)[0], window.page.locator("th[aria-sort='descending']").inner_text()
    heading.press("Enter")
    fewest = window.column(4)[0], window.page.locator("th[aria-sort='ascending']").inner_text()

    assert (most, fewest) == (("Mongolia", "Edits"), ("1", "Edits"))


def test_an_editor_works_down_the_audit(open_window):
    window = open_window("/audit")
    window.page.get_by_label("Kind").select_option(value="dates")
    window.page.get_by_label("About").fill("mongolia")
    window.page.get_by_role("button", name="Show").click()
    window.page.wait_for_url("**kind=dates**")

    assert window.column(2) == ["1 year"]

    window.page.locator(".findings").get_by_role("link", name="Chad", exact=True).click()

    expect(window.page.locator("h1")).to_have_text("Foreign relations of Chad")


def test_two_days_are_compared(open_window):
    window = open_window(MONGOLIA)
    window.page.get_by_role("link", name="compare two dates").click()
    window.page.get_by_label("From the end of").fill("2012-01-01")
    window.page.get_by_label("to the end of").fill("2012-01-02")
    window.page.get_by_role("button", name="Compare").click()
    window.page.wait_for_url("**to=2012-01-02**")

    assert [window.column(number, "table.changes") for number in (1, 2, 3)] == [
        ["~ Peru"], ["since 1990"], ["since 30 May 1990"],
    ]  # fmt: skip
    assert window.page.locator("table.text mark").all_inner_texts() == ["30 May "]


def test_the_matrix_leads_to_states_and_they_to_their_pages(open_window):
    window = open_window("/")
    window.page.locator("td a[title^='Eastern Asia and Middle Africa']").click()
    window.page.get_by_role("link", name="Chad", exact=True).click()

    expect(window.page.locator("h1")).to_have_text("Chad")


def test_what_one_edit_brought_by_the_dozen_is_folded(open_window):
    window = open_window(RURITANIA)
    more = window.page.locator("details", has_text="more").last
    row = more.locator("tbody tr").first
    expect(row).not_to_be_visible()
    more.locator("summary").press("Enter")

    expect(row).to_be_visible()


def test_the_keyboard_skips_to_the_content(open_window):
    window = open_window("/articles")
    window.page.keyboard.press("Tab")
    expect(window.page.get_by_role("link", name="Skip to the content")).to_be_focused()
    window.page.keyboard.press("Enter")

    expect(window.page.locator("main")).to_be_focused()


def test_the_explorer_answers_in_sql_and_leads_back(open_window):
    window = open_window("/")
    window.page.get_by_role("link", name="Data", exact=True).click()
    window.page.get_by_role("link", name="Relations without a date").click()
    window.page.wait_for_url("**/data/undated**")
    window.page.locator("summary").first.click()
    window.page.get_by_role("link", name="diplowatch", exact=True).click()

    expect(window.page.locator("h1")).to_have_text("What changed")
