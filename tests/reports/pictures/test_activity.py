from reports.pictures.activity import Activity, activity


def test_numbers_are_laid_out_by_year_and_month():
    shown = activity("T", {(2010, 1): 3, (2012, 12): 1}, {(2012, 12): 2})

    assert shown == Activity(
        "T",
        2010,
        ((3, *[0] * 11), (0,) * 12, (*[0] * 11, 1)),
        ((0,) * 12, (0,) * 12, (*[0] * 11, 2)),
    )


def test_one_year_is_named_once():
    assert activity("T", {(2010, 1): 1}, {}).words.startswith("1 edit in 2010,")


def test_words_say_what_the_picture_shows():
    shown = activity("T", {(2010, 1): 3, (2012, 12): 1}, {(2012, 12): 2})

    assert shown.words == "4 edits from 2010 to 2012, of which came 2 changes of what is said."
