"""The nouns of the settings file (TOML), as they stand there."""

from datetime import timedelta
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

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


class MonitorError(Exception):
    """What ends a command in one line: its message says what, which, why and what to do."""


class SettingsError(MonitorError):
    """A mistake in the settings or on the command line: the message has one line for each."""


class WikiSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """How one wiki is reached.

    ``api`` is the URL of its api.php ("" is the usual place); a wiki that is busy or out
    of reach is asked ``tries`` times in a round. ``flagged`` tells that it has the
    extension FlaggedRevs: what its reviewers have found in order is told at once.
    """

    api: str = ""
    contact: str = ""
    tries: _Tries = 5
    flagged: bool = False


class ArticleGroup(Struct, frozen=True, forbid_unknown_fields=True):
    """Articles of one wiki that are watched alike.

    ``watch`` looks at them at their own interval or cron expression, else on the schedule.
    """

    titles: tuple[_Text, ...]
    wiki: _Text = "en.wikipedia.org"
    every: str = ""
    cron: str = ""


class Memory(Struct, frozen=True, forbid_unknown_fields=True):
    """What is remembered: all, or no texts older than some days.

    What the articles said in them stays, and so does the newest text of each.
    """

    keep_texts_days: _KeptDays | None = None


class Schedule(Struct, frozen=True, forbid_unknown_fields=True):
    """When ``watch`` looks: at an interval ("6h"), or by a cron expression in local time.

    A round begins up to ``jitter`` ("5m") later, at random.
    """

    every: str = ""
    cron: str = ""
    jitter: str = ""


class FileChannel(Struct, frozen=True, forbid_unknown_fields=True, tag_field="to", tag="file"):
    """One file a report, in a folder."""

    folder: _Text
    format: Format = "text"


class StdoutChannel(Struct, frozen=True, forbid_unknown_fields=True, tag_field="to", tag="stdout"):
    """Standard output, which cron mails to its owner."""

    format: Format = "text"


class EmailChannel(Struct, frozen=True, forbid_unknown_fields=True, tag_field="to", tag="email"):
    """A mail of text and HTML to each recipient."""

    recipients: tuple[_Text, ...]


class AppendChannel(Struct, frozen=True, forbid_unknown_fields=True, tag_field="to", tag="append"):
    """The end of one file; as JSON it gets a line for each report."""

    file: _Text
    format: Format = "text"


class AtomChannel(Struct, frozen=True, forbid_unknown_fields=True, tag_field="to", tag="atom"):
    """A feed file with the newest reports; ``url`` is the address at which it is published."""

    file: _Text
    title: _Text = "diplowatch"
    url: str = ""
    entries: Annotated[int, Meta(ge=1, le=1000)] = 50


class PushChannel(Struct, frozen=True, forbid_unknown_fields=True, tag_field="to", tag="push"):
    """Chat, push services and webhooks by Apprise; its addresses are secrets, one a line.

    They stand in the environment variable ``url_env`` or in the file ``url_file``.
    """

    url_env: str = ""
    url_file: str = ""
    format: Format = "text"


Channel = FileChannel | StdoutChannel | EmailChannel | AppendChannel | AtomChannel | PushChannel


class Subscription(Struct, frozen=True, forbid_unknown_fields=True):
    """Who hears of changes, of which, and once they have stood for how long.

    ``articles`` (titles or subjects), ``kinds``, ``names`` (of counterparts and
    organisations, or their identities), ``changes`` and ``grades`` narrow what is told;
    an empty one lets everything pass. With a ``digest`` ("daily 07:00", "monday 07:00",
    in ``timezone``, else the machine's) the difference since the last one is told. With
    ``failures`` also what could not be fetched, read or delivered: as it begins, when
    it has lasted for ``alarm_hours``, and as it ends.
    """

    name: _Text
    channels: tuple[Channel, ...]
    settle_hours: _Hours = 6
    hold_hours: _Hours = 24
    articles: tuple[_Text, ...] = ()
    kinds: tuple[Kind, ...] = ()
    names: tuple[_Text, ...] = ()
    changes: tuple[What, ...] = ()
    grades: tuple[Grade, ...] = ()
    digest: str = ""
    timezone: str = ""
    failures: bool = False
    alarm_hours: _Hours = 24

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
    """The mail server, and the sender's address.

    The password stands in the environment variable ``password_env`` or in the file
    ``password_file``, never here; ``timeout`` is in seconds.
    """

    host: _Text
    sender: _Text = field(name="from")
    port: _Port = 587
    security: Security = "starttls"
    user: str = ""
    password_env: str = ""
    password_file: str = ""
    timeout: _Seconds = 30


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """All of the settings file; paths in it are relative to its folder."""

    articles: tuple[ArticleGroup, ...]
    contact: str = ""
    database: _Text = "diplowatch.db"
    history: Memory = Memory()
    schedule: Schedule = Schedule()
    subscriptions: tuple[Subscription, ...] = (Subscription("everyone", (StdoutChannel(),)),)
    wikis: dict[str, WikiSettings] = {}
    smtp: Smtp | None = None

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
