"""What does the wiki say?

In reading order: ``article`` (Article, Revision), ``wiki`` (the MediaWiki API, by way
of ``fetch``: one answer; ``api``: asked again; ``paging``, ``resolve``: many titles;
``titles_online``: what a title leads to), ``stream`` (what happens to pages, as it
happens, by way of ``sent``: server-sent events; ``pagechange``, ``position``: what is
in them), ``dump`` (MediaWiki XML, by way of ``unpack``, ``scan`` and ``exported``),
``snapshot`` (Statement, Claim, Problem, Snapshot, Fact), ``names`` (a name -> a stable
identity), ``dates`` (what a cell says of a date -> EDTF), ``cells`` (a cell -> text,
links, references), ``outline`` (wikitext -> sections), ``markers`` and ``tables`` (a
section -> rows of cells), ``lists`` (list items and paragraphs), ``columns`` and
``context`` (what headers and headings tell), ``relations``, ``bullets`` and
``memberships`` (what these state), ``claims``, and ``parse`` (wikitext -> Snapshot).
"""
