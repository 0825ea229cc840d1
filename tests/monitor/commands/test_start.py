import subprocess
import sys

import pytest

HEAVY = ("requests", "mwparserfromhell", "sqlite_utils", "sqlite3", "jinja2", "rich", "apscheduler",
         "msgspec", "zstandard", "scraper", "storage", "reports",
         "matplotlib", "datasette", "uvicorn")  # fmt: skip
IMPORTED = """
import sys
sys.argv = ["diplowatch", *sys.argv[1:]]
from monitor.commands import main
try:
    main()
except SystemExit:
    pass
print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments", [["--help"], ["check", "--help"], ["watch", "--help"], ["--version"]]
)
def test_help_imports_nothing_that_is_heavy(arguments):
    ended = subprocess.run(
        [sys.executable, "-c", IMPORTED, *arguments], capture_output=True, text=True, check=True
    )

    assert set(ended.stderr.split()) & set(HEAVY) == set()


def test_the_program_is_a_module_too():
    ended = subprocess.run(
        [sys.executable, "-m", "monitor", "--version"], capture_output=True, text=True, check=True
    )

    assert ended.stdout.startswith("diplowatch ")


def test_a_reader_that_has_seen_enough_is_no_error(tmp_path):
    path = tmp_path / "x.wiki"
    path.write_text("==A==\n" * 20_000)
    program = f'"{sys.executable}" -m monitor parse "{path}" "{path}"'
    command = f"{program} | head -c 10; echo ${{PIPESTATUS[0]}}"

    ended = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)

    assert (ended.stdout, ended.stderr) == ('{"title": 0\n', "")
