"""One GET of a wiki's answer, bounded in size and time: the only HTTP of the scraper."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urljoin, urlsplit

import requests
import urllib3

from scraper.article import ScraperError
from scraper.manners import retry_after
from scraper.outage import LATER, outage

_BUSY = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_MOST_REDIRECTS = 3
_CHUNK = 65_536
_MIB = 1024 * 1024
_JSON, _EVENTS, WIKITEXT = "application/json", "text/event-stream", "text/x-wiki"
_NAMES = {_JSON: "JSON", _EVENTS: "events", WIKITEXT: "wikitext"}


class WikiError(ScraperError):
    """A wiki did not give what was asked.

    ``passing`` tells whether it may be gone on the next try; ``retry_after`` is what the
    wiki asked to wait, in seconds.
    """

    def __init__(
        self, message: str, *, passing: bool = False, retry_after: float | None = None
    ) -> None:
        super().__init__(message)
        self.passing = passing
        self.retry_after = retry_after


class WikiUnreachable(WikiError):
    """The wiki does not answer, or says that it is broken: look at the network, or wait."""


class WikiBusy(WikiError):
    """The wiki asks to be left alone for a while (429, maxlag, ratelimited): wait."""


class WikiAnswerUnreadable(WikiError):
    """What came is no answer of a MediaWiki: look at the wiki's address in the settings."""


class WikiRefused(WikiError):
    """The wiki does not serve us, or not this: look at contact and address in the settings."""


@dataclass(frozen=True)
class Bounds:
    """What an answer may take: bytes unpacked; seconds to connect, between bytes, in all."""

    size: int = 64 * _MIB
    connect: float = 10.0
    silence: float = 30.0
    whole: float = 300.0


@dataclass(frozen=True)
class Fetched:
    """The body of an answer of status 200, and its headers."""

    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Advice:
    """What a message tells the operator to look at, and when it is tried again."""

    check: str = "check the wiki and api in the settings"
    again: str = LATER


