"""The nouns of the settings file (TOML), as they stand there, each with its explanation."""

from datetime import timedelta
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

from monitor.said import Says
from scraper.article import Article
from scraper.pagechange import PAGE_CHANGES

Format = Literal["text", "markdown", "html", "json"]
Security = Literal["starttls", "tls", "none"]
Kind = Literal["relation", "membership"]
What = Literal[
    "established", "withdrawn", "severed", "suspended", "resumed", "refined", "coarsened",
    "redated", "joined", "left", "status",
]  # fmt: skip
Grade = Literal["referenced", "registered", "agreed"]
"""Of a change: it cites a new reference, a registered user made it, the other side agrees."""

_Hours = Annotated[float, Meta(ge=0, le=24 * 366)]
_Port = Annotated[int, Meta(ge=1, le=65535)]
_Seconds = Annotated[float, Meta(gt=0, le=600)]
_Tries = Annotated[int, Meta(ge=1, le=20)]
_KeptDays = Annotated[int, Meta(ge=90, le=36_600)]
_Text = Annotated[str, Meta(min_length=1)]
_Entries = Annotated[int, Meta(ge=1, le=1000)]
_FormatSaid = Annotated[Format, Says("text, markdown, html or json.")]


class MonitorError(Exception):
    """What ends a command in one line: its message says what, which, why and what to do."""


class SettingsError(MonitorError):
    """A mistake in the settings or on the command line: the message has one line for each."""


class WikiSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """A wiki that is reached in an unusual way."""

    api: Annotated[
        str,
        Says(
            'The URL of its api.php, else "https://HOST/w/api.php".',
            "https://wiki.example.org/api.php",
        ),
    ] = ""
    contact: Annotated[
        str, Says("Another contact than the general one, for its operators.", "you@example.org")
    ] = ""
    tries: Annotated[
        _Tries, Says("How often it is asked in a round while it is busy or out of reach.")
    ] = 5
    language: Annotated[
        str,
        Says(
            "The language of its articles, where its host (de.wikipedia.org) does not tell it.",
            "de",
        ),
    ] = ""
    flagged: Annotated[
        bool,
        Says(
            "It has the extension FlaggedRevs: what its reviewers have found in order is told "
            "at once."
        ),
    ] = False


class ArticleGroup(Struct, frozen=True, forbid_unknown_fields=True):
    """What is watched. Repeat this for another wiki, or for other times."""

    titles: Annotated[
        tuple[_Text, ...],
        Says("", example=("Foreign relations of Mongolia",), used=True),
    ]
    wiki: Annotated[_Text, Says("The host of the wiki.", used=True)] = "en.wikipedia.org"
    every: Annotated[
        str, Says('When "diplowatch watch" looks at these, else as [schedule] says.', "1h")
    ] = ""
    cron: Annotated[str, Says("Instead of every.", "0 7 * * mon-fri")] = ""


class Memory(Struct, frozen=True, forbid_unknown_fields=True):
    """What is remembered: everything, unless old texts are dropped.

    What they said of relations and memberships stays in any case, and so does the newest
    text of each article. A text costs a few hundred bytes.
    """

    keep_texts_days: Annotated[
        _KeptDays | None, Says("Drop texts older than so many days, 90 or more.", 730)
    ] = None


class Schedule(Struct, frozen=True, forbid_unknown_fields=True):
    """When "diplowatch watch" looks. "diplowatch check" looks once, whenever it is run."""

    every: Annotated[
        str,
        Says(
            'At an interval in s, m, h, d or w; it is "6h" unless cron is given.', "6h", used=True
        ),
    ] = ""
    cron: Annotated[str, Says("By a cron expression instead, in local time.", "15 */6 * * *")] = ""
    jitter: Annotated[
        str,
        Says(
            "At random up to so much later, so that not all programs come at the full hour.", "5m"
        ),
    ] = ""


class Live(Struct, frozen=True, forbid_unknown_fields=True):
    """Where "diplowatch watch --live" hears of edits as they happen.

    Its times stay in force, for what the stream does not tell.
    """

    stream: Annotated[
        _Text,
        Says(
            "The event stream, which has the wikis of Wikimedia. For another wiki: that of its "
            "own changes of pages, of the same kind (mediawiki.page_change)."
        ),
    ] = PAGE_CHANGES
    gather: Annotated[
        _Seconds, Says("Seconds in which edits of an article, or of several, become one look.")
    ] = 10


