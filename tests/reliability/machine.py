"""Any order of edits, rounds, failures and kills: one report for each change, none false or twice.

Hypothesis plays the editors, the vandals, the network, the mail server and the kernel,
against the real program: SQLite on disk, SMTP on loopback. After every round its reports
are held against what the rules ask for (``oracle``); whenever all works again, every
mailbox must have every report.
"""

import json
from collections import Counter
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from shutil import rmtree
from sqlite3 import OperationalError
from tempfile import mkdtemp

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from monitor.channels import Channels
from monitor.round import Watch, go_round, send_owed
from monitor.settings import AppendChannel, EmailChannel, Subscription
from monitor.stop import Stop
from reports.channel import MailServer as Server
from reports.document import from_document
from reports.report import Report
from scraper.article import Article, Revision
from scraper.parse import Parser
from storage.history import History
from storage.outbox import Outbox
from storage.turns import Turns
from tests.monitor.world import BEGINNING, FIJI, MONGOLIA, WIKI, PaperWiki, article
from tests.reliability.audience import (
    DIGEST,
    OPERATORS,
    PATIENT,
    PROMPT,
    SETTLE_HOURS,
    Audience,
    knowing,
)
from tests.reliability.letters import Letters, MailServer
from tests.reliability.oracle import Page, Says

STATES = ("Algeria", "Brazil", "Canada", "Denmark", "Egypt", "Finland", "Ghana", "Hungary", "India")
FIRST: Says = {state: str(1960 + place) for place, state in enumerate(STATES[:6])}
WATCHED = (MONGOLIA, FIJI)
READERS = ("ann@example.org", "ben@example.org")
OPERATOR = "operator@example.org"

_STEP = 25  # of SQLite's instructions, between two moments at which a round may be killed
_LAST = 400

_pages = st.sampled_from(WATCHED)
_states = st.sampled_from(STATES)
_due = st.sampled_from([None, *WATCHED])


