"""A real browser before the real server: Debian's Chromium, driven by Playwright."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from storage.failures import Failures
from storage.history import History
from tests.browser.window import WIDE, Window
from tests.browser.world import BROWSED, HOSTILE
from tests.installed import DIPLOWATCH
from tests.monitor.web.world import MIDNIGHT, fill

_NAMES = ("chromium", "chromium-browser", "google-chrome")
_PATIENCE = 60_000  # ms: a busy machine is no failure


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the browser that is installed; none is downloaded."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        pytest.fail('no Chromium: install it (on Debian "apt-get install chromium")')
    expect.set_options(timeout=_PATIENCE)
    # Root may not use Chromium's sandbox.
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=options, timeout=_PATIENCE)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def url(tmp_path_factory) -> Iterator[str]:
    """Serve a world of articles by the program as it is installed, and give its address."""
    path = tmp_path_factory.mktemp("browsed") / "world.db"
    fill(path, BROWSED, user=HOSTILE)
    with History(path) as history:
        Failures(history).failing("article", "no article <b>Nowhere</b>", MIDNIGHT)
    command = [DIPLOWATCH, "serve", "--db", path, "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            said = server.stdout.readline() if server.stdout else ""
            yield next(word for word in said.split() if word.startswith("http")).rstrip("/")
        finally:
            server.terminate()


@pytest.fixture
def open_window(chromium, url) -> Iterator[Callable[..., Window]]:
    """Open windows, light and wide and with JavaScript unless told otherwise.

    In none of them may anything have gone wrong in the end.
    """
    opened = []

    def open_window(path: str, scheme: str = "light", *, javascript: bool = True) -> Window:
        context = chromium.new_context(
            color_scheme=scheme, viewport=WIDE, java_script_enabled=javascript, locale="en-GB"
        )
        context.set_default_timeout(_PATIENCE)
        window = Window(context.new_page(), url)
        opened.append(window)
        window.open(path)
        return window

    yield open_window
    for window in opened:
        window.page.context.close()
    assert [fault for window in opened for fault in window.faults] == []
