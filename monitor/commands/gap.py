"""What is said where a revision's text is not known, so that the one before it speaks."""

from datetime import datetime
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from scraper.article import Article
    from storage.history import History


def tell_gap(history: "History", article: "Article", point: datetime | int) -> None:
    """Say so of the revision of that id, or of that time."""
    asked = point if isinstance(point, int) else history.revision_at(article, point).id
    if history.is_withheld(article, asked):
        click.echo(
            f'diplowatch: revision "{asked}" of "{article.title}" has no text here (the wiki '
            "withholds it, or it was removed): this is what the one before it says",
            err=True,
        )
