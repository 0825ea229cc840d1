"""When do we look, and with what settings?

In reading order: ``settings`` (the file), ``lock`` (one run at a time), ``round``
(looking once at every watched article), ``schedule`` (the daemon), ``commands`` (the
command line). Only this folder wires the others together; nobody imports it.
"""
