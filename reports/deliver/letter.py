"""A message -> the mail that carries it (RFC 5322, 2045), the same bytes every time."""

import hashlib
import re
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from reports.clean import clean
from reports.message import DeliveryError, Message

_ATOM = r"[^\s<>()\[\]\\,;:@\"\x00-\x1f\x7f]+"
_ADDRESS = re.compile(
    rf"(?:(?P<name>[^<>\x00-\x1f]*)<)?(?P<user>{_ATOM})@(?P<domain>{_ATOM})(?(name)>)"
)
_LONGEST_ADDRESS = 400  # with a name; RFC 5321 allows 254 without


def write_letter(message: Message, sender: str) -> EmailMessage:
    """Write the mail; raise DeliveryError (for good) where an address is none."""
    letter = EmailMessage(policy=SMTP)
    letter["From"] = _address(sender)
    letter["To"] = _address(message.recipient)
    letter["Subject"] = clean(message.subject, 200)
    letter["Date"] = message.made_at
    letter["Message-ID"] = message.id
    letter["In-Reply-To"] = message.thread
    letter["References"] = message.thread
    letter["List-Id"] = message.list_id
    letter["Auto-Submitted"] = "auto-generated"  # RFC 3834: keeps holiday replies away
    letter.set_content(message.text, cte="quoted-printable")
    if message.html:
        letter.add_alternative(message.html, subtype="html", cte="quoted-printable")
        letter.set_boundary(_boundary(message))
    return letter


def _address(text: str) -> Address:
    error = f'"{clean(text, 100)}" is no mail address: correct it in the settings'
    if (found := _ADDRESS.fullmatch(text.strip())) is None or len(text) > _LONGEST_ADDRESS:
        raise DeliveryError(error, temporary=False)
    name, user, domain = found["name"] or "", found["user"], found["domain"]
    try:
        return Address(clean(name.strip(' "'), 100), addr_spec=f"{user}@{domain}")
    except (ValueError, MessageError) as reason:
        raise DeliveryError(error, temporary=False) from reason


def _boundary(message: Message) -> str:
    # "=_" is never in quoted-printable text, so it can't be mistaken for the body.
    return f"=_{hashlib.sha256(message.id.encode()).hexdigest()[:24]}"
