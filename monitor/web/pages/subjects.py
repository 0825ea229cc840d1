"""Which states the articles are about, of one wiki or of several."""

from collections import Counter

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
    articles = sight.history.articles()
    meant = {counterparts.identify(text)}
    for language in {sight.parser.language(article) for article in articles}:
        with speaking(language):
            meant.add(counterparts.identify(text))
    wanted = fold(text)
    return [
        article
        for article in articles
        if (identity := sight.identify(article)) in meant - {""}
        or wanted in (fold(article.title), fold(article.subject), fold(identity))
    ]


def _read(sight: Sight) -> dict[str, dict[str, Article]]:
    articles = sight.history.articles()
    of_wiki = Counter(article.wiki for article in articles)
    found: dict[str, dict[str, Article]] = {}
    for article in sorted(articles, key=lambda one: (-of_wiki[one.wiki], one)):
        if identity := sight.identify(article):
            found.setdefault(identity, {}).setdefault(article.wiki, article)
    return found
