"""When do we look, and with what settings?

In reading order: ``toml_lines``, ``settings`` (the nouns of the file), ``shape``,
``cron``, ``timing``, ``sense``, ``settings_file`` (the file read, every mistake told),
``settings_edit`` (titles put in and taken out), ``in_force``,
``lock`` (one run at a time), ``stop`` (being asked to end), ``channels`` (where reports go);
``look``, ``news``, ``edits`` (with which one a change is told), ``notices``, ``tell``, ``post``
(the steps of a round), ``reread`` (what another
version of the parser has read), ``round`` (looking once at every watched article),
``filling`` and ``backfill`` (all that was before), ``part``, ``crew`` and ``ingest`` (a
dump's parts read side by side), ``wiring`` (settings -> all that a round
takes), ``replay`` (an export in a wiki's place), ``audited`` (what an audit reads);
``waiting``, ``health`` and ``exposition`` (how the watch is); ``doctor`` (what a round needs);
``clock``, ``agenda``, ``schedule``, ``daemon`` (rounds at their times, until the end),
``whereabouts``, ``heard``, ``live`` (what an event stream tells of), ``logs``; ``commands``
(the command line). Only this folder wires the others together; nobody imports it.
"""
