"""A page's value -> HTML or JSON."""

from pathlib import Path

import msgspec

from monitor.web import addresses
from reports.counts import count
from reports.dates import NO_BREAK
from reports.links import LICENSE_URL
from reports.render.json import harmless
from reports.render.template import template

_TEMPLATES = Path(__file__).with_name("templates")


def to_html(
    name: str, page: object, *, json_path: str = "", asked: str = "", wiki: str = ""
) -> str:
    """Say a page as HTML; all that articles say is escaped, nothing remote is loaded.

    ``json_path`` is where the same value is as JSON, ``asked`` what stands in the search box;
    an article of another wiki than ``wiki`` is marked so.
    """
    return template(_TEMPLATES / f"{name}.html.j2").render(
        page=page,
        json_path=json_path,
        asked=asked,
        main_wiki=wiki,
        at=addresses,
        with_query=addresses.with_query,
        count=count,
        license_url=LICENSE_URL,
    )


def to_json(page: object) -> str:
    """Say a page as JSON: the fields of its value, and the licence of what articles say."""
    document = {**msgspec.to_builtins(page), "license": LICENSE_URL}
    text = msgspec.json.format(msgspec.json.encode(document), indent=2).decode()
    return harmless(text.replace(NO_BREAK, " ")) + "\n"
