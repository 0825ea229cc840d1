"""The address of a wiki's api.php, before anything is sent to it."""

from urllib.parse import urlsplit

from scraper.fetch import WikiRefused


def checked_host(wiki: str, url: str) -> str:
    """Give the host of an API's address; raise WikiRefused for what is no http address."""
    try:
        parts = urlsplit(url)
        fit = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
        parts.port  # noqa: B018 # raises ValueError when it is no number
    except ValueError:
        fit = False
    if not fit:
        shown = f"…@{url.rpartition('@')[2]}" if "@" in url else url  # a password is for no log
        raise WikiRefused(
            f'cannot ask {wiki} at "{shown}": only http://HOST/…/api.php and https:// without '
            "a user's name are asked: mend wiki or api in diplowatch.toml"
        )
    return parts.hostname or ""
