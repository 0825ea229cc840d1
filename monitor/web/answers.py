"""Answers, with the headers by which a browser loads and runs nothing but our own."""

from dataclasses import dataclass
from hashlib import blake2b

_HTML = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_PICTURE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
_NOTHING = "default-src 'none'; sandbox"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a request, as HTTP has it."""

    status: int
    content_type: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()


def html(text: str, status: int = 200) -> Answer:
    """Answer with a page."""
    return _answer(status, "text/html; charset=utf-8", text.encode(), _HTML)


def json(text: str, status: int = 200) -> Answer:
    """Answer with data."""
    return _answer(status, "application/json; charset=utf-8", text.encode(), _NOTHING)


def redirect(path: str) -> Answer:
    """Send to another of our pages."""
    return Answer(303, "text/plain; charset=utf-8", b"", (("location", path),))


def file(content: bytes, content_type: str, known: str) -> Answer:
    """Answer with a file, or that it is the one which the reader knows by its ETag."""
    tag = f'"{blake2b(content, digest_size=12).hexdigest()}"'
    policy = _PICTURE if content_type.startswith("image/svg") else _NOTHING
    is_known = tag in known
    answer = _answer(304 if is_known else 200, content_type, b"" if is_known else content, policy)
    return Answer(answer.status, content_type, answer.body, (*answer.headers, ("etag", tag)))


def _answer(status: int, content_type: str, body: bytes, policy: str) -> Answer:
    return Answer(
        status,
        content_type,
        body,
        (
            ("content-security-policy", policy),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            # A page is of the database as it is: what is kept has to be asked for again.
            ("cache-control", "no-cache"),
        ),
    )
