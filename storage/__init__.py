"""What did it say before, and what changed?

In reading order: ``change`` (Change), ``compare`` (facts before and after ->
changes, pure), ``finding``, ``within`` and ``audit`` (where articles contradict themselves
and each other, pure), ``schema`` (the tables and their migrations), ``texts`` (section
texts, each stored once), ``facts`` (facts as intervals), ``history`` (the questions
one can ask of the past), ``shard`` (a small history, taken into
another), ``told`` and ``presence`` (what each subscription has heard of facts, and of where
articles are), ``outbox`` (what is owed to whom).
"""
