"""The program as it is installed beside the Python that runs the tests."""

import sys
from pathlib import Path

DIPLOWATCH = str(Path(sys.executable).with_name("diplowatch"))
