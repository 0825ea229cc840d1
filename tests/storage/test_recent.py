from storage.recent import Recent


def test_what_was_put_is_found():
    recent = Recent(10)
    recent.put("a", 1, size=1)

    assert (recent.get("a"), recent.get("b")) == (1, None)


def test_what_is_used_stays_and_what_is_not_goes():
    recent = Recent(4)
    for number in range(20):
        recent.put(number, str(number), size=1)
        recent.get(0)

    assert (recent.get(0), recent.get(1), recent.get(19)) == ("0", None, "19")


def test_no_more_than_twice_the_limit_is_kept():
    recent = Recent(4)
    for number in range(100):
        recent.put(number, number, size=1)

    assert sum(recent.get(number) is not None for number in range(100)) <= 8
