"""A mail that says nothing but that mail works."""

from datetime import datetime

from reports.message import Message


def trial_mail(recipient: str, now: datetime) -> Message:
    """Write a test mail."""
    moment = f"{now:%Y%m%dT%H%M%S.%f}"
    return Message(
        id=f"<diplowatch.trial.{moment}@localhost>",
        thread="<diplowatch.trial@localhost>",
        recipient=recipient,
        subject="diplowatch: a test mail",
        made_at=now,
        list_id="<trial.diplowatch.localhost>",
        format="text",
        text='"diplowatch doctor --send" has sent this. Reports can reach you on this way.\n',
    )
