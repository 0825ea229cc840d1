"""``python tests/metamorphic/run.py --seed 1 --pairs 500 [--articles DIR] [--show KIND]``."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.metamorphic.program import main

if __name__ == "__main__":
    sys.exit(main())
