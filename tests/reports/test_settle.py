from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.settle import Key, Pending, Settled, Upheaval, key_of, settle
from scraper.article import Revision
from scraper.snapshot import Fact, Kind
from storage.change import Change

NOW = datetime(2024, 5, 3, 12, 0, tzinfo=UTC)
SIX_HOURS = timedelta(hours=6)


@dataclass(frozen=True)
class Standing:
    fact: Fact | None
    revision: Revision


def saved(hours_ago: float, number: int = 7) -> Revision:
    at = NOW - timedelta(hours=hours_ago)
    return Revision(number, number - 1, at, "Alice", "", None)


def fact(name: str, since: str = "", kind: Kind = "relation", status: str = "established") -> Fact:
    return Fact(kind, name.lower(), name, since, (), status, "Relations")


def standing(*said: tuple[Fact, Fact | None, float]) -> dict[Key, Standing]:
    """Each: what it is about, what stands (None: absent), and since how many hours."""
    return {key_of(about): Standing(stands, saved(hours)) for about, stands, hours in said}


FIJI, PERU, PERU_DATED = fact("Fiji", "2010"), fact("Peru", "1965"), fact("Peru", "1965-04-05")
NOTHING = Settled((), (), (), (), ())


def change(what: str, before: Fact | None, after: Fact | None, hours_ago: float) -> Change:
    about = after or before
    assert about
    return Change(about.kind, what, about.identity, before, after, False, saved(hours_ago))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "stands", "settled"),
    [
        pytest.param([], {}, NOTHING, id="nothing told and nothing said is nothing"),
        pytest.param(
            [FIJI],
            standing((FIJI, FIJI, 1)),
            replace(NOTHING, due=(FIJI,)),
            id="what was told and stands is no news, however recent",
        ),
        pytest.param(
            [],
            standing((FIJI, FIJI, 7)),
            replace(NOTHING, due=(FIJI,), changes=(change("established", None, FIJI, 7),)),
            id="a row that has stood for the settle time is due",
        ),
        pytest.param(
            [],
            standing((FIJI, FIJI, 6)),
            replace(NOTHING, due=(FIJI,), changes=(change("established", None, FIJI, 6),)),
            id="to the second is long enough",
        ),
        pytest.param(
            [],
            standing((FIJI, FIJI, 5)),
            replace(
                NOTHING,
                pending=(Pending(change("established", None, FIJI, 5), NOW + timedelta(hours=1)),),
            ),
            id="a row of five hours is pending for one more",
        ),
        pytest.param(
            [PERU],
            standing((PERU, PERU_DATED, 5)),
            replace(
                NOTHING,
                due=(PERU,),
                pending=(
                    Pending(change("refined", PERU, PERU_DATED, 5), NOW + timedelta(hours=1)),
                ),
            ),
            id="while a value is pending the told one stays",
        ),
        pytest.param(
            [PERU],
            standing((PERU, None, 7)),
            replace(NOTHING, changes=(change("withdrawn", PERU, None, 7),)),
            id="an absence settles like a value",
        ),
        pytest.param(
            [],
            standing((FIJI, None, 7)),
            NOTHING,
            id="what appeared and vanished between two reports is never told",
        ),
        pytest.param(
            [],
            standing((FIJI, None, 1)),
            NOTHING,
            id="what appeared and vanished is not pending either",
        ),
        pytest.param(
            [FIJI],
            {},
            NOTHING,
            id="what a better parser no longer reads at all is dropped without news",
        ),
        pytest.param(
            [PERU],
            standing((PERU, replace(PERU, name="Republic of Peru"), 900)),
            replace(NOTHING, due=(replace(PERU, name="Republic of Peru"),)),
            id="another name is remembered and not told",
        ),
    ],
)
def test_settle(told: list[Fact], stands: dict[Key, Standing], settled: Settled) -> None:
    assert settle(told, stands, NOW, SIX_HOURS) == settled


def test_without_settle_time_even_a_revision_of_a_clock_ahead_of_ours_is_due() -> None:
    settled = settle([], standing((FIJI, FIJI, -0.01)), NOW, timedelta(0))

    assert [each.what for each in settled.changes] == ["established"]


def test_minor_changes_are_told_when_asked_for() -> None:
    renamed = replace(PERU, name="Republic of Peru")

    settled = settle([PERU], standing((PERU, renamed, 7)), NOW, SIX_HOURS, minor=True)

    assert [each.what for each in settled.changes] == ["renamed"]


def test_the_text_of_a_revision_is_not_carried_along() -> None:
    wordy = {key_of(FIJI): Standing(FIJI, replace(saved(7), text="{|"))}

    assert [each.revision for each in settle([], wordy, NOW, SIX_HOURS).changes] == [saved(7)]


TEN = tuple(fact(f"State {number}", "1990") for number in range(10))


def lose(count: int, hours_ago: float) -> dict[Key, Standing]:
    kept = standing(*((each, each, 900) for each in TEN[count:]))
    return kept | standing(*((each, None, hours_ago) for each in TEN[:count]))


