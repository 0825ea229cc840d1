"""The shape of the Action API's answers (formatversion 2), and revisions out of them.

A key that the wiki withholds is absent, and a flag says so beside it: ``texthidden`` in
the slot, ``userhidden`` and ``commenthidden`` in the revision, ``textmissing`` where the
servers have lost a text. https://www.mediawiki.org/wiki/API:Revisions
"""

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct, field

from scraper.article import Revision

Continue = dict[str, str | int]


class Slot(Struct):
    """A part of a revision; an article has the slot "main" only."""

    content: str | None = None
    texthidden: bool = False
    textmissing: bool = False
    missing: bool = False


class ApiRevision(Struct):
    """A revision as the API gives it."""

    revid: int
    timestamp: Annotated[datetime, Meta(tz=True)]
    parentid: int = 0
    user: str | None = None
    anon: bool = False
    temp: bool = False
    comment: str | None = None
    sha1: str = ""
    tags: list[str] = []
    minor: bool = False
    slotsmissing: bool = False
    slots: dict[str, Slot] = {}


class Flagged(Struct):
    """What the extension FlaggedRevs knows of a page: the revision last found in order."""

    stable_revid: int = 0


class Langlink(Struct):
    """A link to the same subject in another language; its address tells the other wiki."""

    lang: str
    title: str
    url: str = ""


class Found(Struct):
    """A title that a search, a category or a link gives; its namespace."""

    title: str
    ns: int = 0


class Page(Struct):
    """A page as the API gives it; ``revisions`` is None where the answer was cut off."""

    title: str = ""
    pageid: int = 0
    missing: bool = False
    invalid: bool = False
    invalidreason: str = ""
    special: bool = False
    revisions: list[ApiRevision] | None = None
    flagged: Flagged | None = None
    pageprops: dict[str, str] = {}
    langlinks: list[Langlink] = []
    links: list[Found] = []


class Renaming(Struct):
    """One link of a chain: a title normalised, or redirected, to another."""

    old: str = field(name="from")
    new: str = field(name="to")


class Interwiki(Struct):
    """A title that lies on another wiki."""

    title: str


class Query(Struct):
    """What a query found."""

    pages: list[Page] = []
    normalized: list[Renaming] = []
    redirects: list[Renaming] = []
    interwiki: list[Interwiki] = []
    prefixsearch: list[Found] = []
    search: list[Found] = []
    categorymembers: list[Found] = []


class Failure(Struct):
    """An error of the API, which comes with HTTP status 200."""

    code: str
    info: str = ""


class Answer(Struct):
    """An answer to ``action=query``; only ``batchcomplete`` says that nothing was cut off."""

    batchcomplete: bool = False
    continued: Continue | None = field(name="continue", default=None)
    error: Failure | None = None
    query: Query | None = None
    curtimestamp: Annotated[datetime, Meta(tz=True)] | None = None


def as_revision(given: ApiRevision) -> Revision:
    """Make a revision of the API's; the text is None where it was withheld or not asked for."""
    main = given.slots.get("main")
    return Revision(
        id=given.revid,
        parent_id=given.parentid,
        saved_at=given.timestamp,
        user=given.user,
        comment=given.comment,
        text=main.content if main else None,
        sha1=given.sha1.lower(),
        tags=tuple(given.tags),
        minor=given.minor,
        standing=_standing(given),
    )


def lacks_text(given: ApiRevision) -> bool:
    """Tell whether a text that was asked for is absent without the wiki saying that it hides it."""
    main = given.slots.get("main")
    if main is None:
        return not given.slotsmissing
    said = main.texthidden or main.textmissing or main.missing
    return main.content is None and not said


def _standing(given: ApiRevision) -> str:
    if given.user is None:
        return ""
    # A temporary account has no "anon"; the form of its name is the wiki's own affair.
    if given.temp:
        return "temporary"
    return "anonymous" if given.anon else "registered"
