"""``python -m monitor`` is the command ``diplowatch``."""

from monitor.commands import main

main()
