"""Each kind of edit brings exactly its own changes; the program tries thousands of pairs."""

import pytest

from tests.metamorphic.articles import own, real
from tests.metamorphic.kinds import KINDS
from tests.metamorphic.program import run, told
from tests.shared_data import DATA, needs_data


def not_exact(seed, count, pages, kind):
    verdicts = run(seed, count, pages, {kind: KINDS[kind]})
    return ["\n".join(told(kind, verdict)) for _, verdict in verdicts if verdict.wrong]


@pytest.mark.parametrize("kind", KINDS)
def test_an_edit_of_the_sample_brings_exactly_its_changes(kind):
    assert not_exact(1, 2, own(), kind) == []


@needs_data
@pytest.mark.parametrize("kind", KINDS)
def test_an_edit_of_a_real_article_brings_exactly_its_changes(kind):
    assert not_exact(1, 2, real(DATA / "articles"), kind) == []
