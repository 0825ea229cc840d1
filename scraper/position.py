"""Where in an event stream to go on: the id of the last event, as Wikimedia's KafkaSSE makes it.

A JSON array, a topic and partition each with an offset or a time; after a resume events may
come again, since times are what both data centres share. https://github.com/wikimedia/KafkaSSE
"""

import msgspec

_LONGEST = 4096


class _Place(msgspec.Struct):
    topic: str
    partition: int
    offset: int | None = None
    timestamp: int | None = None


_DECODER = msgspec.json.Decoder(list[_Place])


def fit_position(id: bytes) -> str:  # noqa: A002 - the word of the protocol
    """Give an event's id if a server may be asked to go on after it, "" for any other.

    What goes into a header must not be able to break out of it, and a server refuses what it
    has not made.
    """
    if not 0 < len(id) <= _LONGEST or not id.isascii():
        return ""
    try:
        places = _DECODER.decode(id)
    except msgspec.MsgspecError:
        return ""
    text = id.decode()
    return text if places and text.isprintable() else ""
