import pytest

from tests.bench.figure import Figure, faster, lines, spread
from tests.bench.result import Result, pairs, read, shifts, strays, together, write


def result(*ratios: float) -> Result:
    figure = Figure("Parsing", "a peer 1.0", "MB/s", (1.0, 2.0), ratios)
    return Result("a machine", {"parse": (figure,)})


def test_a_result_is_read_as_it_was_kept(tmp_path):
    write(tmp_path / "kept.json", result(4.0, 5.0))

    assert read(tmp_path / "kept.json") == result(4.0, 5.0)


def test_ratios_within_the_spread_of_both_are_the_same():
    assert list(shifts(result(4.0, 5.0), result(4.9, 6.0))) == []


def test_a_ratio_that_no_run_came_near_is_another():
    (shift,) = shifts(result(4.0, 5.0), result(2.0, 3.0))

    assert (shift.before, shift.after) == (4.5, 2.5)


def test_a_ratio_of_a_hundredth_more_is_the_same():
    assert list(shifts(result(4.0), result(4.04))) == []


def test_figures_of_one_name_in_several_units_are_compared_unit_by_unit():
    def of(requests: float, memory: float) -> Result:
        figures = (
            Figure("A round", "a peer 1.0", "requests", (200.0,), (requests,)),
            Figure("A round", "a peer 1.0", "MB of memory", (150.0,), (memory,)),
        )
        return Result("a machine", {"round": figures})

    (shift,) = shifts(of(50.0, 4.0), of(50.0, 3.0))

    assert (shift.figure.unit, shift.before, shift.after) == ("MB of memory", 4.0, 3.0)


def test_ratios_of_diplowatch_to_itself_are_not_compared():
    def own(ratio: float) -> Result:
        figure = Figure("Growing", "as of a date", "ms", (1.0,), (ratio,), own=True)
        return Result("a machine", {"ask-growing": (figure,)})

    assert list(shifts(own(1.0), own(2.0))) == []


def test_a_table_that_only_one_result_has_is_not_compared():
    assert list(shifts(Result("a machine", {}), result(4.0, 5.0))) == []


def test_a_peer_that_takes_twice_as_long_makes_us_twice_as_good():
    figure = faster("Parsing", "a peer", "MB/s", peer=[2.0, 4.0], ours=[1.0, 2.0], work=8.0)

    assert (figure.values, figure.ratios) == ((4.0, 2.0), (2.0, 2.0))


def test_a_table_has_its_heading_once():
    printed = list(lines([*result(4.0, 5.0).figures, *result(6.0, 7.0).figures]))

    assert [line for line in printed if line == "Parsing"] == ["Parsing"]


@pytest.mark.parametrize(
    ("ratios", "strays_too"),
    [((3.0, 5.0, 6.0), False), ((3.0, 7.0, 8.0), True), ((1.0, 1.0), True)],
)
def test_a_figure_strays_whose_median_is_beyond_the_others_spread(ratios, strays_too):
    assert bool(list(strays(result(4.0, 6.0), result(*ratios)))) == strays_too


def test_several_results_together_have_the_runs_of_all():
    (figure,) = together([result(4.0, 5.0), result(6.0)]).figures

    assert figure.ratios == (4.0, 5.0, 6.0)


def test_results_together_have_the_figures_of_the_last():
    gone = Result("a machine", {"gone": (Figure("Gone", "a peer 1.0", "MB/s", (1.0,), (2.0,)),)})

    assert together([gone, result(4.0)]).figures == result(4.0).figures


def test_a_ratio_within_the_spread_of_two_results_is_the_same_as_theirs():
    both = together([result(4.0, 5.0), result(8.0, 9.0)])

    assert (len(list(pairs(both, result(6.0)))), list(shifts(both, result(6.0)))) == (1, [])


@pytest.mark.parametrize(
    ("values", "written"),
    [((4.0,), "4"), ((4.0, 4.0), "4"), ((4.0, 6.0, 7.0), "6 (4–7)"), ((4.0, 4.001), "4"), ((), "")],
)
def test_least_and_most_are_written_where_they_differ(values, written):
    assert spread(values) == written
