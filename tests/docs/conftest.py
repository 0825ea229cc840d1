import subprocess
from pathlib import Path

import pytest

from tests.installed import DIPLOWATCH


@pytest.fixture(scope="package")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Play the demo; give its folder, in which demo.db is."""
    folder = tmp_path_factory.mktemp("demo")
    subprocess.run([DIPLOWATCH, "demo", folder], capture_output=True, check=True)
    return folder
