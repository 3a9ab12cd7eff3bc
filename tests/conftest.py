"""What a test may need of the machine, and how hard Hypothesis looks.

A test marked `needs_browser`, `needs_postgres` or `needs_root` is left out where the machine lacks it, and the run
closes with a line for each group left out. With CI=true or --all a missing need is a failure. This is the only place
that skips.
"""

from __future__ import annotations

import glob
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import pytest
from hypothesis import HealthCheck, settings

# Two cores and a cold disk make the first example slow, so no deadline is set: nothing here is a timed test.
settings.register_profile(
    "default", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("ci", settings.get_profile("default"), max_examples=100, derandomize=True)
settings.register_profile("thorough", settings.get_profile("default"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") == "true" else "default"))


def find_browser() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


def find_postgres() -> str | None:
    return shutil.which("postgres") or next(iter(glob.glob("/usr/lib/postgresql/*/bin/postgres")), None)


def find_mount() -> str | None:
    """Root alone is not enough: inside many containers even root may not mount."""
    if os.geteuid() != 0 or not shutil.which("unshare"):
        return None
    trial = ["unshare", "--mount", "mount", "-t", "tmpfs", "tansiq-trial", "/mnt"]
    done = subprocess.run(trial, capture_output=True, check=False)
    return shutil.which("mount") if done.returncode == 0 else None


@dataclass(frozen=True)
class Need:
    """One thing beyond Python that some tests need of the machine."""

    words: str
    find: Callable[[], str | None]
    """The program that meets the need, None where this machine lacks it."""
    remedy: str
    """The command that makes the group run."""


NEEDS = {
    "needs_browser": Need("a browser", cache(find_browser), "apt install chromium && ./run test -m needs_browser"),
    "needs_postgres": Need(
        "PostgreSQL", cache(find_postgres), "apt install postgresql && ./run test -m needs_postgres"
    ),
    "needs_root": Need("root that may mount", cache(find_mount), 'su -c "./run test -m needs_root"'),
}

not_run_key = pytest.StashKey[Counter[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", help="fail where a need of a test is missing on this machine")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[not_run_key] = Counter()


def is_everything_wanted(config: pytest.Config) -> bool:
    return bool(config.getoption("--all")) or os.environ.get("CI") == "true"


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, need in NEEDS.items():
        if item.get_closest_marker(marker) is None or need.find() is not None:
            continue
        if is_everything_wanted(item.config):
            pytest.fail(f"needs {need.words}, which this machine lacks: {need.remedy}", pytrace=False)
        item.config.stash[not_run_key][marker] += 1
        pytest.skip(f"needs {need.words}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for marker, count in sorted(config.stash[not_run_key].items()):
        need = NEEDS[marker]
        those = "test that needs" if count == 1 else "tests that need"
        terminalreporter.write_line(f"not run: {count} {those} {need.words}; to run: {need.remedy}")
