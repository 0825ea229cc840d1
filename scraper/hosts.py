"""The hosts that may be asked: those of plain http and https addresses."""

from urllib.parse import urlsplit


def host_of(url: str) -> str:
    """Give the host of an http or https address without a user's name, "" for anything else."""
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018 # raises ValueError when it is no number
    except ValueError:
        return ""
    fit = parts.scheme in ("http", "https") and "@" not in parts.netloc
    return (parts.hostname or "") if fit else ""


def without_password(url: str) -> str:
    """Write an address as it may stand in a log."""
    return f"…@{url.rpartition('@')[2]}" if "@" in url else url
