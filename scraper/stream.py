"""Wikimedia's EventStreams: what happens to pages, as it happens, for as long as it is wanted.

The server ends every connection after 15 minutes, and drops others before that; each time
it is asked to go on after the last event that came.
https://wikitech.wikimedia.org/wiki/Event_Platform/EventStreams_HTTP_Service
"""

import time
from collections.abc import Callable, Generator, Iterator
from urllib.parse import urlsplit

from scraper.contact import agent_for
from scraper.fetch import (
    Advice,
    Bounds,
    Fetcher,
    WikiAnswerUnreadable,
    WikiBusy,
    WikiError,
    WikiRefused,
    WikiUnreachable,
)
from scraper.manners import Patience
from scraper.pagechange import PAGE_CHANGES, PageChange, read
from scraper.position import fit_position
from scraper.sent import Events

_ADVICE = Advice(check="check live.stream in the settings", again="it is asked again")

# All wikis together change many pages a second; a canary an hour tells of the others.
_SILENCE = 90.0
# A connection that lasted for so many seconds was none that failed.
_SOUND = 60.0
# After a longer break it costs the wiki less to look at everything than to send all of it again.
STALE = 600.0
_MOST_UNREADABLE = 100


class Stream:
    """The page changes of all wikis after ``position`` (else from now on), at ``url``.

    ``position`` moves on with every event, and is given up after a break of ten minutes.
    ``tell`` hears of each error with which a connection ends before it gave an event, and None
    when one gives its first; ``lost`` is called when a connection begins without a position, so
    that what happened before is not known. Making one asks nothing yet. Raises ContactMissing
    or WikiRefused as a Wiki does.
    """

    def __init__(
        self,
        url: str = PAGE_CHANGES,
        *,
        contact: str = "",
        position: str = "",
        silence: float = _SILENCE,
        sleep: Callable[[float], object] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        patience: Patience | None = None,
        tell: Callable[[WikiError | None], object] = lambda _: None,
        lost: Callable[[], object] = lambda: None,
    ) -> None:
        self._agent = agent_for("the event stream", url, contact)
        self.host = urlsplit(url).netloc
        self.position = position
        self._url = url
        self._silence = silence
        self._sleep = sleep
        self._clock = clock
        self._patience = patience or Patience()
        self._tell = tell
        self._lost = lost
        self._alive = clock()

    def changes(self) -> Iterator[PageChange]:
        """Give every change as it comes, some of them twice, until ``sleep`` raises."""
        failed = 0
        while True:
            began = self._clock()
            error = yield from self._connection()
            failed = 1 if self._clock() - began >= _SOUND else failed + 1
            self._sleep(self._delay(failed, error))
            if self._clock() - self._alive > STALE:
                self.position = ""

    def _connection(self) -> Generator[PageChange, None, WikiError]:
        """Give the changes of one connection, and return why it ended."""
        heard = False
        resumed = bool(self.position)
        fetcher = Fetcher(
            self.host, self._url, self._agent, Bounds(silence=self._silence), advice=_ADVICE
        )
        try:
            for change in self._read(fetcher):
                if not heard:
                    heard = True
                    self._tell(None)
                    if not resumed:
                        self._lost()
                if not change.is_canary:
                    yield change
            error = WikiError(f"{self.host} sent nothing: it is asked again", passing=True)
        except WikiError as caught:
            error = caught
        finally:
            fetcher.close()
        if not heard:
            self._tell(error)
        if isinstance(error, WikiRefused):
            # One of an older stream would be refused for ever.
            self.position = ""
        return error

    def _read(self, fetcher: Fetcher) -> Iterator[PageChange]:
        events = Events()
        began, unreadable = self._clock(), 0
        after = {"Last-Event-ID": self.position} if self.position else {}
        for part in fetcher.follow(after):
            for sent in events.feed(part):
                self.position = fit_position(sent.id) or self.position
                if sent.is_message and (change := read(sent.data)):
                    self._alive, unreadable = self._clock(), 0
                    yield change
                else:
                    unreadable += 1
            if unreadable >= _MOST_UNREADABLE:
                raise WikiAnswerUnreadable(
                    f'{self.host} sends events at "{self._url}" that are no changes of pages: '
                    f"{_ADVICE.check}"
                )
            if self._clock() - max(began, self._alive) > self._silence:
                raise WikiUnreachable(
                    f"{self.host} sent no event for {self._silence:g} s: {_ADVICE.again}",
                    passing=True,
                )

    def _delay(self, failed: int, error: WikiError) -> float:
        busy = isinstance(error, WikiBusy)
        delay = self._patience.delay(failed, error.retry_after, busy=busy)
        return delay if error.passing else max(delay, self._patience.longest)
