import msgspec
from hypothesis import given
from hypothesis import strategies as st

from monitor.sense import mistakes_of_sense
from monitor.settings import Settings
from monitor.shape import read_shape

NAMES = "contact database wikis subscriptions channels to name format recipients smtp host port x"
KEYS = st.sampled_from(NAMES.split())
LEAVES = (
    st.sampled_from(["", "text", "email", "file", "html", "* * * * *", "a@b.org"])
    | st.integers(-5, 100_000)
    | st.booleans()
    | st.floats(allow_nan=False)
)
VALUES = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5)
)


GROUPS = st.fixed_dictionaries(
    {"titles": st.lists(LEAVES, max_size=3)}, optional={"wiki": LEAVES, "x": VALUES}
)
CHANNELS = st.fixed_dictionaries(
    {"to": st.sampled_from(["file", "stdout", "email", "mail"])},
    optional={"format": LEAVES, "folder": LEAVES, "recipients": st.lists(LEAVES, max_size=3)},
)
SUBSCRIPTIONS = st.fixed_dictionaries(
    {"name": LEAVES, "channels": st.lists(CHANNELS, max_size=3)}, optional={"x": VALUES}
)
DOCUMENTS = st.fixed_dictionaries(
    {"articles": st.lists(GROUPS, max_size=3)},
    optional={"subscriptions": st.lists(SUBSCRIPTIONS, max_size=3), "smtp": VALUES, "x": VALUES},
)


@given(DOCUMENTS | st.dictionaries(KEYS, VALUES))
def test_what_is_kept_of_any_document_fits_and_what_is_left_out_is_told(document):
    shape = read_shape(document, Settings)

    if shape.value is None:
        assert shape.mistakes
    else:
        settings = msgspec.convert(shape.value, Settings)
        assert bool(shape.mistakes) == (shape.value != document)
        assert all(shape.original(mistake.key) for mistake in mistakes_of_sense(settings))
