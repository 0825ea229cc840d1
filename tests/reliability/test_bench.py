from datetime import UTC, datetime, timedelta

import pytest

from scraper.article import Article, Revision
from tests.reliability.bench import HISTORY, is_right, play_synthetic
from tests.reliability.graft import Graft
from tests.reliability.judge import Line, judge
from tests.reliability.replay import SETTLED, replay
from tests.reliability.truth import Truth

MONDAY = datetime(2024, 5, 6, tzinfo=UTC)
HOUR = timedelta(hours=1)
FIJI = ("relation", "Fiji")


def history(*texts: str) -> list[Revision]:
    """Save a text every two hours."""
    return [
        Revision(number, number - 1, MONDAY + 2 * HOUR * number, "Alice", "", text)
        for number, text in enumerate(texts, start=1)
    ]


def line(hours: int, value: str | None, edit: int = 1) -> Line:
    return Line(MONDAY + hours * HOUR, edit, ((FIJI, value),))


def truth(*values: tuple[int, str | None]) -> Truth:
    known = Truth(undone={9: (MONDAY + 2 * HOUR, MONDAY + 7 * HOUR)})
    for hours, value in values:
        known.say(MONDAY + hours * HOUR, {FIJI: value})
    return known


@pytest.mark.parametrize(
    ("lines", "scored"),
    [
        pytest.param([line(20, "1971")], (1, 0, 0, 0), id="what is true is told"),
        pytest.param([], (0, 0, 0, 0), id="what is true is missed"),
        pytest.param([line(20, "1971"), line(30, "1971")], (1, 0, 0, 1), id="told twice"),
        pytest.param([line(20, "1971"), line(30, "1972")], (1, 0, 1, 0), id="what nobody wrote"),
        pytest.param([line(5, "1972", 9), line(20, "1971")], (1, 1, 0, 0), id="a vandal's work"),
    ],
)
def test_what_was_told_is_held_against_the_truth(lines, scored):
    score = judge(lines, truth((0, "1970"), (10, "1971")), 6 * HOUR, 3 * HOUR)

    assert (score.true_told, score.false_told, score.other, score.twice) == scored


def test_a_grafted_list_is_damaged_by_what_was_undone_alone():
    graft = Graft(history("first", "vandal", "first", "second", "third"))
    texts = [revision.text for revision in graft]

    assert (
        [text.partition("\n")[0] for text in texts],
        texts[0].removeprefix("first") == texts[2].removeprefix("first"),
        texts[0].removeprefix("first") == texts[1].removeprefix("vandal"),
        set(graft.truth.undone),
    ) == (["first", "vandal", "first", "second", "third"], True, False, {2})


def test_of_a_history_of_waves_and_reverts_nothing_false_is_told():
    texts = [f"{number} lines" for number in range(60)]
    for place in range(5, 60, 9):
        texts[place : place + 3] = ["bad" * place, texts[place - 1], texts[place]]
    graft = Graft(history(*texts))
    replayed = replay(Article("en.wikipedia.org", "Anarchism"), graft, 3 * HOUR)
    score = judge(replayed.lines[SETTLED], graft.truth, 6 * HOUR, 3 * HOUR)

    assert (is_right(score), score.false > 0, score.notes) == (True, True, [])


@pytest.mark.skipif(not (HISTORY / "generate").exists(), reason="no generator beside the project")
def test_of_a_synthetic_history_all_that_is_true_is_told_and_nothing_else(tmp_path):
    mix = '{"row": 0.5, "member": 0.2, "vandal": 0.3}'
    played = play_synthetic(tmp_path, 7, mix, revisions=40)

    assert (is_right(played.scores[SETTLED]), played.scores[SETTLED].true > 5) == (True, True)
