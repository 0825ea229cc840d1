"""Who brought a change, when and why, in words."""

import re

from reports.clean import clean, clean_comment
from reports.dates import human_time
from reports.links import edit_url
from reports.view import Edit
from scraper.article import Article, Revision

_STANDINGS = {"anonymous": "anonymous", "temporary": "temporary account"}
# The API does not tell of a bot. https://en.wikipedia.org/wiki/Wikipedia:Bot_policy wants
# its account to be named so.
_BOT = re.compile(r"(?:bot\b|(?<=[a-z])Bot|\bBot|BOT)(?![a-z])")
# How an edit was typed helps nobody to judge it.
_ROUTINE = re.compile(
    r"mobile |visualeditor|wikieditor|advanced mobile|ios app|android app", re.IGNORECASE
)
_MOST_TAGS = 3


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
    tags = [clean(tag, 40) for tag in revision.tags if not _ROUTINE.match(tag)][:_MOST_TAGS]
    tagged = f"tagged {', '.join(tags)}" if tags else ""
    user = "a hidden user"
    standing = ""
    if revision.user is not None:
        user = clean(revision.user, 80) or "(no name)"
        is_bot = revision.standing == "registered" and _BOT.search(user)
        standing = "a bot by its name" if is_bot else _STANDINGS.get(revision.standing, "")
    known = "; ".join(part for part in (standing, tagged) if part)
    return f"{user} ({known})" if known else user


def _comment(revision: Revision, section: str) -> str:
    if revision.comment is None:
        return "summary hidden"
    said = clean_comment(revision.comment)
    if section and (said == f"→ {section}" or said.startswith(f"→ {section}: ")):
        said = said[len(section) + 2 :].removeprefix(": ")
    return f"“{said}”" if said else "no edit summary"
