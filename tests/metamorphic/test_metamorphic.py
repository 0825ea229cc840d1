"""Seeded edits of the project's own texts, and of real articles where they are there.

``python tests/metamorphic/run.py`` makes as many as one likes.
"""

import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from scraper.parse import Parser
from tests.metamorphic.articles import SHARED, own, real
from tests.metamorphic.kinds import KINDS, STRUCTURAL
from tests.metamorphic.pair import Pair
from tests.metamorphic.program import make, run, told

SEED = 1


@pytest.mark.parametrize("kind", KINDS)
def test_exactly_the_true_changes_of_our_own_texts_are_told(kind: str) -> None:
    verdicts = run(SEED, 2, own(), {kind: KINDS[kind]})

    assert [line for _, one in verdicts if one.wrong for line in told(kind, one)] == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real articles are not beside the checkout")
@pytest.mark.parametrize("kind", KINDS)
def test_exactly_the_true_changes_of_real_articles_are_told(kind: str) -> None:
    pages = Random(SEED).sample(real(SHARED), 16)  # noqa: S311 - no secret

    verdicts = run(SEED, 2, pages, {kind: KINDS[kind]})

    assert [line for _, one in verdicts if one.wrong for line in told(kind, one)] == []


@pytest.mark.parametrize("kind", ["one in a storm", "several at once", "page blanked"])
def test_the_command_tells_them_as_json(kind: str, tmp_path: Path) -> None:
    pair = make(Random(SEED), own(), KINDS[kind])  # noqa: S311 - no secret
    assert pair
    for name, text in (("before", pair.before), ("after", pair.after)):
        (tmp_path / f"{name}.wiki").write_text(text, encoding="utf-8")

    ended = subprocess.run(
        [sys.executable, "-m", "monitor", "diff", "--format", "json", "before.wiki", "after.wiki"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        check=True,
    )

    said = {(one["kind"], one["what"], one["identity"]) for one in json.loads(ended.stdout)}
    assert said == {each[:3] for each in pair.expected} | (
        {(stated, "lost", "") for stated in _kinds(pair)} if kind in STRUCTURAL else set()
    )


def _kinds(pair: Pair) -> set[str]:
    return {fact.kind for fact in Parser().parse(pair.title, pair.before).facts}
