"""Addresses on the wiki that a reader follows: the article, an edit, the authors."""

from urllib.parse import quote

from reports.clean import clean
from scraper.article import Article, Revision

LICENSE_URL = "https://creativecommons.org/licenses/by-sa/4.0/"


def article_url(article: Article) -> str:
    """Give the address of the article as it stands today."""
    return _page(article, _path(article))


def history_url(article: Article) -> str:
    """Give the address of the list of its authors, the attribution that CC BY-SA asks for."""
    return _page(article, f"Special:PageHistory/{_path(article)}")


def edit_url(article: Article, revision: Revision) -> str:
    """Give the address of the wiki's own comparison of the edit with the revision before it."""
    if revision.parent_id:
        return _page(article, f"Special:Diff/{revision.parent_id}/{revision.id}")
    return _page(article, f"Special:PermanentLink/{revision.id}")


def between_url(article: Article, before: Revision, after: Revision) -> str:
    """Give the address of the wiki's own comparison of any two revisions."""
    return _page(article, f"Special:Diff/{before.id}/{after.id}")


def _page(article: Article, path: str) -> str:
    host = quote(clean(article.wiki, 253), safe=".-:[]")
    return f"https://{host}/wiki/{path}"


def _path(article: Article) -> str:
    return quote(clean(article.title, 255).replace(" ", "_"), safe="/:@,;-._~")
