"""What does each page say?

Each file makes one page's value, frozen and without markup, out of what it looks at; HTML
and JSON are made of the same value. ``parts`` has what several pages show. All strings are
harmless (``reports.clean``), and not yet escaped for a format.
"""
