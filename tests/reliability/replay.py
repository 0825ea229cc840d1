"""Rounds over a history, as the program goes them: what two subscriptions are told of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from monitor.channels import Channels
from monitor.round import Watch, go_round
from monitor.settings import Subscription
from monitor.stop import Stop
from scraper.article import Article, Revision
from scraper.parse import Parser
from storage.history import History
from tests.reliability.judge import Line, lines_of
from tests.reliability.playback import Playback

SETTLED, AT_ONCE = "with settle time", "at once"
SETTLE_HOURS = {SETTLED: 6.0, AT_ONCE: 0.0}


@dataclass(frozen=True, slots=True)
class Replayed:
    """What each subscription was told, and how long the history was."""

    lines: dict[str, list[Line]]
    edits: int
    rounds: int
    reports: dict[str, int]


def replay(article: Article, revisions: Iterable[Revision], every: timedelta) -> Replayed:
    """Go a round so often, from the first edit until nothing waits after the last.

    Rounds are left out where nothing has happened and nothing waits: they tell nothing.
    """
    playback = Playback(article, revisions)
    parser = Parser()
    lines: dict[str, list[Line]] = {name: [] for name in SETTLE_HOURS}
    reports = dict.fromkeys(SETTLE_HOURS, 0)
    rounds = 0
    with History(":memory:", read=parser.read) as history:
        watch = Watch(
            titles={article.wiki: (article.title,)},
            sources={article.wiki: playback},
            history=history,
            parser=parser,
            subscriptions=tuple(
                Subscription(name, (), hours) for name, hours in SETTLE_HOURS.items()
            ),
            channels=Channels(),
            installation="replay",
            stop=Stop(),
        )
        while (now := playback.turn_on(every)) is not None:
            outcome = go_round(watch, now)
            rounds += 1
            playback.waits = bool(outcome.pending)
            for report in outcome.reports:
                reports[report.subscription] += 1
                lines[report.subscription] += lines_of(report)
    return Replayed(lines, playback.edits, rounds, reports)
