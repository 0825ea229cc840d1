"""What strangers write in articles runs nowhere, nor would it if it got into a page."""

from tests.browser.world import HOSTILE, RURITANIA


def test_hostile_words_are_shown_as_words(open_window):
    window = open_window(RURITANIA)

    assert f"by {HOSTILE}" in window.page.locator("main").inner_text()
    assert window.page.locator("main script, main img:not(figure img)").count() == 0


def test_the_browser_runs_no_script_within_a_page(open_window):
    window = open_window("/")
    directive = window.page.evaluate(
        """() => new Promise((done) => {
            document.addEventListener("securitypolicyviolation",
                (event) => done(event.violatedDirective));
            const script = document.createElement("script");
            script.textContent = "window.ran = true";
            document.body.append(script);
            if (window.ran) done("it ran");
        })"""
    )
    refused, window.faults[:] = list(window.faults), []

    assert directive == "script-src-elem"
    assert ["Content Security Policy" in fault for fault in refused] == [True]


def test_the_browser_loads_nothing_from_elsewhere(open_window):
    window = open_window("/")
    loaded = window.page.evaluate(
        """() => fetch("http://127.0.0.1:9/").then(() => "loaded", () => "refused")"""
    )
    refused, window.faults[:] = list(window.faults), []

    assert loaded == "refused"
    assert any("Content Security Policy" in fault for fault in refused)


def test_no_other_page_can_put_ours_in_a_frame(open_window, url):
    window = open_window("/articles")
    window.page.goto("about:blank")
    window.page.set_content(f"<iframe src='{url}/articles'></iframe>")
    window.faults.clear()

    assert [frame.url for frame in window.page.frames[1:]] == ["chrome-error://chromewebdata/"]
