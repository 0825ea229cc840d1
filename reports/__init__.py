"""Who should hear of it, when, and how is it said?

In reading order: ``settle`` (what was told and what stands -> what is due and what
is pending, pure), ``report`` (Report), ``render`` (a report -> text, Markdown, HTML,
JSON), ``deliver`` (a rendered report -> a file, standard output, a mailbox).
"""
