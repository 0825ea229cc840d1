"""Who brought a change, when and why, in words."""

from reports.clean import clean, clean_comment
from reports.dates import human_time
from reports.links import edit_url
from reports.view import Edit
from scraper.article import Article, Revision

_STANDINGS = {"anonymous": " (anonymous)", "temporary": " (temporary account)"}


def edit_of(article: Article, revision: Revision | None, section: str = "") -> Edit | None:
    """Describe the edit, None where it is not known which it was.

    ``section`` is named beside it, so that the summary need not repeat it.
    """
    if revision is None:
        return None
    return Edit(
        by=_user(revision),
        at=human_time(revision.saved_at),
        comment=_comment(revision, section),
        url=edit_url(article, revision),
    )


def _user(revision: Revision) -> str:
    if revision.user is None:
        return "a hidden user"
    return (clean(revision.user, 80) or "(no name)") + _STANDINGS.get(revision.standing, "")


def _comment(revision: Revision, section: str) -> str:
    if revision.comment is None:
        return "summary hidden"
    said = clean_comment(revision.comment)
    if section and (said == f"→ {section}" or said.startswith(f"→ {section}: ")):
        said = said[len(section) + 2 :].removeprefix(": ")
    return f"“{said}”" if said else "no edit summary"
