"""Which states the articles are about, of one wiki or of several."""

from collections import Counter

from monitor.web.sight import Sight
from scraper.article import Article


def subjects(sight: Sight) -> dict[str, dict[str, Article]]:
    """Give the articles on each state, by its identity and by wiki.

    Of several wikis that with the most articles is the first; of several articles of one wiki
    the first by title counts.
    """
    return sight.keep("subjects", lambda: _read(sight))


def _read(sight: Sight) -> dict[str, dict[str, Article]]:
    articles = sight.history.articles()
    of_wiki = Counter(article.wiki for article in articles)
    found: dict[str, dict[str, Article]] = {}
    for article in sorted(articles, key=lambda one: (-of_wiki[one.wiki], one)):
        if identity := sight.identify(article):
            found.setdefault(identity, {}).setdefault(article.wiki, article)
    return found
