"""Everything works without JavaScript, too."""

from playwright.sync_api import expect

from tests.browser.world import MONGOLIA, RURITANIA


def test_the_slider_is_a_form(open_window):
    window = open_window(MONGOLIA, javascript=False)
    window.page.get_by_role("slider", name="Edit").press("ArrowLeft")
    window.page.get_by_role("button", name="Show this edit").click()

    expect(window.page.locator("#stand")).to_contain_text("edit 4 of 5")


def test_the_day_and_the_order_are_forms(open_window):
    window = open_window(MONGOLIA, javascript=False)
    window.page.get_by_label("As of the end of").fill("2012-01-02")
    window.page.get_by_role("button", name="Show this day").click()
    expect(window.page.locator("#stand")).to_contain_text("edit 2 of 5")
    window.page.get_by_label("Order").select_option("by date")
    window.page.get_by_role("button", name="Sort").click()
    window.page.wait_for_url("**sort=date**")

    assert window.column(1, "#then section:first-child table") == ["Peru", "Chad"]
    expect(window.page.locator("#stand")).to_contain_text("edit 2 of 5")


def test_steps_are_links(open_window):
    window = open_window(MONGOLIA, javascript=False)
    window.page.get_by_role("link", name="Earlier change").click()

    expect(window.page.locator("#stand")).to_contain_text("edit 2 of 5")


def test_names_are_searched_for(open_window):
    window = open_window("/", javascript=False)
    window.page.get_by_role("searchbox").fill("world trade")
    window.page.get_by_role("button", name="Search").click()

    expect(window.page.locator("h1")).to_have_text("World Trade Organization")


def test_the_audit_is_narrowed_down(open_window):
    window = open_window("/audit", javascript=False)
    window.page.get_by_label("Kind").select_option(value="dates")
    window.page.get_by_role("button", name="Show").click()
    window.page.wait_for_url("**kind=dates**")

    assert window.page.locator(".findings tbody tr").count() == 1


def test_what_is_folded_unfolds(open_window):
    window = open_window(RURITANIA, javascript=False)
    more = window.page.locator("details", has_text="more").last
    more.locator("summary").click()

    expect(more.locator("tbody tr").first).to_be_visible()
