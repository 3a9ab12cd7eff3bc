"""What the documents name in the source is there: `room/file.py:name`."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from tansiq.coordination.holds import HoldCode
from tests.rules.source import DOCS, PACKAGE, ROOT

NAMED = re.compile(r"`((?:[a-z_0-9]+/)+[a-z_0-9]+\.py)(?::([A-Za-z_][A-Za-z_.0-9]*))?`")
"""Below `src/tansiq`, or below the root for `tests/` and `tools/`."""


@cache
def find_names(path: Path) -> frozenset[str]:
    """Functions, classes, methods by `Class.method` and by themselves, and constants of a file."""
    names = set()
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            inner = [child.name for child in node.body if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef)]
            names |= {node.name, *(f"{node.name}.{name}" for name in inner)}
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            names.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            places = node.targets if isinstance(node, ast.Assign) else [node.target]
            names |= {place.id for place in places if isinstance(place, ast.Name)}
    return frozenset(names)


def find_missing(text: str) -> list[str]:
    """What a text names and the source lacks."""
    missing = []
    for file, name in NAMED.findall(text):
        path = (ROOT if file.startswith(("tests/", "tools/")) else PACKAGE) / file
        if not path.is_file() or (name and name not in find_names(path)):
            missing.append(f"{file}:{name}" if name else file)
    return missing


def find_pages() -> list[Path]:
    return [ROOT / "README.md", ROOT / "ARCHITECTURE.md", *sorted(DOCS.rglob("*.md"))]


def test_what_the_documents_name_in_the_source_is_there() -> None:
    found = {page.name: missing for page in find_pages() if (missing := find_missing(page.read_text(encoding="utf-8")))}
    assert found == {}


def test_architecture_names_a_place_for_each_of_the_eighteen_rules() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \|[^|]+\|([^|]+)\|$", text, flags=re.MULTILINE)
    assert [int(number) for number, _ in rows] == list(range(1, 19))
    assert [number for number, places in rows if not NAMED.search(places)] == []


def test_a_planted_name_is_missed() -> None:
    assert find_missing("`node/kernel.py:Kernel.run` and `tests/rules/source.py:ROOMS`") == []
    assert find_missing("`node/kernel.py:nowhere`, `node/no_file.py`") == ["node/kernel.py:nowhere", "node/no_file.py"]


def test_every_hold_is_in_the_table_of_holds() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    table = text[text.index("## Holds") : text.index("## The eighteen rules")]
    assert [code.value for code in HoldCode if f"`{code.value}`" not in table] == []
