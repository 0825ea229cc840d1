"""What of an article cannot be read, as the commands say it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scraper.article import Article
    from scraper.snapshot import Problem


def unread(article: "Article", problem: "Problem", missed: str) -> str:
    """Say in a line what cannot be read, and what may be missed for it: "changes"."""
    return (
        f'"{article.title}" on {article.wiki}, {problem.place}: {problem.what}, '
        f"so that {missed} there may be missed: look at the article"
    )