@pytest.mark.parametrize(
    ("stands", "settled"),
    [
        pytest.param(
            lose(4, 7),
            Settled(
                due=TEN,
                changes=(),
                upheavals=(),
                pending=(),
                held=(
                    Upheaval("relation", "lost", TEN[:4], 10, saved(7), NOW + timedelta(hours=17)),
                ),
            ),
            id="over 30 % lost is held for a day, and is not in the pending changes",
        ),
        pytest.param(
            lose(4, 25),
            Settled(
                due=TEN[4:],
                changes=(),
                upheavals=(Upheaval("relation", "lost", TEN[:4], 10, saved(25)),),
                pending=(),
                held=(),
            ),
            id="after a day it is told as one",
        ),
        pytest.param(
            lose(2, 7),
            Settled(
                due=TEN[2:],
                changes=tuple(change("withdrawn", each, None, 7) for each in TEN[:2]),
                upheavals=(),
                pending=(),
                held=(),
            ),
            id="two of ten are told one by one",
        ),
    ],
)
def test_losses(stands: dict[Key, Standing], settled: Settled) -> None:
    assert settle(TEN, stands, NOW, SIX_HOURS) == settled


def test_a_membership_for_another_is_no_loss_of_structure_though_relations_are() -> None:
    un, wto = fact("UN", kind="membership"), fact("WTO", kind="membership")
    stands = lose(4, 7) | standing((un, None, 7), (wto, wto, 7))

    settled = settle([*TEN, un], stands, NOW, SIX_HOURS)

    assert ([each.what for each in settled.changes], len(settled.held)) == (["left", "joined"], 1)


def test_what_is_undone_hurries_no_loss_that_is_young() -> None:
    stands = {key: stands for key, stands in lose(3, 1).items() if key != key_of(TEN[9])}

    settled = settle(TEN, stands, NOW, SIX_HOURS, undoing=saved(0.5))

    assert (settled.due, [each.due_at for each in settled.held]) == (
        TEN,
        [NOW + timedelta(hours=23)],
    )


def test_a_loss_is_held_until_the_last_row_that_went_has_been_gone_for_a_day() -> None:
    stands = lose(4, 7) | standing((TEN[0], None, 20))

    settled = settle(TEN, stands, NOW, SIX_HOURS)

    assert [each.due_at for each in settled.held] == [NOW + timedelta(hours=17)]


@pytest.mark.parametrize("rows", [1, 4])
def test_what_went_with_a_loss_is_told_with_it_and_no_earlier(rows: int) -> None:
    un = fact("UN", "1970", "membership")
    stands = standing(*((each, None, 25) for each in TEN[:rows]), (un, None, 7))

    settled = settle([*TEN[:rows], un], stands, NOW, SIX_HOURS)

    assert (settled.due, settled.changes, [each.due_at for each in settled.held]) == (
        (*TEN[:rows], un),
        (),
        [NOW + timedelta(hours=17)] * 2,
    )


def test_where_nothing_is_left_even_two_rows_are_structure() -> None:
    settled = settle(TEN[:2], standing(*((each, None, 7) for each in TEN[:2])), NOW, SIX_HOURS)

    assert (settled.changes, [each.facts for each in settled.held]) == ((), [TEN[:2]])


def test_many_rows_that_come_back_are_told_as_one() -> None:
    many = [fact(f"State {number:02}", "1990") for number in range(25)]

    settled = settle([FIJI], standing(*((each, each, 7) for each in [FIJI, *many])), NOW, SIX_HOURS)

    assert (settled.due, settled.changes, settled.upheavals) == (
        (FIJI, *many),
        (),
        (Upheaval("relation", "gained", tuple(many), 1, saved(7)),),
    )


FACTS = st.builds(
    fact,
    st.sampled_from(["Fiji", "Peru", "Chad", "Togo"]),
    st.sampled_from(["", "1965", "1965-04", "1990~"]),
    st.sampled_from(["relation", "membership"]),
    st.sampled_from(["established", "none", "severed"]),
)
TOLD = st.lists(FACTS, unique_by=key_of)
STANDINGS = st.lists(
    st.tuples(FACTS, st.booleans(), st.integers(0, 30)), unique_by=lambda each: key_of(each[0])
).map(
    lambda said: standing(*((each, each if there else None, hours) for each, there, hours in said))
)


@given(TOLD, STANDINGS)
def test_what_was_told_is_not_told_again(told: list[Fact], stands: dict[Key, Standing]) -> None:
    once = settle(told, stands, NOW, SIX_HOURS)

    again = settle(once.due, stands, NOW, SIX_HOURS)

    assert (again.due, again.changes, again.upheavals) == (once.due, (), ())


@given(TOLD, STANDINGS)
def test_in_the_end_all_that_stands_has_been_told(
    told: list[Fact], stands: dict[Key, Standing]
) -> None:
    settled = settle(told, stands, NOW + timedelta(days=30), SIX_HOURS)

    assert set(settled.due) == {each.fact for each in stands.values() if each.fact}
