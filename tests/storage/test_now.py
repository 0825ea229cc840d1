from storage.now import Said, said_now
from tests.storage.builders import MONGOLIA, NORWAY, add, page, revision


def test_what_articles_say_now_leaves_out_what_they_said(history):
    add(history, revision(1, page("Chad 1961", "Peru 1962", "UN member"), 1))
    add(history, revision(2, page("Chad 1961-05", "UN member"), 2))
    add(history, revision(3, page("Cuba severed"), 3), to=NORWAY)

    chad = Said(MONGOLIA, "Chad", "Chad", "1961-05", "established")
    cuba = Said(NORWAY, "Cuba", "Cuba", "", "severed")

    assert said_now(history, "relation") == [chad, cuba]
    assert said_now(history, "relation", NORWAY) == [cuba]
    assert said_now(history, "membership") == [Said(MONGOLIA, "UN", "UN", "", "member")]
