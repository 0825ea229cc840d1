"""Whether a round could do its work here: each part that it needs is tried out.

Nothing is stored, nothing is sent but a test mail to ``send_to``, where that is given.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

from monitor.channels import channels
from monitor.finding import Finding, Grade
from monitor.lock import holder
from monitor.settings import (
    AppendChannel,
    AtomChannel,
    Channel,
    FileChannel,
    PushChannel,
    Settings,
    SettingsError,
)
from monitor.stop import Stop
from monitor.trial import trial_mail
from monitor.wiring import reach, titles_of
from reports.channel import MailChannel
from reports.counts import count
from reports.deliver.mail import deliver, greet
from reports.message import DeliveryError
from scraper.article import ScraperError
from scraper.manners import Pace
from scraper.wiki import Head, Wiki
from storage.change import StorageError
from storage.history import History
from storage.verify import file_flaws

Clock = Callable[[], datetime]

_MIB = 1024 * 1024
_LEAST, _SCARCE = 10 * _MIB, 200 * _MIB
_WRONG_CLOCK = timedelta(seconds=30)


def examine(
    settings: Settings, environ: Mapping[str, str], clock: Clock, send_to: str = ""
) -> Iterator[Finding]:
    """Look at everything once, the nearest first; ``clock`` gives the time of day here."""
    yield _settings(settings)
    yield from _secrets(settings, environ)
    database = Path(settings.database)
    yield from _database(database)
    yield _lock(database)
    yield _disk(database)
    yield from _reports(settings)
    yield from _wikis(settings, clock)
    yield from _mail(settings, environ, clock(), send_to)


def _settings(settings: Settings) -> Finding:
    titles = titles_of(settings)
    count = sum(map(len, titles.values()))
    readers = ", ".join(f'"{one.name}"' for one in settings.subscriptions)
    return Finding(
        "fine", "settings", f"articles: {count}, on {', '.join(titles)}; subscriptions: {readers}"
    )


def _secrets(settings: Settings, environ: Mapping[str, str]) -> Iterator[Finding]:
    outward = channels(None, environ)
    pushes = [one for one in _all_channels(settings) if isinstance(one, PushChannel)]
    try:
        channels(settings.smtp, environ)
        for channel in pushes:
            outward.address(channel)
    except SettingsError as error:
        yield Finding("wrong", "secrets", str(error))
        return
    named = [settings.smtp.password_file] if settings.smtp else []
    for file in [Path(name) for name in (*named, *(one.url_file for one in pushes)) if name]:
        if _is_open_to_others(file):
            yield _others_may_read("secrets", file)
    if pushes and not find_spec("apprise"):
        yield Finding(
            "wrong", "push", 'Apprise is not installed: install the extra, "diplowatch[push]"'
        )


def _database(path: Path) -> Iterator[Finding]:
    if not path.exists():
        yield _not_there_yet(path)
        return
    try:
        with History(path, read_only=True) as history:
            flaws, count = file_flaws(history.database), len(history.articles())
    except StorageError as error:
        yield Finding("wrong", "database", str(error))
        return
    for flaw in flaws:
        yield Finding("wrong", "database", f"{flaw}: restore a backup")
    if not (os.access(path, os.W_OK) and os.access(path.absolute().parent, os.W_OK)):
        yield Finding(
            "wrong", "database", f'"{path}" or its folder may not be written to: check its owner'
        )
    elif not flaws:
        yield Finding("fine", "database", f'"{path}" is whole, articles in it: {count}')
    if _is_open_to_others(path):
        yield _others_may_read("database", path)


def _not_there_yet(path: Path) -> Finding:
    folder = path.absolute().parent
    if folder.is_dir() and not os.access(folder, os.W_OK):
        return Finding(
            "wrong", "database", f'"{folder}" may not be written to, to make it: check its owner'
        )
    return Finding("note", "database", f'"{path}" is not there yet: the first round makes it')


def _lock(database: Path) -> Finding:
    if runs := holder(database):
        return Finding("note", "lock", f"a run is at work: {runs}")
    return Finding("fine", "lock", "no run is at work")


def _disk(database: Path) -> Finding:
    folder = database.absolute().parent
    if not folder.is_dir():
        return Finding("wrong", "disk", f'no folder "{folder}" for the database: make it')
    free = shutil.disk_usage(folder).free
    grade: Grade = "fine" if free >= _SCARCE else "note" if free >= _LEAST else "wrong"
    hint = "" if grade == "fine" else ": make room for the database to grow"
    return Finding(grade, "disk", f'{free // _MIB} MiB are free in "{folder}"{hint}')


def _reports(settings: Settings) -> Iterator[Finding]:
    for says in dict.fromkeys(map(_obstacle, _all_channels(settings))):
        if says:
            yield Finding("wrong", "reports", says)


def _obstacle(channel: Channel) -> str:
    """Say what keeps reports from their file or folder, made if it is missing; "" for nothing."""
    if isinstance(channel, FileChannel):
        return _no_folder(Path(channel.folder).absolute())
    if not isinstance(channel, AppendChannel | AtomChannel):
        return ""
    file = Path(channel.file).absolute()
    if file.is_dir():
        return f'"{file}" is a folder: name a file in it'
    if isinstance(channel, AppendChannel) and file.exists():
        return _not_writable(file)
    return _no_folder(file.parent)


def _no_folder(path: Path) -> str:
    there = next(one for one in (path, *path.parents) if one.exists())
    return _not_writable(there) if there.is_dir() else f'"{there}" is no folder: name another'


def _not_writable(path: Path) -> str:
    return "" if os.access(path, os.W_OK) else f'"{path}" may not be written to: check its owner'


def _wikis(settings: Settings, clock: Clock) -> Iterator[Finding]:
    stop = Stop()
    pace = Pace(sleep=stop.sleep)
    with ExitStack() as opened:
        for host, titles in titles_of(settings).items():
            check = f"wiki {host}"
            try:
                wiki = opened.enter_context(reach(host, settings, pace, stop))
                heads = wiki.heads(titles)
                there = sum(isinstance(head, Head) for head in heads.values())
                known = f"{there} of {count(len(titles), 'article')}"
                yield Finding("fine", check, f"it answers, and has {known}")
                yield _time_of_day(wiki, clock)
            except ScraperError as error:
                yield Finding("wrong", check, str(error))
            else:
                yield from _titles(check, heads)


def _titles(check: str, heads: Mapping[str, Head | ScraperError]) -> Iterator[Finding]:
    for title, head in heads.items():
        if isinstance(head, ScraperError):
            yield Finding("wrong", check, str(head))
        elif head.redirected_from:
            to = head.article.title
            yield Finding("note", check, f'"{title}" redirects to "{to}", which is watched for it')


def _time_of_day(wiki: Wiki, clock: Clock) -> Finding:
    theirs = wiki.clock()
    ahead = clock() - theirs
    if abs(ahead) > _WRONG_CLOCK:
        how = "fast" if ahead > timedelta() else "slow"
        off = timedelta(seconds=round(abs(ahead).total_seconds()))
        return Finding(
            "wrong", "clock", f"it is {off} {how}, by that of {wiki.host}: set it by a time server"
        )
    return Finding("fine", "clock", f"it goes with that of {wiki.host}")


def _mail(
    settings: Settings, environ: Mapping[str, str], now: datetime, send_to: str
) -> Iterator[Finding]:
    if settings.smtp is None:
        if send_to:
            yield Finding("wrong", "mail", "no mail server is set: fill in [smtp] in the settings")
        return
    try:
        outward = channels(settings.smtp, environ)
    except SettingsError:  # which has been told
        return
    channel = MailChannel(outward.sender, (send_to,), outward.server)
    try:
        if send_to:
            deliver(channel, trial_mail(send_to, now))
        elif outward.server:
            greet(outward.server)
    except DeliveryError as error:
        yield Finding("wrong", "mail", str(error))
    else:
        host = f"{settings.smtp.host}:{settings.smtp.port}"
        done = f"has taken a test mail to {send_to}" if send_to else "lets us in"
        yield Finding("fine", "mail", f"{host} {done}")


def _all_channels(settings: Settings) -> list[Channel]:
    return [channel for one in settings.subscriptions for channel in one.channels]


def _is_open_to_others(path: Path) -> bool:
    return bool(path.stat().st_mode & 0o077)


def _others_may_read(check: str, path: Path) -> Finding:
    says = f'"{path}" is open to other users of this machine: chmod 600 "{path}"'
    return Finding("note", check, says)
