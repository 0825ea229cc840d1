"""What does the wiki say?

In reading order: ``article`` (Article, Revision), ``wiki`` (the MediaWiki API),
``dump`` (MediaWiki XML), ``outline`` (wikitext -> sections), ``tables`` (a table ->
rows of cells), ``cells`` (a cell -> text, links, references), ``dates`` (what a cell
says of a date -> EDTF), ``names`` (a name -> a stable identity), ``snapshot``
(Statement, Claim, Problem, Snapshot, Fact), ``relations``, ``memberships``,
``claims``, and ``parse`` (wikitext -> Snapshot).
"""
