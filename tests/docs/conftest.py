import subprocess
import sys
from pathlib import Path

import pytest


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Play the demo; give its folder, in which demo.db is."""
    folder = tmp_path_factory.mktemp("demo")
    program = Path(sys.executable).with_name("diplowatch")
    subprocess.run([program, "demo", folder], capture_output=True, check=True)
    return folder
