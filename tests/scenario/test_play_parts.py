"""Parts of a play that need no node: readbacks from a screen, checks against answers."""

from __future__ import annotations

from typing import Any

import pytest

from tansiq.scenario.checks import _judge, differences
from tansiq.scenario.doc import Doc
from tansiq.scenario.restate import restate

VIEW: dict[str, Any] = {
    "name": "Thing",
    "flight": {"aircraft_count": 4},
    "place": None,
    "volumes": [
        {
            "footprint": {"circle": {"centre": {"lat_deg": 36.4, "lon_deg": 37.56}, "radius_m": 3000}},
            "lower": {"value": 0, "unit": "M", "reference": "AMSL"},
            "upper": {"value": 8000, "unit": "M", "reference": "AMSL"},
            "start": "2017-01-22T13:00:00Z",
            "end": "2017-01-22T14:00:00Z",
        }
    ],
}


@pytest.mark.parametrize(
    ("element", "value"),
    [
        ("place", "36.4000000 37.5600000"),
        ("level", "0 M AMSL to 8000 M AMSL"),
        ("times", "2017-01-22T13:00:00Z/2017-01-22T14:00:00Z"),
        ("count", "4"),
        ("name", "Thing"),
        ("area", "36.4000000 37.5600000 3000 m"),
    ],
)
def test_readback_restates_what_the_screen_shows(element: str, value: str) -> None:
    assert restate(Doc(VIEW), element) == value


def test_readback_of_a_stated_place_repeats_its_text() -> None:
    assert restate(Doc({**VIEW, "place": {"text": "37SDA1234"}}), "place") == "37SDA1234"


def test_readback_without_heights_says_unbounded() -> None:
    assert restate(Doc({"volumes": [{"lower": None, "upper": None}]}), "level") == "unbounded"


ITEM = Doc(
    {
        "state": "held",
        "holds": [{"code": "conflict"}],
        "standing": [
            {"at": "2017-02-08T14:00:00Z", "state": "coordinated"},
            {"at": "2017-02-08T20:11:00Z", "state": "held"},
        ],
    }
)


@pytest.mark.parametrize(
    ("check", "is_met"),
    [
        ({"state": "held"}, True),
        ({"state": "coordinated"}, False),
        ({"not-state": "coordinated"}, True),
        ({"not-state": "held"}, False),
        ({"holds": ["conflict"]}, True),
        ({"holds": ["conflict", "late"]}, False),
        ({"no-hold": ["late"]}, True),
        ({"no-hold": ["conflict"]}, False),
        ({"never": "coordinated", "after": "2017-02-08T20:11:00Z"}, True),
        ({"never": "coordinated", "after": "2017-02-08T20:10:00Z"}, False),
        ({"is": {"state": "held"}}, True),
        ({"absent": True}, False),
    ],
)
def test_check_of_an_item(check: dict[str, Any], is_met: bool) -> None:
    assert (_judge(Doc(check), ITEM) == []) is is_met


def test_what_is_not_known_meets_only_absence() -> None:
    assert _judge(Doc({"absent": True}), Doc(None)) == []
    assert _judge(Doc({"state": "held"}), Doc(None)) != []


@pytest.mark.parametrize(
    ("wanted", "found", "is_met"),
    [
        ({"a": 1}, {"a": 1, "b": 2}, True),
        ({"a": 1}, {"a": 2}, False),
        ({"a": ["x", "y"]}, {"a": ["y", "x"]}, True),
        ({"a": ["x"]}, {"a": ["y", "x"]}, False),
        ({"a": [{"k": 1}]}, {"a": [{"k": 2}, {"k": 1, "z": 0}]}, True),
        ({"a": [{"k": 3}]}, {"a": [{"k": 2}]}, False),
        ({"a": {"b": True}}, {"a": None}, False),
    ],
)
def test_expected_answers_are_compared_by_their_named_fields(wanted: Any, found: Any, is_met: bool) -> None:
    assert (differences(wanted, Doc(found), "answer") == []) is is_met
