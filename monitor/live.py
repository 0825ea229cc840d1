"""What an event stream tells of watched articles goes onto the agenda, to be looked at soon."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from monitor.agenda import Agenda, Look
from monitor.heard import Heard, Mark
from monitor.look import Trouble
from monitor.round import Outcome, Watch, go_round
from monitor.stop import Stop, Stopped
from monitor.tell import note_failures
from monitor.whereabouts import Whereabouts
from scraper.article import Article
from scraper.fetch import WikiError
from scraper.stream import STALE, Stream
from storage.history import History
from storage.streams import Streams

_log = logging.getLogger("diplowatch")

_KNOWN_EVENTS = 1000
_FIRST_WAIT, _LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)
_LASTS = 900.0  # seconds of failing after which readers of failures hear of it
_AFTER_A_BUG = 300.0


class Live:
    """Follows a stream in a thread of its own.

    What it tells of within ``gather`` of the first event is looked at together. Articles
    that could not be looked at come again after ever longer waits, and until they are, the
    position that is remembered is that before their events. ``whereabouts`` may be replaced,
    when other articles are watched.
    """

    def __init__(
        self,
        url: str,
        whereabouts: Whereabouts,
        agenda: Agenda,
        stop: Stop,
        *,
        contact: str = "",
        gather: timedelta = timedelta(seconds=10),
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.url = url
        self.whereabouts = whereabouts
        self._agenda = agenda
        self._stop = stop
        self._gather = gather
        self._clock = clock
        self._waits: dict[Article, timedelta] = {}
        self._heard = Heard()
        self._saved = ""
        self._known: deque[str] = deque(maxlen=_KNOWN_EVENTS)
        self._trouble: tuple[Trouble, float] | None = None
        self._is_over = False
        self._stream = Stream(
            url,
            contact=contact,
            sleep=stop.sleep,
            clock=clock,
            tell=self._tell,
            lost=lambda: self._hear(self.whereabouts.all()),
        )

    def resume(self, history: History, now: datetime) -> None:
        """Go on where the last run was, unless that is long ago; before ``start``."""
        position = Streams(history).position(self.url, now - timedelta(seconds=STALE))
        self._heard, self._stream.position = Heard(position), position

    def start(self) -> None:
        """Begin to follow the stream."""
        threading.Thread(target=self._keep_following, name="live", daemon=True).start()

    def end(self) -> None:
        """Follow it no more, once the next event has come."""
        self._is_over = True

    def go_round(self, watch: Watch, now: datetime, due: Collection[Article]) -> Outcome:
        """Go a round, and note what of that which was heard of it looked at."""
        mark = self._heard.mark()
        outcome = go_round(replace(watch, stream=self._stream.host), now, due)
        self._looked(due, outcome.troubles, mark)
        self.note(watch.history, now)
        return outcome

    def _looked(
        self, articles: Collection[Article], troubles: Iterable[Trouble], since: Mark
    ) -> None:
        """Note what a round looked at; that an article is gone is nothing that passes."""
        failed = {trouble.key for trouble in troubles if not trouble.notice}
        missed = {one for one in articles if one.wiki in failed or str(one) in failed}
        self._heard.looked(set(articles) - missed, since)
        again = missed & self._heard.unseen()
        for article in set(articles) - again:
            self._waits.pop(article, None)
        for article in again:
            longer = 2 * self._waits.get(article, timedelta())
            self._waits[article] = min(max(longer, _FIRST_WAIT), _LONGEST_WAIT)
            self._put([article], self._waits[article])

    def note(self, history: History, now: datetime) -> None:
        """Remember up to where the stream was heard, and whether it fails for long."""
        position = self._heard.position
        if position and position != self._saved:
            Streams(history).heard(self.url, position, now)
            self._saved = position
        trouble = self._trouble
        if trouble is None:
            note_failures((), [self._stream.host], history, now)
        elif self._clock() - trouble[1] >= _LASTS:
            note_failures([trouble[0]], (), history, now)

    def _keep_following(self) -> None:
        try:
            while not self._is_over:
                try:
                    self._follow()
                except Stopped:
                    raise
                except Exception:
                    _log.exception("this is a bug in diplowatch; the stream is followed again")
                    self._stop.sleep(_AFTER_A_BUG)
        except Stopped:
            return

    def _follow(self) -> None:
        for change in self._stream.changes():
            if self._is_over:
                return
            articles = self.whereabouts.concerned(change)
            if articles and change.uid in self._known:
                articles = set()
            elif articles:
                self._known.append(change.uid)
            self._hear(articles)

    def _hear(self, articles: set[Article]) -> None:
        self._heard.hear(articles, self._stream.position)
        if articles:
            self._put(articles, self._gather)

    def _put(self, articles: Iterable[Article], within: timedelta) -> None:
        self._agenda.put(Look(frozenset(articles), datetime.now(UTC) + within, within))

    def _tell(self, error: WikiError | None) -> None:
        host = self._stream.host
        if error is None and self._trouble is not None:
            self._trouble = None
            _log.warning("%s works again", host)
        elif error is not None and self._trouble is None:
            self._trouble = Trouble(host, host, str(error)), self._clock()
            _log.warning("%s; rounds go on by the schedule", error)
