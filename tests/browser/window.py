"""A browser window before the pages, and what went wrong in it."""

from collections.abc import Sequence

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page, Request, Response

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
_ABORTED = "net::ERR_ABORTED"  # what a page no longer waits for, as it has asked for a newer

_DECODED = "(image) => image.decode().then(() => true, () => false)"


class Window:
    """A page of the browser; ``faults`` has what no page of ours may do.

    Those are errors and warnings on the console, answers that are errors, requests that
    fail or go to other hosts, and dialogs.
    """

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.faults: list[str] = []
        self._url = url
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("request", self._asked)
        page.on("requestfailed", self._failed)
        page.on("response", self._answered)
        page.on("dialog", lambda dialog: (self.faults.append("a dialog"), dialog.dismiss()))

    def open(self, path: str) -> None:
        """Go to one of our pages."""
        self.page.goto(self._url + path)

    @property
    def path(self) -> str:
        """Give where it is."""
        return self.page.url.removeprefix(self._url)

    @property
    def heading(self) -> str:
        """Give the heading of the page that it shows."""
        return " ".join(self.page.locator("h1").inner_text().split())

    def column(self, number: int, table: str = "main table") -> list[str]:
        """Give the words of a table's column, from 1."""
        cells = self.page.locator(f"{table} tbody tr > :nth-child({number})").all_inner_texts()
        return [" ".join(cell.split()) for cell in cells]

    def barriers(self) -> Sequence[str]:
        """List what keeps people out, as axe-core finds it."""
        self.page.evaluate(AXE_SCRIPT)
        found = self.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
        return [
            f"{one['id']}: {node['html']}: {node['failureSummary']}"
            for one in found["violations"]
            for node in one["nodes"]
        ]

    def overhang(self) -> int:
        """Give by how many pixels the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - innerWidth"))

    def missing_pictures(self) -> list[str]:
        """Scroll to every picture, and give those that do not load."""
        missing = []
        for picture in self.page.locator("img").all():
            picture.scroll_into_view_if_needed()
            if not picture.evaluate(_DECODED):
                missing.append(str(picture.get_attribute("src")))
        return missing

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.faults.append(f"{message.type}: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self._url, "data:")):
            self.faults.append(f"another host: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != _ABORTED:
            self.faults.append(f"failed: {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self.faults.append(f"answered with {response.status}: {response.url}")