class AnythingHappens(RuleBasedStateMachine):
    """Two articles, three kinds of readers and an operator, and all that can go wrong."""

    histories = rounds = kills = reports = 0
    """Of all that were played."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(mkdtemp())
        self._letters = Letters()
        self._server = MailServer(self._letters)
        self._server.start()
        self._wiki = PaperWiki()
        self._parser = Parser()
        self._history = self._opened()
        self._pages = {one: Page() for one in WATCHED}
        self._now = BEGINNING
        self._edits = self._read = 0
        self._repeats = 0  # that nobody can help

    @initialize()
    def watching_begins(self) -> None:
        """Let two articles be old, and everyone know what they say."""
        for one in WATCHED:
            self._save(one, FIRST, _text(FIRST, "the first"))
        self._now += timedelta(days=3)
        go_round(self._watch(), self._now)
        self._new_reports()
        everyone = [(name, one) for name in SETTLE_HOURS for one in WATCHED]
        self._audience = Audience({each: knowing(FIRST, STATES) for each in everyone}, self._now)
        type(self).histories += 1

    @rule(page=_pages, state=_states, year=st.sampled_from([None, "1971", "1972"]))
    def edit(self, page: Article, state: str, year: str | None) -> None:
        """Add a state, take it out, or give it another year."""
        others = {name: said for name, said in self._says(page).items() if name != state}
        says = {**others, state: year} if year else others
        self._save(page, says, _text(says, f"edit {self._edits}"))

    @rule(page=_pages, states=st.sets(_states))
    def rewrite(self, page: Article, states: set[str]) -> None:
        """Leave some states in, and put others in."""
        says = {state: self._says(page).get(state, "1973") for state in states}
        self._save(page, says, _text(says, f"edit {self._edits}"))

    @rule(page=_pages)
    def blank(self, page: Article) -> None:
        """Leave nothing of an article."""
        self._save(page, {}, "hi mum!!!")

    @rule(page=_pages, back=st.integers(1, 6))
    def undo(self, page: Article, back: int) -> None:
        """Save an earlier text again."""
        before = self._pages[page].edits[-back - 1 :][0]
        self._save(page, before.says, before.text)

    @rule(hours=st.sampled_from([0.5, 3.0, 6.0, 7.0, 24.0, 25.0, 60.0]))
    def time_passes(self, hours: float) -> None:
        """Let nobody do anything for a while."""
        self._now += timedelta(hours=hours)

    @rule(down=st.booleans())
    def wiki_fails_or_works(self, down: bool) -> None:
        """Let the wiki go down or up."""
        self._wiki.down = "the wiki does not answer" if down else ""

    @rule(answers=st.lists(st.sampled_from(["", "451 later", "550 no"]), max_size=4))
    def mail_is_refused(self, answers: list[str]) -> None:
        """Let the mail server take some of the next mails, and refuse the others."""
        self._letters.refusals[:] = answers

    @rule()
    def an_acknowledgement_is_lost(self) -> None:
        """Let the mail server take the next mail, and say that it did not."""
        self._letters.lose_answers += 1
        self._repeats += 1

    @rule(only=_due)
    def round(self, only: Article | None) -> None:
        """Look at one article or all, tell, send."""
        go_round(self._watch(), self._now, only and {only})
        self._everything_was_tried()
        self._judge(only, is_over=True)

    @rule(only=_due, after=st.integers(0, _LAST))
    def killed_round(self, only: Article | None, after: int) -> None:
        """Kill a round, so that SQLite gets no further; the next run finds what was committed."""
        left = iter(range(after))
        connection = self._history.database.connection
        connection.set_progress_handler(lambda: next(left, None) is None, _STEP)
        is_over = False
        with suppress(OperationalError):
            go_round(self._watch(), self._now, only and {only})
            is_over = True
        self._repeats += not is_over
        self._history.close()
        self._history = self._opened()
        self._judge(only, is_over=is_over)

    @rule()
    def send(self) -> None:
        """Try again to send what is owed."""
        send_owed(self._watch(), self._now)
        self._everything_was_tried()

    @rule()
    def retry(self) -> None:
        """Make due what was refused for good."""
        outbox = Outbox(self._history)
        for delivery in outbox.deliveries("failed"):
            outbox.again(delivery, self._now)

    @rule()
    def all_works_again(self) -> None:
        """Let nothing fail; then all arrives that is owed."""
        self._wiki.down = ""
        self._letters.refusals.clear()
        self._letters.lose_answers = 0
        self.round(None)
        self.retry()
        self._now += timedelta(hours=7)
        self.send()
        self._all_has_arrived()

    def teardown(self) -> None:
        """Let every history end well, and leave nothing behind."""
        try:
            self.all_works_again()
        finally:
            self._history.close()
            self._server.stop()
            rmtree(self._folder)

    def _judge(self, only: Article | None, *, is_over: bool) -> None:
        """Hold what the reports of this round tell against what the rules ask for."""
        reports = self._new_reports()
        is_told = Turns(self._history).last(PATIENT) == self._now
        assert is_told or not (is_over or reports)
        if is_told:
            is_partial = only and not self._audience.is_turn_of_digest(self._now)
            looked_at = {only} if is_partial else set(WATCHED)
            seen = {one: self._pages[one] for one in looked_at if not self._wiki.down}
            self._audience.must_hear(reports, seen, self._now)
        self._now += timedelta(minutes=1)
        type(self).rounds += 1
        type(self).kills += not is_over
        type(self).reports += len(reports)

    def _everything_was_tried(self) -> None:
        """See that no delivery was held up by another that failed."""
        assert all(one.attempts for one in Outbox(self._history).due(self._now))

    def _all_has_arrived(self) -> None:
        """See that each report came to each reader, and twice only where nobody can help it."""
        stored = Outbox(self._history).reports()
        made = Counter(one.subscription for one in stored)
        arrived = Counter((str(one["To"]), str(one["Message-ID"])) for one in self._letters.arrived)
        ann, ben = READERS
        due = {ann: made[PATIENT] + made[PROMPT], ben: made[PATIENT], OPERATOR: made[OPERATORS]}
        assert Counter(recipient for recipient, _ in arrived) == Counter(due)
        assert arrived.total() - len(arrived) <= self._repeats
        lines = (self._folder / "reports.jsonl").read_text(encoding="utf-8").splitlines()
        filed = [one.key for one in stored if one.subscription in (PATIENT, DIGEST)]
        assert Counter(json.loads(line)["report"] for line in lines) == Counter(filed)

    def _new_reports(self) -> list[Report]:
        stored = Outbox(self._history).reports()
        new = [from_document(dict(one.document)) for one in stored[self._read :]]
        self._read = len(stored)
        return new

    def _says(self, page: Article) -> Says:
        return self._pages[page].edits[-1].says

    def _save(self, page: Article, says: Says, text: str) -> None:
        self._edits += 1
        self._pages[page].save(text, says, self._now)
        revisions = self._wiki.pages.setdefault(page.title, [])
        parent = revisions[-1].id if revisions else 0
        revisions.append(Revision(self._edits, parent, self._now, "Editor", "an edit", text))
        self._now += timedelta(minutes=1)

    def _opened(self) -> History:
        history = History(self._folder / "diplowatch.db", read=self._parser.read)
        # Processes are killed here, not machines: nothing need wait for the disk.
        history.database.run("PRAGMA synchronous = OFF")
        return history

    def _watch(self) -> Watch:
        file = AppendChannel(str(self._folder / "reports.jsonl"), "json")
        both, ann, operator = (EmailChannel(to) for to in (READERS, READERS[:1], (OPERATOR,)))
        return Watch(
            titles={WIKI: tuple(one.title for one in WATCHED)},
            sources={WIKI: self._wiki},
            history=self._history,
            parser=self._parser,
            subscriptions=(
                Subscription(PATIENT, (both, file), SETTLE_HOURS[PATIENT]),
                Subscription(PROMPT, (ann,), SETTLE_HOURS[PROMPT]),
                Subscription(
                    DIGEST, (file,), SETTLE_HOURS[DIGEST], digest="daily 07:00", timezone="UTC"
                ),
                Subscription(OPERATORS, (operator,), failures=True, news=False),
            ),
            channels=Channels(
                "diplowatch@example.org", Server("127.0.0.1", self._server.port, "none")
            ),
            installation="machine",
            stop=Stop(),
        )


def _text(says: Says, prose: str) -> str:
    return f"{prose}\n\n" + article(*(f"{state} {says[state]}" for state in sorted(says)))
