"""Settings by which everyone hears of all by e-mail, from a server on loopback."""

MAIL = """
[[subscriptions]]
name = "everyone"
[[subscriptions.channels]]
to = "email"
recipients = ["reader@example.org"]
[smtp]
host = "127.0.0.1"
port = {port}
security = "none"
from = "diplowatch@example.org"
"""