class StdoutChannel(Struct, frozen=True, forbid_unknown_fields=True, tag_field="to", tag="stdout"):
    """Standard output, which cron mails to its owner."""

    format: Annotated[Format, Says("text, markdown, html or json.", used=True)] = "text"


class FileChannel(Struct, frozen=True, forbid_unknown_fields=True, tag_field="to", tag="file"):
    """One file a report, in a folder."""

    folder: Annotated[_Text, Says("It is made if it is missing.", "reports", used=True)]
    format: Annotated[Format, Says("text, markdown, html or json.", "html", used=True)] = "text"


class EmailChannel(Struct, frozen=True, forbid_unknown_fields=True, tag_field="to", tag="email"):
    """A mail of text and HTML to each recipient; it needs [smtp]."""

    recipients: Annotated[tuple[_Text, ...], Says("Who gets it.", ("you@example.org",))]


class AppendChannel(Struct, frozen=True, forbid_unknown_fields=True, tag_field="to", tag="append"):
    """One file that grows by each report: as JSON, by a line."""

    file: Annotated[_Text, Says("It is made if it is missing.", "reports.jsonl")]
    format: _FormatSaid = "text"


class AtomChannel(Struct, frozen=True, forbid_unknown_fields=True, tag_field="to", tag="atom"):
    """An Atom feed of the newest reports."""

    file: Annotated[_Text, Says("It is made if it is missing.", "feed.xml")]
    title: Annotated[_Text, Says("What readers call it.")] = "diplowatch"
    url: Annotated[
        str, Says("The address at which others find it.", "https://www.example.org/feed.xml")
    ] = ""
    entries: Annotated[_Entries, Says("How many reports it has at most.")] = 50


class PushChannel(Struct, frozen=True, forbid_unknown_fields=True, tag_field="to", tag="push"):
    """Chat, push services and webhooks by Apprise (install "diplowatch[push]").

    The addresses are secrets: one a line, in an environment variable or in a file.
    """

    url_env: Annotated[str, Says("The environment variable.", "DIPLOWATCH_PUSH")] = ""
    url_file: Annotated[str, Says("Or the file.", "push-addresses")] = ""
    format: _FormatSaid = "text"


Channel = StdoutChannel | FileChannel | EmailChannel | AppendChannel | AtomChannel | PushChannel


class Subscription(Struct, frozen=True, forbid_unknown_fields=True):
    """Who hears of changes, of which, and when. Repeat this for other readers.

    Its reports go to any number of channels, which follow.
    """

    name: Annotated[
        _Text, Says("A name of your own; another name is a new reader.", "everyone", used=True)
    ]
    channels: Annotated[tuple[Channel, ...], Says("")]
    settle_hours: Annotated[
        _Hours,
        Says(
            "A change is told once the article has said so for so long; what was undone before "
            "is never told. 0 tells at once.",
            used=True,
        ),
    ] = 6
    hold_hours: Annotated[
        _Hours, Says("A loss of much of an article is held for so long, and told as one line.")
    ] = 24
    articles: Annotated[
        tuple[_Text, ...],
        Says("Of these articles alone, by title or subject; an empty list is all.", ("Mongolia",)),
    ] = ()
    kinds: Annotated[
        tuple[Kind, ...], Says("Of these kinds alone.", ("relation", "membership"))
    ] = ()
    names: Annotated[
        tuple[_Text, ...],
        Says(
            "Of these counterparts and organisations alone, by name or identity.",
            ("Fiji", "World Trade Organization"),
        ),
    ] = ()
    changes: Annotated[
        tuple[What, ...],
        Says(
            "Of these changes alone: established, withdrawn, severed, suspended, resumed, "
            "refined, coarsened, redated, joined, left, status.",
            ("established", "severed", "joined", "left"),
        ),
    ] = ()
    grades: Annotated[
        tuple[Grade, ...],
        Says(
            "Of changes alone that cite a new reference, that an account made, on which the "
            "other side's article agrees.",
            ("referenced", "registered", "agreed"),
        ),
    ] = ()
    digest: Annotated[
        str,
        Says(
            'Instead of at once, the difference since the last one: "daily 07:00", "friday 18:00".',
            "daily 07:00",
        ),
    ] = ""
    timezone: Annotated[
        str, Says("The time zone of the digest, else the machine's.", "Europe/Vienna")
    ] = ""
    failures: Annotated[
        bool,
        Says(
            "Tell also what could not be fetched, read or delivered, as it begins and as it "
            "ends, which readers need not know.",
        ),
    ] = False
    news: Annotated[bool, Says("false tells of those failures alone.")] = True
    alarm_hours: Annotated[
        _Hours, Says("And once more, when there has been no success for so long.")
    ] = 24

    @property
    def settle_time(self) -> timedelta:
        """How long the article must have said a thing before it is told."""
        return timedelta(hours=self.settle_hours)

    @property
    def hold_time(self) -> timedelta:
        """How long a loss of much of an article must have lasted before it is told."""
        return timedelta(hours=self.hold_hours)

    @property
    def alarm_time(self) -> timedelta:
        """How long a failure must have lasted before it is told once more."""
        return timedelta(hours=self.alarm_hours)


