"""More than one request can ask for, and more than one answer can hold."""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from scraper.answers import Answer, Page, Query
from scraper.api import Api
from scraper.fetch import WikiAnswerUnreadable

# What a client without special rights may ask for at a time.
_MOST_NAMES = 50
# Servers refuse request lines of 8 KiB; a Cyrillic title takes six bytes a letter.
_MOST_BYTES = 6_000


def batches(names: Sequence[str]) -> Iterator[list[str]]:
    """Split titles or ids into what one request can ask for."""
    batch: list[str] = []
    size = 0
    for name in names:
        length = len(quote(f"{name}|", safe=""))
        if batch and (len(batch) == _MOST_NAMES or size + length > _MOST_BYTES):
            yield batch
            batch, size = [], 0
        batch.append(name)
        size += length
    if batch:
        yield batch


def answers(api: Api, asked: Mapping[str, str | int]) -> Iterator[Answer]:
    """Ask, and go on as long as the wiki says that there is more; raise WikiError.

    Only ``batchcomplete`` says that nothing was cut off.
    (https://www.mediawiki.org/wiki/API:Continue)
    """
    more: dict[str, str | int] | None = None
    asked_for: list[dict[str, str | int] | None] = []
    while True:
        asked_for.append(more)
        answer = api.query({**asked, **(more or {})})
        yield answer
        if answer.continued is None and answer.batchcomplete:
            return
        if answer.continued is None or answer.continued in asked_for:
            raise WikiAnswerUnreadable(
                f"{api.wiki} neither completes its answer nor goes on (after {more}): "
                "one revision may be larger than it can answer with; look at the article there"
            )
        more = answer.continued


def merged(api: Api, asked: Mapping[str, str | int]) -> Query:
    """Ask until nothing is cut off; each answer lists all pages, only some with revisions."""
    whole = Query()
    pages: dict[str, Page] = {}
    for answer in answers(api, asked):
        whole = answer.query or whole
        for page in whole.pages:
            if page.revisions or page.title not in pages:
                pages[page.title] = page
    whole.pages = list(pages.values())
    return whole
