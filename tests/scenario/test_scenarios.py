"""Every scenario file can be read, and says what its notes say it does."""

from __future__ import annotations

from pathlib import Path

import pytest

from tansiq.base.clock import parse_instant
from tansiq.scenario.doc import Doc
from tansiq.scenario.format import SCENARIOS, load_scenario
from tansiq.scenario.scenario import Scenario

CHANGED = sorted((Path(__file__).parent / "changed").glob("*.yaml"))


def labels(scenario: Scenario) -> list[str]:
    return [step.label for step in scenario.script]


@pytest.mark.parametrize("name", SCENARIOS)
def test_packaged_scenarios_can_be_read(name: str) -> None:
    scenario = load_scenario(name)
    assert scenario.id == name
    assert all(set(scenario.title) == {"en", "ar", "ru", "tr"} for _ in [0])
    assert all(set(phase.title) == {"en", "ar", "ru", "tr"} for phase in scenario.report.phases)


@pytest.mark.parametrize("path", CHANGED, ids=lambda path: path.stem)
def test_changed_scenarios_can_be_read_and_are_named_as_their_files(path: Path) -> None:
    assert load_scenario(str(path)).id == path.stem


def test_there_is_a_changed_scenario_for_each_promise() -> None:
    assert len(CHANGED) >= 8


def test_the_unit_is_told_at_eleven_past_eight_in_the_evening() -> None:
    step = next(step for step in load_scenario("albab-2017").script if step.label == "send-unit")
    assert step.at_ms == parse_instant("2017-02-08T20:11:00Z")
    assert {check.subject for check in step.checks} == {"item", "alert"}


def test_joint_days_have_their_aircraft() -> None:
    items = load_scenario("albab-2017").items
    counts = {label: Doc(item).whole("flight", "aircraft_count") for label, item in items.items()}
    assert (counts["ru-18"], counts["tr-18"], counts["ru-21"], counts["tr-21"]) == (9, 8, 3, 4)
    assert (counts["us-22"], counts["ru-22"], counts["long-range"]) == (2, 2, 6)


def test_every_activity_with_a_hazard_is_an_area_two_kilometres_across() -> None:
    for name in SCENARIOS:
        for label, item in load_scenario(name).items.items():
            found = Doc(item)
            if found.flag("flight", "hazard_to_ground"):
                radius_m = found.number("volumes", 0, "footprint", "circle", "radius_m")
                assert radius_m is not None and radius_m >= 1000, label


def test_a_change_removes_a_stretch_of_steps_and_keeps_the_rest() -> None:
    whole = labels(load_scenario("albab-2017"))
    short = labels(load_scenario(str(CHANGED[0].parent / "homs-extended.yaml")))
    assert "sign-homs" in short and "submit-ru-18" not in short and "offer-homs" in short
    assert short.index("sign-homs") == short.index("offer-homs") + 1
    assert len(short) < len(whole)


def test_a_change_leaves_the_scenario_below_as_it_was() -> None:
    moved = load_scenario(str(CHANGED[0].parent / "area-30-km-away.yaml"))
    centre = ("volumes", 0, "footprint", "circle", "centre")
    assert Doc(moved.items["tr-unit"]).text(*centre) == "36.3600 37.8550"
    assert Doc(load_scenario("albab-2017").items["tr-unit"]).text(*centre) == "36.3600 37.5200"