class Smtp(Struct, frozen=True, forbid_unknown_fields=True):
    """The mail server, for channels to = "email".

    The password is never written here: it is read from an environment variable or a file.
    """

    host: Annotated[_Text, Says("", "mail.example.org")]
    sender: Annotated[_Text, Says("The sender's address.", "diplowatch@example.org")] = field(
        name="from"
    )
    port: Annotated[_Port, Says("Its port; 465 is usual for tls.")] = 587
    security: Annotated[Security, Says("starttls, tls or none.")] = "starttls"
    user: Annotated[str, Says("Who signs in, where it asks for that.", "diplowatch")] = ""
    password_env: Annotated[
        str, Says("The environment variable with the password.", "DIPLOWATCH_SMTP_PASSWORD")
    ] = ""
    password_file: Annotated[str, Says("Or the file with it.", "smtp-password")] = ""
    timeout: Annotated[_Seconds, Says("Seconds for every step of a conversation.")] = 30


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """All of the settings file; paths in it are relative to its folder."""

    articles: Annotated[tuple[ArticleGroup, ...], Says("")]
    contact: Annotated[
        str,
        Says(
            "Whom the operators of the wiki can write to when this program is a burden to them: "
            "an e-mail address, a web page or a user page. Wikimedia's wikis refuse programs "
            "without one.",
            used=True,
        ),
    ] = ""
    database: Annotated[
        _Text, Says("All that is remembered: every version, every fact, every report.", used=True)
    ] = "diplowatch.db"
    history: Annotated[Memory, Says("")] = Memory()
    schedule: Annotated[Schedule, Says("")] = Schedule()
    live: Annotated[Live, Says("")] = Live()
    subscriptions: Annotated[tuple[Subscription, ...], Says("")] = (
        Subscription("everyone", (StdoutChannel(),)),
    )
    wikis: Annotated[dict[str, WikiSettings], Says("", example="wiki.example.org")] = {}
    smtp: Annotated[Smtp | None, Says("")] = None

    @property
    def listed(self) -> tuple[Article, ...]:
        """Give the articles that are watched, by the titles under which they are listed."""
        return tuple(
            Article(group.wiki, title) for group in self.articles for title in group.titles
        )

    @property
    def languages(self) -> dict[str, str]:
        """Give the languages of wikis by host, as far as they are named."""
        return {host: wiki.language for host, wiki in self.wikis.items() if wiki.language}

    def contact_for(self, wiki: str) -> str:
        """Give the address that the wiki's operators can write to, "" for none."""
        return self.wiki(wiki).contact or self.contact

    def schedule_of(self, group: ArticleGroup) -> Schedule:
        """Give when ``watch`` looks at the articles of a group."""
        own = Schedule(every=group.every, cron=group.cron)
        return own if group.every or group.cron else self.schedule

    def wiki(self, wiki: str) -> WikiSettings:
        """Give the settings of one wiki, which need not be listed."""
        return self.wikis.get(wiki, WikiSettings())
