"""What a machine lacks leaves tests out and is said; with --all or CI=true it is a failure."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.rules.source import ROOT

MARKED = "import pytest\n\n@pytest.mark.needs_browser\ndef test_page():\n    pass\n\ndef test_plain():\n    pass\n"


def run(folder: Path, *arguments: str, ci: str = "") -> tuple[int, str]:
    """The tests of a folder on a machine without any program."""
    (folder / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\nmarkers = needs_browser: needs a browser\n", encoding="utf-8")
    (folder / "test_it.py").write_text(MARKED, encoding="utf-8")
    environment = {**os.environ, "PATH": str(folder), "CI": ci}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(folder), *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_a_group_that_was_not_run_is_named_with_the_command_that_runs_it(tmp_path: Path) -> None:
    code, said = run(tmp_path)
    assert code == 0
    assert "1 passed, 1 skipped" in said
    assert "not run: 1 test that needs a browser; to run: apt install chromium && ./run test" in said


@pytest.mark.parametrize(("arguments", "ci"), [(["--all"], ""), ([], "true")])
def test_a_missing_need_is_a_failure_where_everything_is_wanted(tmp_path: Path, arguments: list[str], ci: str) -> None:
    code, said = run(tmp_path, *arguments, ci=ci)
    assert code == 1
    assert "needs a browser, which this machine lacks" in said
