"""Each row of the table: an event, played, and in words what came of it."""

import threading
from collections.abc import Callable

from tests.loopback_faults import Fault, send, status
from tests.reliability.installation import (
    AFTER,
    BEFORE,
    JUST_NOW,
    OPERATOR,
    READER,
    SETTLED,
    Installation,
    ended,
)

Play = Callable[[Installation], str]

_NUMBERS = ("never", "once", "twice")


def smtp_refuses(here: Installation) -> str:
    """Refuse the mail once; before the next run the page changes back."""
    here.edit(AFTER, SETTLED)
    here.letters.refusals.append("451 try again later")
    first = here.run("check")
    here.edit(BEFORE.replace("Algeria", "Albania"), JUST_NOW)
    second = here.run("check")
    return f"{_told(here)} in the next run{_unless((first.status, second.status) == (3, 0))}"


def smtp_hangs(here: Installation) -> str:
    """Never answer one run; take the next one's mail, and hang before saying so."""
    here.edit(AFTER, SETTLED)
    here.settings(patience=1)
    here.letters.is_deaf = True
    deaf = here.run("check")
    here.letters.is_deaf = False
    awake = threading.Event()
    here.letters.on_data = lambda: bool(awake.wait(50)) and None
    silent = here.run("check")
    here.letters.on_data = lambda: None
    awake.set()
    here.settings()
    here.run("outbox", "--retry", "2")  # at once, not in two minutes
    fine = here.run("check")
    right = (deaf.status, silent.status, fine.status) == (3, 3, 0)
    return f"given up when its time is over, {_told(here)} in the next run{_unless(right)}"


def killed(here: Installation) -> str:
    """Kill a run after fetching, one after it has stored the report, one after sending."""
    here.edit(AFTER, SETTLED)
    here.wiki.trouble = lambda _: _then_kill(here) if _asks_for_texts(here) else None
    statuses = [here.run("check").status]
    here.wiki.trouble = lambda _: None
    here.letters.on_mail = here.kill
    statuses.append(here.run("check").status)
    here.letters.on_mail = lambda: None
    before = len(here.letters.arrived)
    here.letters.on_data = here.kill
    statuses.append(here.run("check").status)
    here.letters.on_data = lambda: None
    statuses += [here.run("check").status, here.run("check").status]
    right = statuses == [-9, -9, -9, 0, 0] and before == 0 and len(here.letters.arrived) == 2
    return f"{_told(here)} in the next run{_unless(right)}"


def runs_overlap(here: Installation) -> str:
    """Start a run while another is about to send."""
    here.edit(AFTER, SETTLED)
    is_sending, is_over = threading.Event(), threading.Event()

    def wait() -> None:
        is_sending.set()
        is_over.wait(50)

    here.letters.on_mail = wait
    first = here.start("check")
    right = is_sending.wait(30)
    second = here.run("check", "--quiet")
    is_over.set()
    statuses = [ended(first).status, second.status, here.run("check").status]
    right = right and statuses == [0, 4, 0] and len(here.letters.to(READER)) == 1
    return f"{_told(here)}{_unless(right)}"


def page_is_blanked(here: Installation) -> str:
    """Blank a page, replace another, for longer than the settle time; then restore both."""
    other = "Foreign relations of Fiji"
    here.edit("", SETTLED)
    here.edit("hi mum!!!\n\n" * 20, SETTLED, other)
    here.run("check")
    held = here.pending()
    here.edit(BEFORE, JUST_NOW)
    here.edit(BEFORE, JUST_NOW, other)
    here.run("check")
    here.run("check")
    mails = len(here.letters.to(READER)) or "no"
    return f"{mails} mail{_unless(held == 2 and here.pending() == 0)}"


def server_fails(here: Installation) -> str:
    """Fail three rounds long, then recover."""
    here.wiki.trouble = lambda _: status(503)
    failing = [here.run("check", "--quiet") for _ in range(3)]
    begun = len(here.letters.to(OPERATOR))
    here.wiki.trouble = lambda _: None
    fine = [here.run("check", "--quiet") for _ in range(2)]
    over = len(here.letters.to(OPERATOR)) - begun
    said = [len(one.err.splitlines()) for one in (*failing, *fine)]
    right = said == [1, 0, 0, 1, 0] and not here.letters.to(READER)
    return f"{begun} mail as it begins, {over} as it ends{_unless(right)}"


def _told(here: Installation) -> str:
    """Say how often the change was told: by message id, since mail readers show one once."""
    told = {
        str(one["Message-ID"]) for one in here.letters.to(READER) if "Brazil" in one.as_string()
    }
    return f"told {_NUMBERS[min(len(told), 2)]}"


def _unless(right: bool) -> str:
    return "" if right else " (but not as it should be)"


def _asks_for_texts(here: Installation) -> bool:
    return "content" in here.wiki.asked[-1].parameters.get("rvprop", "")


def _then_kill(here: Installation) -> Fault:
    def fault(handler: object, sound: bytes) -> None:
        send(handler, sound)  # type: ignore[arg-type]
        here.kill()

    return fault


ROWS: dict[str, Play] = {
    "SMTP refuses once after a change": smtp_refuses,
    "SMTP accepts and hangs": smtp_hangs,
    "killed after fetching, before sending": killed,
    "two runs overlap": runs_overlap,
    "page blanked, then restored": page_is_blanked,
    "server fails three times, then recovers": server_fails,
}
