"""Which states the articles are about, of one wiki or of several."""

from collections import Counter
from collections.abc import Iterable

from monitor.web.sight import Sight
from scraper.article import Article
from scraper.names import counterparts
from scraper.names.fold import fold
from scraper.words.spoken import speaking


def subjects(sight: Sight) -> dict[str, dict[str, Article]]:
    """Give the articles on each state, by its identity and by wiki.

    Of several wikis that with the most articles is the first; of several articles of one wiki
    the first by title counts.
    """
    return sight.keep("subjects", lambda: _read(sight))


def named(sight: Sight, text: str) -> list[Article]:
    """List the articles that go by a name: their title, or their state's in any of the languages.

    A state goes by its identity, too: "MNG".
    """
    states, wanted = meant(sight, text), fold(text)
    return [
        article
        for article in sight.history.articles()
        if (identity := sight.identify(article)) in states
        or wanted in (fold(article.title), fold(article.subject), fold(identity))
    ]


def meant(sight: Sight, text: str) -> set[str]:
    """Give the identities of the states that go by a name in any of the articles' languages."""
    found = {counterparts.identify(text)}
    for language in {sight.parser.language(one) for one in sight.history.articles()}:
        with speaking(language):
            found.add(counterparts.identify(text))
    return found - {""}


def main_wiki(sight: Sight) -> str:
    """Name the wiki that most of the articles are of; "" where there are none."""
    return next(iter(_wikis(sight)), "")


def _wikis(sight: Sight) -> list[str]:
    """List the wikis, that with the most articles first."""
    return sight.keep("wikis", lambda: _by_articles(sight.history.articles()))


def _by_articles(articles: Iterable[Article]) -> list[str]:
    number = Counter(article.wiki for article in articles)
    return sorted(number, key=lambda wiki: (-number[wiki], wiki))


def _read(sight: Sight) -> dict[str, dict[str, Article]]:
    wikis = _wikis(sight)
    found: dict[str, dict[str, Article]] = {}
    for article in sorted(sight.history.articles(), key=lambda one: (wikis.index(one.wiki), one)):
        if identity := sight.identify(article):
            found.setdefault(identity, {}).setdefault(article.wiki, article)
    return found
