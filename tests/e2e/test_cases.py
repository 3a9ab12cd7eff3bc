"""The rows C of the cases, each played on real nodes (C4 is tested on simulated ones, where a line can die unheard)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tansiq.scenario.format import load_scenario
from tests.e2e.plays import play

CASES = sorted((Path(__file__).parent.parent / "scenario" / "cases").glob("*.yaml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case_comes_out_as_it_must(path: Path, tmp_path: Path) -> None:
    assert load_scenario(str(path)).id == path.stem
    play(str(path), tmp_path)
