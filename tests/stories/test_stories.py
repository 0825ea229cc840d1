from pathlib import Path

import pytest

from tests.stories.tell import tell

STORIES = sorted(path.parent for path in Path(__file__).parent.glob("*/before.wikitext"))


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_story(story: Path):
    assert tell(story) == (story / "report.txt").read_text(encoding="utf-8")
