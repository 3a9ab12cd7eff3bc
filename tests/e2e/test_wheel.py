"""The wheel of the product holds all that it runs on, and works without the checkout.

Marked as needing a browser because `./run test` builds the page only where there is one.
"""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.rules.source import ROOT

PAGE = ROOT / "src" / "tansiq" / "web" / "page" / "index.html"


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder / "built")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    [wheel] = (folder / "built").glob("tansiq-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "unpacked")
    return folder / "unpacked"


def run(unpacked: Path, program: str, *words: str) -> str:
    away = {**os.environ, "PYTHONPATH": str(unpacked), "PYTHONSAFEPATH": "1"}
    command = [sys.executable, "-c", program, *words]
    return subprocess.run(command, cwd=unpacked, env=away, check=True, capture_output=True, text=True).stdout


@pytest.mark.needs_browser
def test_the_wheel_holds_every_file_of_the_product_that_is_committed_or_built(unpacked: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "src/tansiq"], cwd=ROOT, check=True, capture_output=True, text=True)
    wanted = {line.removeprefix("src/") for line in listed.stdout.splitlines()}
    wanted |= {path.relative_to(ROOT / "src").as_posix() for path in PAGE.parent.rglob("*") if path.is_file()}
    wanted.add("tansiq/geometry/kernels/libtansiq_kernels.so")
    assert {name for name in wanted if not (unpacked / name).is_file()} == set()


@pytest.mark.needs_browser
def test_the_wheel_works_without_the_checkout(unpacked: Path) -> None:
    command = "import sys; from tansiq.cli.main import main; sys.exit(main())"
    where = run(unpacked, command, "locate", "37SFV0690405327", "--datum", "WGS84", "--to", "DD")
    assert "35.28" in where and "40.17" in where
    found = run(unpacked, "import tansiq; print(tansiq.__file__)")
    assert Path(found.strip()).is_relative_to(unpacked)


@pytest.mark.needs_browser
def test_the_wheel_carries_the_licences_of_all_that_it_holds(unpacked: Path) -> None:
    [information] = unpacked.glob("tansiq-*.dist-info")
    carried = {path.name for path in (information / "licenses").iterdir()}
    assert carried == {"LICENSE", "THIRD_PARTY.md"}
    assert "SIL OPEN FONT LICENSE" in (unpacked / "tansiq/web/page/licences.txt").read_text(encoding="utf-8")
