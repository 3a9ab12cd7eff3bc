"""What no committed file may hold: places of one machine, registries, skipped tests, a second way to become root."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.rules.source import ROOT, get_committed_files, read_text

# Each pattern is spelled so that it does not find itself here.
UNWANTED = {
    "a package registry": re.compile(
        r"py[p]i\.org|python[h]osted|registry\.npm[j]s|npm[j]s\.(?:com|org)|crates\.i[o]\b|proxy\.golang\.or[g]"
        r"|deb\.debian\.or[g]|registry\.yarn[p]kg",
        re.IGNORECASE,
    ),
    "a path of one machine": re.compile(r"(?<![\w.~}-])/(?:wor[k]|roo[t]|hom[e])(?:/|\b(?![\w-]))|\.\./share[d]\b"),
    "an issue by its number": re.compile(
        r"\bissue[s]?\s+(?:no\.?\s*)?#?\d+\b|\b(?:fixes|closes)\s+#\d+", re.IGNORECASE
    ),
}

ONLY_ROOT_CALLER = ROOT / ".ci" / "run"
ROOT_CALL = re.compile(r"(?:^|[;&|(]|\bthen\b|\bdo\b|\belse\b|\bexec\b)\s*(?:sud[o]|apt(?:-get)?|as_root)\s+\w")
ROOT_CALL_LIST = re.compile(r"""[\[(]\s*["'](?:sud[o]|apt|apt-get)["']\s*,""")

SKIPPING = {"skip", "skipif", "skipIf", "skipUnless", "xfail", "importorskip", "SkipTest", "expectedFailure"}


def find_unwanted(text: str) -> list[str]:
    return [f"{what}: {match.group()}" for what, pattern in UNWANTED.items() if (match := pattern.search(text))]


def find_root_calls(text: str, *, is_python: bool) -> list[str]:
    pattern = ROOT_CALL_LIST if is_python else ROOT_CALL
    return [line.strip() for line in text.splitlines() if pattern.search(line) and not line.strip().startswith("#")]


def find_skips(source: str) -> list[int]:
    """Lines that skip a test or expect it to fail, by attribute or by import."""
    lines = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr in SKIPPING:
            owner = ast.unparse(node.value).split(".", maxsplit=1)[0]
            if owner in {"pytest", "unittest", "mark", "self"}:
                lines.append(node.lineno)
        elif isinstance(node, ast.ImportFrom) and node.module in {"pytest", "unittest"}:
            lines += [node.lineno for alias in node.names if alias.name in SKIPPING]
    return lines


def is_script(path: Path, text: str) -> bool:
    return path.suffix in {".py", ".sh", ".bash", ".yml", ".yaml", ".toml"} or text.startswith("#!")


def test_no_committed_file_names_a_machine_a_registry_or_an_issue() -> None:
    found = {}
    for path in get_committed_files():
        if hits := find_unwanted(read_text(path) or ""):
            found[str(path.relative_to(ROOT))] = hits
    assert found == {}


def test_only_the_ci_script_becomes_root_or_installs_packages_of_the_system() -> None:
    found = {}
    for path in get_committed_files():
        text = read_text(path) or ""
        if path == ONLY_ROOT_CALLER or not is_script(path, text):
            continue
        if calls := find_root_calls(text, is_python=path.suffix == ".py"):
            found[str(path.relative_to(ROOT))] = calls
    assert found == {}


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    tests = ROOT / "tests"
    paths = [path for path in get_committed_files() if path.suffix == ".py" and path.is_relative_to(tests)]
    found = {
        str(path.relative_to(ROOT)): lines
        for path in paths
        if path != tests / "conftest.py" and (lines := find_skips(path.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "text",
    [
        "see https://" + "pypi" + ".org/project/x",
        "open('/" + "work/main/run')",
        "cd /" + "root",
        "as told in issue" + " #12",
        "Issue" + " 2 says",
    ],
)
def test_a_planted_machine_registry_or_issue_is_found(text: str) -> None:
    assert find_unwanted(text) != []


def test_ordinary_text_is_left_alone() -> None:
    assert find_unwanted("the issue at hand; $venv/home; https://example.org/work/1; out/work; dir/root; #5") == []


def test_a_planted_root_call_is_found() -> None:
    su = "su" + "do"
    assert find_root_calls(f"if true; then {su} ls; fi", is_python=False) != []
    assert find_root_calls("apt" + "-get install x", is_python=False) != []
    assert find_root_calls(f"run(['{su}', 'ls'])", is_python=True) != []
    assert find_root_calls('fail "On Debian: apt install python3-venv"', is_python=False) == []


@pytest.mark.parametrize(
    "source",
    [
        "import pytest\n@pytest.mark.skip\ndef test(): ...",
        "import pytest\ndef test(): pytest.importorskip('x')",
        "from pytest import skip",
        "import unittest\n@unittest.skipIf(True, '')\ndef test(): ...",
    ],
)
def test_a_planted_skip_is_found(source: str) -> None:
    assert find_skips(source) != []
