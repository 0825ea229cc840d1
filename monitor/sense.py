"""What a settings file may not say, although each of its values can be read."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from difflib import get_close_matches

from monitor.settings import (
    EmailChannel,
    PushChannel,
    Schedule,
    Settings,
    SettingsError,
    Smtp,
    Subscription,
)
from monitor.shape import Mistake
from monitor.toml_lines import Key
from scraper.article import Article
from scraper.hosts import host_of, without_password
from scraper.manners import contact_problem, is_wikimedia
from scraper.title import title_problem
from scraper.words.language import languages

CONTACT_HINT = 'give an e-mail address, a URL or a user page, such as "you@example.org"'
_HOST = re.compile(r"[a-z0-9]+(?:(?:\.|-+)[a-z0-9]+)*(?::\d{1,5})?")
_PLAIN_ADDRESS = r"[^@\s<>,;\"]+@[^@\s<>,;\"]+"
_ADDRESS = re.compile(rf"{_PLAIN_ADDRESS}|[^@<>,;\x00-\x1f\x7f]*<{_PLAIN_ADDRESS}>")


def mistakes_of_sense(settings: Settings) -> Iterator[Mistake]:
    """List what contradicts itself, is said twice, or lacks what it needs."""
    yield from _contacts(settings)
    yield from _wikis(settings)
    yield from _articles(settings)
    yield from _schedule(settings)
    yield from _live(settings)
    yield from _subscriptions(settings)
    if settings.smtp is not None:
        yield from _smtp(settings.smtp)


def _contacts(settings: Settings) -> Iterator[Mistake]:
    for key, contact in [
        (("contact",), settings.contact),
        *((("wikis", host, "contact"), wiki.contact) for host, wiki in settings.wikis.items()),
    ]:
        if contact and (why := contact_problem(contact)):
            yield Mistake(key, f'"{contact}" is no contact, {why}: {CONTACT_HINT}')
    for host in dict.fromkeys(group.wiki for group in settings.articles):
        api = host_of(settings.wiki(host).api)
        if (is_wikimedia(host) or is_wikimedia(api)) and not settings.contact_for(host):
            yield Mistake(
                ("contact",),
                f"is missing: {host} asks every program for one: {CONTACT_HINT}",
            )


def _wikis(settings: Settings) -> Iterator[Mistake]:
    for host, wiki in settings.wikis.items():
        if problem := host_problem(host):
            yield Mistake(("wikis", host), problem)
        if wiki.language and wiki.language not in languages():
            yield Mistake(
                ("wikis", host, "language"),
                f'"{wiki.language}" is no language of which there are words: '
                f"give one of {', '.join(languages())}",
            )
        if wiki.api and not host_of(wiki.api):
            yield Mistake(
                ("wikis", host, "api"), f"{_no_address(wiki.api)}: give that of the wiki's api.php"
            )


def host_problem(host: str) -> str:
    """Say what is wrong with a wiki's host name; "" where nothing is."""
    if _HOST.fullmatch(host):
        return ""
    if _HOST.fullmatch(host.lower()):
        return f'"{host}" has capitals: write "{host.lower()}"'
    return f'"{host}" is no host name: give one such as "en.wikipedia.org"'


def _articles(settings: Settings) -> Iterator[Mistake]:
    first: dict[tuple[str, str], str] = {}
    for place, group in enumerate(settings.articles):
        if problem := host_problem(group.wiki):
            yield Mistake(("articles", place, "wiki"), problem)
        for order, title in enumerate(group.titles):
            key = ("articles", place, "titles", order)
            if problem := title_problem(title):
                yield Mistake(key, f'"{title}" cannot be a title: {problem}')
                continue
            known = first.setdefault((group.wiki, _folded(title)), title)
            if known is not title:
                yield Mistake(key, f'"{title}" is listed twice on {group.wiki}: drop one of them')
    if not any(group.titles for group in settings.articles):
        yield Mistake(("articles",), "lists no title: nothing would be watched")


def _folded(title: str) -> str:
    spaced = " ".join(title.replace("_", " ").split())
    return spaced[:1].upper() + spaced[1:]


def _schedule(settings: Settings) -> Iterator[Mistake]:
    schedule = settings.schedule
    yield from _times(schedule.every, schedule.cron, ("schedule",))
    for place, group in enumerate(settings.articles):
        yield from _times(group.every, group.cron, ("articles", place))
    if schedule.jitter:
        from monitor.timing import jitter

        try:
            jitter(schedule)
        except SettingsError as error:
            yield Mistake(("schedule", "jitter"), str(error))


def _live(settings: Settings) -> Iterator[Mistake]:
    if not host_of(settings.live.stream):
        yield Mistake(
            ("live", "stream"),
            f"{_no_address(settings.live.stream)}: give that of an event stream",
        )


def _no_address(url: str) -> str:
    what = "has a user's name or password" if "@" in url else "is no http or https URL"
    return f'"{without_password(url)}" {what}'


