"""What another version of the parser has read, read again by this one, and no news made of it.

One article is one transaction: killed anywhere, the next run goes on with the rest.
"""

from collections.abc import Callable, Collection
from functools import partial

from monitor.doubts import blind_spots, doubts_of
from scraper.article import Article
from scraper.parse import Parser
from storage.history import History
from storage.retold import retold
from storage.told import Told
from storage.upkeep import Upkeep


def catch_up(
    history: History, parser: Parser, tell: Callable[[Article], object] = lambda _: None
) -> int:
    """Read again all that another version has read; give how many articles that were."""
    stale = Upkeep(history).stale(parser.version)
    for article in stale:
        read_again(article, history, parser)
        tell(article)
    if stale:
        Upkeep(history).forget_parsers()
    return len(stale)


def read_again(article: Article, history: History, parser: Parser) -> None:
    """Read all texts of an article again, and what was told of it with them.

    Doubts that this brings up are taken as known; what can no longer be read is not.
    """
    with history.transaction():
        with retold(history, article):
            Upkeep(history).read_again(article, partial(parser.read, article))
        _note_doubts(article, history)


def purge(
    article: Article,
    revisions: Collection[int],
    history: History,
    parser: Parser,
    *,
    editor: bool = False,
) -> None:
    """Take the texts of revisions out of the history, and out of what was told."""
    read = partial(parser.read, article)
    with history.database.unchecked(), history.transaction():
        with retold(history, article):
            Upkeep(history).purge(article, revisions, read, editor=editor)
        left = doubts_of(article, history).keys() | blind_spots(article, history).keys()
        for subscription in Told(history).subscriptions(article):
            Told(history).know_only(subscription, article, left)
    Upkeep(history).leave_no_trace()


def _note_doubts(article: Article, history: History) -> None:
    told = Told(history)
    for subscription in told.subscriptions(article):
        told.know(subscription, article, doubts_of(article, history))
