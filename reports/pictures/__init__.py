"""What does it look like?

What is counted is told apart from how it is drawn. In reading order: ``by_year``
(relations by the year of their beginning), ``listed`` (how many there were at each time),
``statuses`` (what was said, as bars over time), ``activity`` (edits and changes by month):
values, without a drawing library; ``palette`` (colours that everybody can tell apart, by
day and by night), ``drawing`` (each of the values -> a figure) and ``write`` (a figure ->
SVG or PNG) need Matplotlib.
"""
