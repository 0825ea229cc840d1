"""Who asks a host, told before anything is sent to it."""

import requests

from scraper.address import checked_host
from scraper.fetch import WikiError
from scraper.manners import contact_problem, is_wikimedia, user_agent


class ContactMissing(WikiError):
    """A wiki of Wikimedia's may only be asked with the operator's own contact: set it."""


def agent_for(host: str, url: str, contact: str) -> str:
    """Give the User-Agent for a host, which messages call ``host``, at an address.

    Raises ContactMissing where Wikimedia's policy asks for a contact, WikiRefused for what
    is no http address.
    """
    address = checked_host(host, url)
    problem = contact_problem(contact)
    if problem and (contact or is_wikimedia(host) or is_wikimedia(address)):
        raise ContactMissing(
            f'cannot ask {host} with the contact "{contact}": {problem}: set contact in '
            "diplowatch.toml to your e-mail address, as Wikimedia's User-Agent policy asks"
        )
    return user_agent(contact, f"python-requests/{requests.__version__}")
