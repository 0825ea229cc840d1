"""What docs/scale.md works out, held against sums that can be done in the head."""

from dataclasses import replace

import pytest
import scaled

COSTS = scaled.Costs(
    titles_a_request=50,
    texts_a_request=50,
    ids_a_request=500,
    requests_a_minute=200,
    hours_between_rounds=6,
    start_cpu=1.0,
    unchanged_cpu=0.01,
    changed_cpu=0.1,
    filled_cpu=0.002,
    stored_bytes=500,
    head_bytes=100,
    packed_share=0.25,
    copied_bytes_a_second=1e8,
    verified_cpu=0.001,
)
QUIET = scaled.Watched(
    "quiet", wikis=1, articles=200, revisions=1000, edits_a_year=0, text_bytes=100_000
)


def test_a_round_over_200_unchanged_articles_is_four_requests():
    assert scaled.scale(QUIET, COSTS).requests == 4


def test_each_wiki_is_asked_for_itself():
    assert scaled.scale(replace(QUIET, wikis=50, articles=10), COSTS).requests == 50


def test_an_article_that_changed_is_one_more_request():
    busy = replace(QUIET, edits_a_year=365 * 4)  # one a round

    assert scaled.scale(busy, COSTS).requests == 4 + 200


def test_no_article_is_asked_for_twice_in_a_round():
    busier = replace(QUIET, edits_a_year=365 * 400)

    assert scaled.scale(busier, COSTS).changed == 200


def test_filling_up_asks_for_ids_and_then_for_texts():
    assert scaled.scale(QUIET, COSTS).fill_requests == 200 * (2 + 20)


def test_cpu_and_disk_are_those_of_the_revisions():
    its = scaled.scale(QUIET, COSTS)

    assert (its.fill_cpu, its.stored, its.fill_bytes) == (420.0, 1.05e8, 5e9)
    assert its.day_cpu == pytest.approx(4 * (1 + 2))
