"""Stories of reports: a folder each, with ``report.json`` and what every rendering makes of it.

``report.json`` is the stored form of a report (fields that are empty may be left out);
``report.txt`` and ``report.md`` are what people read; ``report.html`` and
``rendered.json`` stand where they are of interest. With ``REWRITE_STORIES=1`` in the
environment the files that exist are written anew (empty ones, too), to be read before
they are committed.
"""

import json
import os
from pathlib import Path

import pytest

from reports.channel import Format
from reports.compose import render
from reports.document import from_document, to_document
from reports.report import Report

STORIES = sorted(path for path in (Path(__file__).parent / "stories").iterdir() if path.is_dir())
FORMATS: dict[str, Format] = {
    "report.txt": "text",
    "report.md": "markdown",
    "report.html": "html",
    "rendered.json": "json",
}
TOLD = [story / name for story in STORIES for name in FORMATS if (story / name).exists()]


def report_of(story: Path) -> Report:
    return from_document(json.loads((story / "report.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("told", TOLD, ids=lambda told: f"{told.parent.name}: {told.name}")
def test_a_report_reads_exactly_so(told: Path) -> None:
    said = render(report_of(told.parent), FORMATS[told.name])
    if os.environ.get("REWRITE_STORIES"):
        told.write_text(said, encoding="utf-8", newline="\n")

    assert said == told.read_text(encoding="utf-8")


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_every_story_is_told_as_text_and_markdown(story: Path) -> None:
    assert {name for name in ("report.txt", "report.md") if (story / name).exists()} == {
        "report.txt",
        "report.md",
    }


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_a_stored_report_comes_back_whole(story: Path) -> None:
    report = report_of(story)

    assert from_document(json.loads(json.dumps(to_document(report)))) == report


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
@pytest.mark.parametrize("form", FORMATS.values())
def test_no_rendering_has_control_characters(story: Path, form: Format) -> None:
    said = render(report_of(story), form)

    assert [
        char for char in said if char != "\n" and (ord(char) < 32 or 127 <= ord(char) < 160)
    ] == []
