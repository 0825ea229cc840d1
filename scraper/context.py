"""The headings above a section -> what they tell of the tables and lists under them."""

from dataclasses import dataclass

from scraper.words.language import words
from scraper.words.spoken import remembered

_USES = ("relations", "memberships", "other")


@dataclass(frozen=True, slots=True)
class Context:
    """What headings and title say; apart from a section's text, all its reading depends on.

    ``about`` is the identity of the state that the article is about, or "" where that is
    unknown. ``status`` is none, severed, suspended or "" where the headings say nothing of it.
    """

    heading: str
    about: str = ""
    status: str = ""
    relations: bool = False
    memberships: bool = False
    other: bool = False
    nothing: bool = False


@remembered(maxsize=1024)
def read_context(path: tuple[str, ...], about: str = "") -> Context:
    """Read the headings from the page's outermost to the section's own, markup removed."""
    says = words().heading_is
    inner_first = path[::-1]
    decisive = next(
        (heading for heading in inner_first if any(says(use, heading) for use in _USES)), ""
    )
    of_region = not decisive and any(says("region", heading) for heading in path)
    relations = of_region or says("relations", decisive)
    statuses = (words().status_of_all(each, of_relations=relations) for each in inner_first)
    return Context(
        heading=path[-1] if path else "",
        about=about,
        status=next(filter(None, statuses), ""),
        relations=relations,
        memberships=says("memberships", decisive),
        other=says("other", decisive) and not says("diplomatic", decisive),
        nothing=any(says("nothing", heading) for heading in path),
    )