def _times(every: str, cron: str, key: Key) -> Iterator[Mistake]:
    if every and cron:
        yield Mistake((*key, "cron"), "is given beside every: drop one of them")
    elif every or cron:
        from monitor.timing import trigger  # APScheduler is for those alone who set one

        try:
            trigger(Schedule(every=every, cron=cron))
        except SettingsError as error:
            yield Mistake((*key, "cron" if cron else "every"), str(error))


def _subscriptions(settings: Settings) -> Iterator[Mistake]:
    for place, name in _repeated(one.name for one in settings.subscriptions):
        yield Mistake(
            ("subscriptions", place, "name"), f'"{name}" is used twice: give each its own'
        )
    for place, subscription in enumerate(settings.subscriptions):
        if not subscription.channels:
            yield Mistake(
                ("subscriptions", place, "channels"), "is empty: its reports would go nowhere"
            )
        yield from _digest(subscription, place)
        yield from _silence(subscription, place, settings)
        for order, channel in enumerate(subscription.channels):
            if isinstance(channel, PushChannel) and not (channel.url_env or channel.url_file):
                yield Mistake(
                    ("subscriptions", place, "channels", order),
                    "has no address: give url_env or url_file, which hold them",
                )
            if isinstance(channel, EmailChannel):
                yield from _email(
                    channel, ("subscriptions", place, "channels", order, "recipients")
                )
    mails = any(
        isinstance(channel, EmailChannel)
        for one in settings.subscriptions
        for channel in one.channels
    )
    if mails and settings.smtp is None:
        yield Mistake(("smtp",), "is missing: mail needs a server, give host and from in [smtp]")


def _silence(subscription: Subscription, place: int, settings: Settings) -> Iterator[Mistake]:
    """List what would let a subscription hear nothing, and take that for calm."""
    if not (subscription.news or subscription.failures):
        yield Mistake(
            ("subscriptions", place, "news"), "is false without failures: there is nothing to tell"
        )
    watched = {
        name.casefold(): name
        for group in settings.articles
        for title in group.titles
        for article in [Article(group.wiki, _folded(title))]
        for name in (article.subject, article.title, str(article))
    }
    for order, name in enumerate(subscription.articles):
        if name.casefold() not in watched:
            yield Mistake(
                ("subscriptions", place, "articles", order),
                f'"{name}" is no article that is watched: {_hint(name, watched)}',
            )
    for order, name in enumerate(subscription.names):
        if not _is_known(name):
            yield Mistake(
                ("subscriptions", place, "names", order),
                f'"{name}" is no state or organisation that the tables know: mend it, or begin '
                'it with "?" if articles write it so',
            )


def _hint(name: str, watched: Mapping[str, str]) -> str:
    near = get_close_matches(name.casefold(), watched, n=1)
    return f'did you mean "{watched[near[0]]}"?' if near else "list it in [[articles]], too"


def _is_known(name: str) -> bool:
    from scraper.names import counterparts, organisations

    meant = name, counterparts.identify(name), organisations.identify(name)
    return name.startswith("?") or any(map(counterparts.canonical, meant))


def _digest(subscription: Subscription, place: int) -> Iterator[Mistake]:
    key = ("subscriptions", place)
    if subscription.digest and subscription.failures:
        yield Mistake(
            (*key, "failures"),
            "is given beside digest, but failures are told at once: use another subscription",
        )
    for name, digest, zone in [
        ("digest", subscription.digest or "daily 00:00", ""),
        ("timezone", "daily 00:00", subscription.timezone),
    ]:
        if not (subscription.digest or subscription.timezone):
            break
        from monitor.timing import turn

        try:
            turn(digest, zone, datetime(2000, 1, 1, tzinfo=UTC))
        except SettingsError as error:
            yield Mistake((*key, name), str(error))


def _email(channel: EmailChannel, key: tuple[str | int, ...]) -> Iterator[Mistake]:
    if not channel.recipients:
        yield Mistake(key, "is empty: the mail would go to nobody")
    for address in channel.recipients:
        if not _ADDRESS.fullmatch(address):
            yield Mistake(
                key, f'"{address}" is no e-mail address: give one such as "you@example.org"'
            )


def _smtp(smtp: Smtp) -> Iterator[Mistake]:
    if not _ADDRESS.fullmatch(smtp.sender):
        yield Mistake(
            ("smtp", "from"),
            f'"{smtp.sender}" is no e-mail address: give one such as "diplowatch@example.org"',
        )
    if smtp.password_env and smtp.password_file:
        yield Mistake(("smtp", "password_file"), "is given beside password_env: drop one of them")
    has_password = bool(smtp.password_env or smtp.password_file)
    if bool(smtp.user) != has_password:
        missing = "password_env" if smtp.user else "user"
        yield Mistake(
            ("smtp", missing), "is missing: a login needs user and password_env or password_file"
        )
    if smtp.user and smtp.security == "none":
        yield Mistake(
            ("smtp", "security"), 'is "none": a password is sent over "starttls" or "tls" only'
        )


def _repeated(names: Iterable[str]) -> Iterator[tuple[int, str]]:
    seen: Counter[str] = Counter()
    for place, name in enumerate(names):
        seen[name] += 1
        if seen[name] == 2:  # the second use is the mistake
            yield place, name
