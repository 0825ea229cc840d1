"""The address of a wiki's api.php, before anything is sent to it."""

from scraper.fetch import WikiRefused
from scraper.hosts import host_of, without_password


def checked_host(wiki: str, url: str) -> str:
    """Give the host of an API's address; raise WikiRefused for what is no http address."""
    host = host_of(url)
    if not host:
        raise WikiRefused(
            f'cannot ask {wiki} at "{without_password(url)}": only http://HOST/…/api.php and '
            "https:// without a user's name are asked: mend wiki or api in the settings"
        )
    return host
