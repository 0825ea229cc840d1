"""A page's list of section ids as what it shares with another list, and the rest."""

from storage.delta import read_varint, varint


def pack(ids: tuple[int, ...], base: tuple[int, ...] = ()) -> bytes:
    """Say ``ids`` in terms of ``base``: how many start and end alike, then the others.

    Those are differences, the first to the largest of ``base``: what is new in a list
    has been stored lately, and so has a number a little above.
    """
    start = _common(ids, base)
    end = _common(ids[start:][::-1], base[start:][::-1])
    out = [varint(start), varint(end)]
    previous = max(base, default=0)
    for section in ids[start : len(ids) - end]:
        step = section - previous
        out.append(varint(step * 2 if step >= 0 else -step * 2 - 1))
        previous = section
    return b"".join(out)


def unpack(packed: bytes, base: tuple[int, ...] = ()) -> tuple[int, ...]:
    """Undo ``pack``; raises ValueError where it is damaged."""
    start, at = read_varint(packed, 0)
    end, at = read_varint(packed, at)
    if start + end > len(base):
        raise ValueError("the list does not fit its base")
    ids = []
    previous = max(base, default=0)
    while at < len(packed):
        step, at = read_varint(packed, at)
        previous += step // 2 if step % 2 == 0 else -(step + 1) // 2
        ids.append(previous)
    return (*base[:start], *ids, *base[len(base) - end :])


def shift(packed: bytes, by: int) -> bytes:
    """Count all ids of a list up by a number.

    Only a list without a base says ids; others, whose base is counted up, too, stay.
    """
    return pack(tuple(section + by for section in unpack(packed)))


def _common(ids: tuple[int, ...], others: tuple[int, ...]) -> int:
    count = 0
    for one, other in zip(ids, others, strict=False):
        if one != other:
            break
        count += 1
    return count
