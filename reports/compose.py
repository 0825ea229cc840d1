"""A report and a channel -> the messages that are owed: which rendering for which channel."""

from reports.channel import AtomChannel, Channel, FileChannel, Format, MailChannel, PushChannel
from reports.counts import subject
from reports.message import Message, domain_of, list_id, message_id, thread_id
from reports.report import Report


def compose(report: Report, channel: Channel, installation: str) -> list[Message]:
    """Render a report for a channel: one message for each recipient, the same ones every time.

    ``installation`` is the id of the database, so that two of them never share an id.
    """
    to = recipients(channel)
    if not isinstance(channel, MailChannel):
        form: Format = "html" if isinstance(channel, AtomChannel) else channel.format
        one_of_many = isinstance(channel, AtomChannel) or (
            isinstance(channel, FileChannel) and channel.append and form == "json"
        )
        text = render(report, form, whole=not one_of_many)
        return [_message(report, recipient, installation, form, text) for recipient in to]
    text, html = render(report, "text"), render(report, "html")
    domain = domain_of(channel.sender)
    return [
        _message(report, recipient, installation, "text", text, html, domain) for recipient in to
    ]


def recipients(channel: Channel) -> list[str]:
    """List who gets a message of their own, [""] where a channel has but one.

    Addresses to push to are secrets, and are numbered instead.
    """
    if isinstance(channel, MailChannel):
        return list(dict.fromkeys(channel.recipients))
    if isinstance(channel, PushChannel) and channel.urls:
        return [str(number) for number, _ in enumerate(channel.urls, start=1)]
    return [""]


def render(report: Report, form: Format, *, whole: bool = True) -> str:
    """Say a report in the given format; as one of many JSON is a line, and HTML has no head."""
    if form == "html":
        from reports.render import html

        return html.render(report, whole=whole)
    if form == "json":
        from reports.render import json

        return json.render(report, indent=2 if whole else None)
    if form == "markdown":
        from reports.render import markdown

        return markdown.render(report)
    from reports.render import text

    return text.render(report)


def _message(
    report: Report,
    recipient: str,
    installation: str,
    form: Format,
    text: str,
    html: str = "",
    domain: str = "diplowatch.invalid",
) -> Message:
    return Message(
        id=message_id(report, recipient, installation, domain),
        thread=thread_id(report, installation, domain),
        recipient=recipient,
        subject=subject(report),
        made_at=report.made_at,
        list_id=list_id(report, installation),
        format=form,
        text=text,
        html=html,
    )
