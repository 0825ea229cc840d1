"""A message -> the mail that carries it (RFC 5322, 2045), the same bytes every time."""

import hashlib
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr

from reports.clean import clean
from reports.message import DeliveryError, Message


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
    name, spec = parseaddr(text)
    try:
        address = Address(display_name=clean(name, 100), addr_spec=spec)
    except (ValueError, MessageError, IndexError):
        address = Address()
    if not address.username or not address.domain or len(spec) > 254:
        raise DeliveryError(
            f'"{clean(text, 100)}" is no mail address: correct it in the settings', temporary=False
        )
    return address


def _boundary(message: Message) -> str:
    # "=_" is never in quoted-printable text, so it can't be mistaken for the body.
    return f"=_{hashlib.sha256(message.id.encode()).hexdigest()[:24]}"
