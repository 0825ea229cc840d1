from datetime import UTC, datetime

from storage.parts import Mark, Parts

_NOW = datetime(2026, 1, 1, tzinfo=UTC)


def test_a_part_is_known_by_its_fingerprint_and_by_what_was_asked_for(history):
    parts = Parts(history.database)
    parts.note("5-ab", "Foreign*", "dump.xml", Mark(7))
    parts.note("5-ab", "Foreign*", "renamed.xml", Mark(9, _NOW))

    assert parts.mark("5-ab", "Foreign*") == Mark(9, _NOW)
    assert parts.mark("5-ab", "*") == parts.mark("6-cd", "Foreign*") == Mark()
