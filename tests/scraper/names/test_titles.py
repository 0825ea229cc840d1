import pytest

from scraper.names.titles import participation, plain, qualified, sides


@pytest.mark.parametrize(
    ("title", "pair"),
    [
        ("Mongolia–Russia relations", ("Mongolia", "Russia")),
        ("Mongolia-Russia_relations#History", ("Mongolia", "Russia")),
        ("Guinea-Bissau–Spain relations", ("Guinea-Bissau", "Spain")),
        ("Holy See–Mongolia relations", ("Holy See", "Mongolia")),
        ("Foreign relations of Taiwan", ("Taiwan", "")),
        ("Foreign relations of the Holy See", ("the Holy See", "")),
        ("Mongolia", None),
        ("International relations", None),
        ("–Russia relations", None),
    ],
)
def test_a_title_on_relations_has_sides(title, pair):
    assert sides(title) == pair


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("Cyprus–NATO relations", ("Cyprus", "NATO")),
        ("Poland in the European Union", ("European Union",)),
        ("Mongolia and the International Monetary Fund", ("International Monetary Fund",)),
        ("Member states of the Arab League", ("Arab League",)),
        ("Arab League", ()),
    ],
)
def test_a_title_on_taking_part_names_the_organisation(title, parts):
    assert participation(title) == parts


def test_a_link_target_is_reduced_to_the_title():
    assert plain(":Georgia_(country)#History") == "Georgia (country)"


def test_a_qualified_title_comes_apart():
    assert qualified("Georgia (U.S. state)") == ("Georgia", "U.S. state")
