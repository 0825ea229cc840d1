"""Who should hear of it, when, and how is it said?

In reading order: ``clean`` (words of strangers made harmless), ``settle`` (what was
told and what stands -> what is due and what is pending, pure), ``report`` (Report),
``document`` (a report as a plain document), ``dates``, ``wording``, ``links``,
``edits``, ``counts`` (the words), ``view`` and ``layout`` (a report in words and
parts), ``audit`` (findings in words), ``render`` (-> text, Markdown, HTML, JSON),
``channel``, ``message``, ``compose`` (a report and a channel -> the messages that are
owed), ``deliver`` (a message -> a file, standard output, a mailbox, a feed, a chat).
"""
