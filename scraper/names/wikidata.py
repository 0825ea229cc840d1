"""An item of Wikidata <-> the identity that the tables give it."""

from functools import cache

from scraper.names.tables import rows, values
from scraper.snapshot import Kind


def identity_of(item: str, kind: Kind) -> str:
    """Give the identity that an item is about, "" if unknown: "Q711" -> "MNG"."""
    return _identities(kind).get(item, "")


def items_of(identity: str, kind: Kind) -> set[str]:
    """Give the items that are about an identity: "VAT" -> {"Q159583", "Q237"}."""
    return {item for item, each in _identities(kind).items() if each == identity}


@cache
def _identities(kind: Kind) -> dict[str, str]:
    organisations = {row[6]: row[0] for row in rows("organisations.tsv") if row[6]}
    if kind == "membership":
        return organisations
    # Organisations are counterparts, too; where both tables have an item, the states' decides.
    states = {
        item: row[0] for row in rows("countries.tsv") for item in (row[1], *values(row[2])) if item
    }
    return {**organisations, **states}
