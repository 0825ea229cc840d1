"""The published schema of JSON reports, held against all stories."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from reports.remark import OtherSide, Reference
from reports.render import json as rendering
from storage.change import What
from tests.reports.test_stories import STORIES, report_of

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "report.schema.json").read_text(encoding="utf-8")
)
TYPES = {
    "object": dict, "array": list, "string": str, "integer": int, "number": (int, float),
    "boolean": bool, "null": type(None),
}  # fmt: skip
KNOWN = {
    "description", "title", "$schema", "$defs", "$ref", "type", "enum", "pattern", "anyOf", "items",
    "properties", "required",
}  # fmt: skip


def mistakes(value: object, schema: dict, place: str = "$") -> Iterator[str]:
    """Say where a value is not as a schema wants it; only the keywords that ours has are known.

    A property that the schema has not heard of is a mistake, too: it would not be documented.
    """
    assert schema.keys() <= KNOWN
    if "$ref" in schema:
        yield from mistakes(value, SCHEMA["$defs"][schema["$ref"].rpartition("/")[2]], place)
    if "anyOf" in schema and all(any(mistakes(value, one)) for one in schema["anyOf"]):
        yield f"{place}: none of the kinds allowed"
    if value not in schema.get("enum", [value]) or not is_of_type(value, schema.get("type")):
        yield f"{place}: not {value!r}"
    if not re.search(schema.get("pattern", ""), str(value)):
        yield f"{place}: {value!r} is not so written"
    if isinstance(value, dict):
        yield from properties(value, schema, place)
    if isinstance(value, list):
        for number, inner in enumerate(value):
            yield from mistakes(inner, schema.get("items", {}), f"{place}[{number}]")


def properties(value: dict, schema: dict, place: str) -> Iterator[str]:
    known = schema.get("properties")
    if known is None:
        return
    yield from (f"{place}: no {name}" for name in schema["required"] if name not in value)
    yield from (f"{place}: {name} is not documented" for name in value if name not in known)
    for name in known.keys() & value.keys():
        yield from mistakes(value[name], known[name], f"{place}.{name}")


def is_of_type(value: object, names: str | list[str] | None) -> bool:
    wanted = [names] if isinstance(names, str) else names or TYPES
    if isinstance(value, bool):
        return "boolean" in wanted
    return any(isinstance(value, TYPES[name]) for name in wanted)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_every_story_is_as_the_schema_says(story: Path) -> None:
    report = json.loads(rendering.render(report_of(story)))

    assert list(mistakes(report, SCHEMA)) == []


@pytest.mark.parametrize(
    ("name", "words"),
    [
        pytest.param("what", get_args(What), id="kinds of change"),
        pytest.param("reference", get_args(Reference), id="references"),
        pytest.param("other_side", get_args(OtherSide), id="the other side"),
        pytest.param(
            "standing", ("", "registered", "temporary", "anonymous"), id="standings of editors"
        ),
    ],
)
def test_the_schema_has_every_word(name: str, words: tuple[str, ...]) -> None:
    known = SCHEMA["$defs"] | SCHEMA["$defs"]["grade"]["properties"]
    known |= SCHEMA["$defs"]["edit"]["properties"]

    assert sorted(known[name]["enum"]) == sorted(words)


def test_the_stories_have_every_part_of_a_report() -> None:
    told = [json.loads(rendering.render(report_of(story))) for story in STORIES]
    articles = [article for report in told for article in report["articles"]]
    parts = ("notices", "changes", "upheavals", "pending", "held", "problems", "claims", "baseline")

    assert [part for part in parts if not any(article[part] for article in articles)] == []


def test_the_stories_have_every_kind_of_change() -> None:
    told = [json.loads(rendering.render(report_of(story))) for story in STORIES]
    kinds = {
        change["what"]
        for report in told
        for article in report["articles"]
        for change in article["changes"]
    }

    assert kinds == set(get_args(What))
