"""Tell who is meant by a name.

In reading order: ``fold`` (how names are made alike), ``tables`` (the TSV files beside
it), ``titles`` (what a link's target tells), ``organisations`` and ``counterparts``
(a name, a link target, a code -> a stable identity), ``wikidata`` and ``confirm`` (the
tables held against a wiki).
"""
