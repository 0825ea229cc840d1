import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.names.fold import alphabetical, fold, turned, unknown


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        pytest.param("MONGOLIA", "mongolia", id="case makes no difference"),
        pytest.param("São Tomé", "sao tome", id="accents make no difference"),
        pytest.param("The Gambia", "gambia", id="a leading the is dropped"),
        pytest.param("Theland", "theland", id="the is a word"),
        pytest.param("St. Lucia", "saint lucia", id="St. is Saint"),
        pytest.param("St Lucia", "saint lucia", id="St is Saint"),
        pytest.param("Stland", "stland", id="St is a word"),
        pytest.param("Antigua & Barbuda", "antigua and barbuda", id="an ampersand is and"),
        pytest.param("Guinea‑Bissau", "guinea bissau", id="dashes are alike"),
        pytest.param("Côte d’Ivoire", "cote d'ivoire", id="apostrophes are alike"),
        pytest.param(" Costa\u00a0 Rica\n", "costa rica", id="white space is one space"),
        pytest.param("Costa_Rica", "costa rica", id="an underscore is a space"),
        pytest.param("Kosovo[a]", "kosovo[a]", id="a footnote mark stays"),
        pytest.param("St.", "st.", id="a saint has a name"),
        pytest.param("", "", id="nothing stays nothing"),
    ],
)
def test_fold(text, folded):
    assert fold(text) == folded


@given(st.text() | st.text("the &-–st. 'ÉßİǅΣ"))
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("name", "way_round"),
    [
        ("Congo, Republic of the", "Republic of the Congo"),
        ("Korea, Republic of", "Republic of Korea"),
        ("Bolivia (Plurinational State of)", "Plurinational State of Bolivia"),
        ("Embassy of Kenya, London", ""),
        ("Georgia (country)", ""),
        ("Mongolia", ""),
    ],
)
def test_an_inverted_name_is_turned(name, way_round):
    assert turned(name) == way_round


def test_names_sort_as_in_an_index():
    names = ["Zambia", "Åland", "1st of May", "the Gambia", "Україна", "Abkhazia", "São Tomé"]

    assert sorted(names, key=alphabetical) == [
        "Abkhazia", "Åland", "the Gambia", "São Tomé", "Zambia", "Україна", "1st of May",
    ]  # fmt: skip


def test_an_unknown_name_is_its_own_identity():
    assert unknown("The Ruritánia") == "?ruritania"
