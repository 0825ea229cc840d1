"""One question to a wiki's Action API: in its turn, and again while the wiki is busy."""

import logging
import time
from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar

import msgspec

from scraper.answers import Answer, Failure
from scraper.fetch import (
    WIKITEXT,
    Fetched,
    Fetcher,
    WikiAnswerUnreadable,
    WikiBusy,
    WikiError,
    WikiRefused,
    WikiUnreachable,
)
from scraper.manners import Pace, Patience, retry_after

_log = logging.getLogger(__name__)
_T = TypeVar("_T")

# "query" reads; maxlag 5 gives way to the wiki's own work, as API:Etiquette asks.
_ALWAYS: dict[str, str | int] = {
    "action": "query",
    "format": "json",
    "formatversion": 2,
    "maxlag": 5,
}


class Api:
    """The Action API of one wiki, which messages call ``wiki``, asked one question at a time."""

    def __init__(
        self,
        wiki: str,
        fetcher: Fetcher,
        *,
        pace: Pace,
        patience: Patience,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self.wiki = wiki
        self._fetcher = fetcher
        self._pace = pace
        self._patience = patience
        self._sleep = sleep

    def query(self, asked: Mapping[str, str | int], *, tries: int | None = None) -> Answer:
        """Ask ``action=query``; raise WikiError once the tries are used up, or at once if vain."""
        return self._patiently(partial(self._ask, asked), tries or self._patience.tries)

    def text(self, pages: Fetcher, revision_id: int) -> bytes:
        """Fetch a text as the wiki has stored it, from its ``pages``; raise WikiError."""
        return self._patiently(partial(self._text, pages, revision_id), self._patience.tries)

    def _patiently(self, ask: Callable[[], _T], most: int) -> _T:
        for tried in range(1, most):
            try:
                return ask()
            except WikiError as error:
                delay = self._patience.delay(
                    tried, error.retry_after, busy=isinstance(error, WikiBusy)
                )
                if not error.passing or delay > self._patience.longest:
                    raise
                _log.info("%s (asking again in %.0f s)", error, delay)
                self._sleep(delay)
        return ask()

    def _text(self, pages: Fetcher, revision_id: int) -> bytes:
        self._pace.wait()
        return pages.get({"action": "raw", "oldid": revision_id}, WIKITEXT).body

    def _ask(self, asked: Mapping[str, str | int]) -> Answer:
        self._pace.wait()
        fetched = self._fetcher.get(_ALWAYS | dict(asked))
        answer = self._decode(fetched)
        if answer.error is not None:
            raise self._failed(answer.error, fetched)
        return answer

    def _decode(self, fetched: Fetched) -> Answer:
        told = f"{self.wiki} answered with JSON that cannot be read"
        try:
            return msgspec.json.decode(fetched.body, type=Answer)
        except msgspec.ValidationError as error:
            raise WikiAnswerUnreadable(
                f"{told}: {error}: check that it is a MediaWiki of version 1.35 or newer"
            ) from error
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            raise WikiAnswerUnreadable(
                f"{told}: {error}: the next round tries again", passing=True
            ) from error

    def _failed(self, failure: Failure, fetched: Fetched) -> WikiError:
        """Make an error of the API's, whose status is 200 all the same."""
        told = f'{self.wiki} answered with the error "{failure.code}" ({_one_line(failure.info)})'
        wait = retry_after(fetched.headers)
        if failure.code in ("maxlag", "ratelimited", "readonly"):
            return WikiBusy(f"{told}: the next round tries again", passing=True, retry_after=wait)
        if failure.code.startswith("internal_api_error"):
            return WikiUnreachable(
                f"{told}: it is out of order; the next round tries again",
                passing=True,
                retry_after=wait,
            )
        return WikiRefused(f"{told}: check the wiki and its rights to read")


def _one_line(text: str, longest: int = 200) -> str:
    line = " ".join(text.split())
    return line if len(line) <= longest else line[: longest - 1] + "…"
