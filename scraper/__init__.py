"""What does the wiki say?

In reading order: ``article`` (Article, Revision), ``wiki`` (the MediaWiki API),
``dump`` (MediaWiki XML), ``snapshot`` (Statement, Claim, Problem, Snapshot, Fact),
``names`` (a name -> a stable identity), ``dates`` (what a cell says of a date -> EDTF),
``cells`` (a cell -> text, links, references), ``outline`` (wikitext -> sections),
``tables`` (a section -> rows of cells), ``lists`` (list items and paragraphs),
``columns`` and ``context`` (what headers and headings tell), ``relations``, ``bullets``
and ``memberships`` (what these state), ``claims``, and ``parse`` (wikitext -> Snapshot).
"""