class Fetcher:
    """A session with one wiki, of which ``url`` is asked; ``wiki`` names it in messages."""

    def __init__(
        self,
        wiki: str,
        url: str,
        agent: str,
        bounds: Bounds,
        clock: Callable[[], float] = time.monotonic,
        advice: Advice = Advice(),
    ) -> None:
        self._wiki = wiki
        self._url = url
        self._bounds = bounds
        self._clock = clock
        self._advice = advice
        self._session = requests.Session()
        self._session.headers.update({"User-Agent": agent, "Accept-Encoding": "gzip"})

    def close(self) -> None:
        """Close the connection."""
        self._session.close()

    def get(self, parameters: Mapping[str, str | int], kind: str = _JSON) -> Fetched:
        """Fetch an answer of that kind, or raise WikiError."""
        ends = self._clock() + self._bounds.whole
        with self._answered(parameters, {}, kind) as response:
            return Fetched(self._read(response, ends), response.headers)

    def follow(self, headers: Mapping[str, str]) -> Iterator[bytes]:
        """Give what comes of an answer without an end (``text/event-stream``), as it comes.

        Neither its size nor its time is bounded, only the silence between two bytes. Raises
        WikiError; where the other side ends the answer, so does this.
        """
        # Packed, events would wait for one another on the way.
        asked = {"Accept": _EVENTS, "Accept-Encoding": "identity", **headers}
        with self._answered({}, asked, _EVENTS) as response:
            raw: urllib3.BaseHTTPResponse = response.raw
            while part := raw.read1(_CHUNK, decode_content=True):
                yield part

    @contextmanager
    def _answered(
        self, parameters: Mapping[str, str | int], headers: Mapping[str, str], kind: str
    ) -> Iterator[requests.Response]:
        url, asked = self._url, dict(parameters)
        try:
            for _ in range(_MOST_REDIRECTS + 1):
                with self._get(url, asked, headers) as response:
                    if not response.is_redirect:
                        self._check(response, kind)
                        yield response
                        return
                    url, asked = self._redirected(response), {}
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            raise self._broken(error) from error
        raise WikiRefused(f'{self._wiki} redirects "{self._url}" in a circle: {self._advice.check}')

    def _get(
        self, url: str, asked: Mapping[str, str | int], headers: Mapping[str, str]
    ) -> requests.Response:
        try:
            return self._session.get(
                url,
                params=asked,
                headers=dict(headers),
                stream=True,
                allow_redirects=False,
                timeout=(self._bounds.connect, self._bounds.silence),
            )
        except requests.RequestException:
            raise
        except ValueError as error:  # of a Location, which requests reads at once
            raise self._no_address() from error

    def _no_address(self) -> WikiRefused:
        return WikiRefused(
            f'{self._wiki} redirects "{self._url}" to what is no address: {self._advice.check}'
        )

    def _redirected(self, response: requests.Response) -> str:
        try:
            target = urljoin(response.url, response.headers["Location"])
            here, there = urlsplit(response.url), urlsplit(target)
            is_same_port = here.port == there.port
        except ValueError as error:
            raise self._no_address() from error
        upgraded = (here.scheme, there.scheme) == ("http", "https") and not here.port
        same = here.scheme == there.scheme or upgraded
        if same and here.hostname == there.hostname and is_same_port:
            return target
        raise WikiRefused(
            f'{self._wiki} redirects "{self._url}" to "{there.scheme}://{there.netloc}", which '
            "is not the configured host: if that is the wiki, set it in the settings"
        )

    def _check(self, response: requests.Response, wanted: str) -> None:
        status = response.status_code
        told = f'{self._wiki} answered "{self._url}" with status {status}'
        if status in _BUSY:
            wait = retry_after(response.headers)
            asks = "" if wait is None else f" and asks to wait {wait:g} s"
            raise WikiBusy(
                f"{told} ({_phrase(status)}){asks}: {self._advice.again}",
                passing=True,
                retry_after=wait,
            )
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise WikiUnreachable(
                f"{told} ({_phrase(status)}): it is out of order; {self._advice.again}",
                passing=True,
                retry_after=retry_after(response.headers),
            )
        if status == HTTPStatus.FORBIDDEN:
            raise WikiRefused(f"{told} (Forbidden): check the contact in the settings")
        if status != HTTPStatus.OK:
            raise WikiRefused(f"{told} ({_phrase(status)}): {self._advice.check}")
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip()
        if kind != wanted:
            named = {"text/html": "an HTML page", "": "no content type"}.get(kind, f'"{kind}"')
            raise WikiAnswerUnreadable(
                f'{self._wiki} answered "{self._url}" with {named} instead of '
                f"{_NAMES[wanted]}: {self._advice.check}"
            )

    def _read(self, response: requests.Response, ends: float) -> bytes:
        raw: urllib3.BaseHTTPResponse = response.raw
        parts, size = [], 0
        # read1 returns with what has come, so that the clock is looked at however slowly it comes.
        while part := raw.read1(_CHUNK, decode_content=True):
            parts.append(part)
            size += len(part)
            if size > self._bounds.size:
                raise WikiAnswerUnreadable(
                    f'{self._wiki} answered "{self._url}" with more than '
                    f"{self._bounds.size // _MIB} MiB, more than any answer has: "
                    f"{self._advice.check}"
                )
            if self._clock() > ends:
                raise WikiUnreachable(
                    f"{self._wiki} took more than {self._bounds.whole:g} s to answer "
                    f'"{self._url}": {self._advice.again}',
                    passing=True,
                )
        return b"".join(parts)

    def _broken(self, error: Exception) -> WikiError:
        if isinstance(error, urllib3.exceptions.DecodeError):
            return WikiAnswerUnreadable(
                f'{self._wiki} answered "{self._url}" with damaged compression: '
                f"if it stays so, {self._advice.check}",
                passing=True,
            )
        what, hint = outage(error, self._advice.again)
        return WikiUnreachable(
            f'cannot reach {self._wiki} at "{self._url}": {what}: {hint}', passing=True
        )


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:  # servers may make up their own
        return "no status of HTTP"
