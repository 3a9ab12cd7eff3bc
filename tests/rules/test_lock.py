"""The lock holds every requirement with its hashes and names no place to fetch it from."""

from __future__ import annotations

import re
import sys
from importlib import metadata
from pathlib import Path

from tests.rules.layers import find_imports
from tests.rules.source import ROOT, get_modules
from tools.third_party import parse_lock

LOCK = ROOT / "requirements.lock"
ADDRESSES = ("://", "index-url", "find-links")


def normalise(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def parse_requirements(path: Path) -> list[tuple[str, str]]:
    """Name and pinned version ('' where none) of every line, files named by `-r` included."""
    found: list[tuple[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        wanted = line.split("#")[0].strip()
        if wanted.startswith("-r "):
            found += parse_requirements(path.parent / wanted.removeprefix("-r ").strip())
        elif wanted:
            name = re.split(r"[\s\[<>=!~;]", wanted)[0]
            pin = re.search(r"==\s*([^\s;]+)", wanted)
            found.append((normalise(name), pin.group(1) if pin else ""))
    return found


def test_every_requirement_is_locked() -> None:
    locked = {(normalise(name), version) for name, version in parse_lock(LOCK.read_text(encoding="utf-8"))}
    names = {name for name, _ in locked}
    wanted = parse_requirements(ROOT / "requirements-dev.in")
    assert [name for name, pin in wanted if name not in names or (pin and (name, pin) not in locked)] == []


def test_lock_holds_only_what_something_asks_for() -> None:
    blocks = re.split(r"^(?=[A-Za-z0-9._-]+==)", LOCK.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    wanted = {name for name, _ in parse_requirements(ROOT / "requirements-dev.in")}
    locked = {normalise(name) for name, _ in parse_lock(LOCK.read_text(encoding="utf-8"))}
    for block in blocks:
        name = normalise(block.split("==")[0])
        askers = {normalise(asker) for asker in re.findall(r"^\s+#\s+(?:via )?([A-Za-z0-9._-]+)$", block, re.MULTILINE)}
        assert name in wanted or askers & locked, f"nothing asks for {name} any more: ./run lock"


def test_every_locked_package_has_a_hash() -> None:
    blocks = re.split(r"^(?=[A-Za-z0-9._-]+==)", LOCK.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert blocks
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_lock_names_no_address() -> None:
    text = LOCK.read_text(encoding="utf-8")
    assert [address for address in ADDRESSES if address in text] == []


def test_source_imports_only_what_the_run_requires() -> None:
    required = {name for name, _ in parse_requirements(ROOT / "requirements.in")}
    owners = metadata.packages_distributions()
    missing = set()
    for module in get_modules():
        for found in find_imports(module.parse_tree(), module.name, is_package=module.is_package):
            top = found.dotted.split(".")[0]
            if top in sys.stdlib_module_names or top in {"tansiq", "?", "__future__"}:
                continue
            if not {normalise(owner) for owner in owners.get(top, [])} & required:
                missing.add(f"{module.shown}:{found.line} imports {top}, which requirements.in does not name")
    assert sorted(missing) == []
