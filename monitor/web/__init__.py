"""What do people see who would rather look than read?

Pages over the database, served by Datasette, in reading order: ``addresses`` (where each
page is), ``asked`` (what a request asks for), ``pool`` and ``kept`` (readers of the
database, and what they worked out), ``sight`` (what a page looks at), ``pages/`` (each
page as a value, without markup), ``markup`` (a value -> HTML or JSON), ``answers`` (with
the headers that keep a browser safe), ``routes`` (an address -> an answer), ``plugin``
(all of it as a plugin of Datasette) and ``serving`` (the server).
"""
