"""Every scenario on real nodes: real processes, keys, TLS and disks, driven through the API alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tansiq.scenario.format import SCENARIOS
from tansiq.scenario.show import Shown, show_scenario

CHANGED = sorted((Path(__file__).parent.parent / "scenario" / "changed").glob("*.yaml"))


def play(name: str, folder: Path) -> Shown:
    shown = show_scenario(name, out=folder / "report", work=folder / "work")
    assert shown.failure is None, f"{shown.failure} at {shown.failure.where}"
    assert shown.outcomes and all(outcome.is_met for outcome in shown.outcomes)
    return shown


@pytest.mark.parametrize("name", SCENARIOS)
def test_packaged_scenario_comes_out_as_it_must(name: str, tmp_path: Path) -> None:
    shown = play(name, tmp_path)
    assert shown.facts is not None and shown.report is not None
    assert all(proof.is_equal for proof in shown.facts.proofs) and shown.facts.proofs
    assert all(centre.plain["picture"].flag("equal") for centre in shown.facts.centres.values())
    data = json.loads(shown.report.json.read_text(encoding="utf-8"))
    assert data["failure"] == "" and len(data["timeline"]) > 20
    assert shown.report.html.stat().st_size > 50_000


@pytest.mark.parametrize("path", CHANGED, ids=lambda path: path.stem)
def test_changed_scenario_comes_out_differently_and_as_it_must(path: Path, tmp_path: Path) -> None:
    play(str(path), tmp_path)
