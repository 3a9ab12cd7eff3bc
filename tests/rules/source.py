"""The committed files, and the syntax trees of the rooms, for the rule tests to read."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
PACKAGE = SRC / "tansiq"
DOCS = ROOT / "docs"

ROOMS = (
    "base",
    "geometry",
    "airspace",
    "coordination",
    "ledger",
    "wire",
    "words",
    "formats",
    "store",
    "link",
    "node",
    "utm",
    "feeds",
    "web",
    "scenario",
    "cli",
)


@dataclass(frozen=True)
class Module:
    """One Python file of the source."""

    name: str
    """Dotted, a package by its own name: `tansiq.node`, `tansiq.node.orders.submit`."""
    path: Path
    is_package: bool

    @property
    def shown(self) -> str:
        return str(self.path.relative_to(ROOT))

    def parse_tree(self) -> ast.Module:
        return ast.parse(self.path.read_text(encoding="utf-8"), filename=str(self.path))


@cache
def get_modules() -> tuple[Module, ...]:
    """Every module of src, by path."""
    modules = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(SRC).with_suffix("").parts
        is_package = parts[-1] == "__init__"
        modules.append(Module(".".join(parts[:-1] if is_package else parts), path, is_package))
    return tuple(modules)


@cache
def get_committed_files() -> tuple[Path, ...]:
    """Every file under version control that exists, by path."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return tuple(path for name in sorted(listed.split("\0")) if name and (path := ROOT / name).is_file())


def read_text(path: Path) -> str | None:
    """The text of a file, None where it is not text."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


def find_docs_text() -> str:
    """All documents a reader is pointed to, as one text."""
    pages = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", *sorted(DOCS.rglob("*.md"))]
    return "\n".join(page.read_text(encoding="utf-8") for page in pages if page.exists())


def import_everything() -> None:
    """Import every module of the source, so that every class is known; running as a program is left out."""
    package = importlib.import_module("tansiq")
    for found in pkgutil.walk_packages(package.__path__, prefix="tansiq."):
        if not found.name.endswith("__main__"):
            importlib.import_module(found.name)


def get_attribute(module: str, name: str) -> Any:
    """What a module offers under a name; the rooms are looked up late so that the rules can read a half-built tree."""
    return getattr(importlib.import_module(module), name)


def walk_functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method, nested ones included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
