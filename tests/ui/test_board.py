"""The board: a hold says with what, by how much, what lifts it and whose turn it is; the clock lies over no label."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect

from tansiq.scenario.doc import Json
from tests.e2e.pair import Pair
from tests.ui.browser import open_console
from tests.ui.test_live import url_of

pytestmark = pytest.mark.needs_browser
OVERLAPS = """() => {
  const boxes = [...document.querySelectorAll('thead .tick')].map((tick) => tick.getBoundingClientRect());
  const now = document.querySelector('thead .clock').getBoundingClientRect();
  const meets = (box) => box.left < now.right && now.left < box.right && box.top < now.bottom && now.top < box.bottom;
  return boxes.filter(meets).length;
}"""


def make(name: str, kind: str, lat: float, hours: tuple[int, int]) -> dict[str, Json]:
    start, end = (f"2030-05-01T{hour:02d}:00:00Z" for hour in hours)
    volume: dict[str, Json] = {
        "footprint": {"circle": {"centre": f"{lat} 20.3", "radius_m": 15000}},
        "start": start,
        "end": end,
    }
    if kind != "activity":
        return {"kind": kind, "name": name, "volumes": [volume]}
    flight: dict[str, Json] = {"aircraft_count": 2, "aircraft_type": "transport", "hazard_to_ground": False}
    levels: dict[str, Json] = {"lower": f"{hours[0] - 12}000 m AMSL", "upper": f"{hours[0] - 10}000 m AMSL"}
    return {"kind": kind, "name": name, "flight": flight, "volumes": [{**volume, **levels}]}


def test_two_flights_are_told_by_how_much_and_what_would_part_them(joined: Pair, browser: Browser) -> None:
    joined.post("north", "/items", item=make("Survey", "activity", 10.3, (13, 15)), datum="WGS84")
    joined.post("south", "/items", item=make("Relief", "activity", 10.45, (14, 16)), datum="WGS84")
    with open_console(browser, url_of(joined, "north")) as console:
        console.sign_in("watch-1", joined.prepared.secrets["north"]["watch-1"])
        page = console.page
        page.keyboard.press("3")
        survey = page.locator("tr", has=page.get_by_role("button", name="Survey", exact=True))
        flight = survey.locator("li", has_text="Relief")
        expect(flight).to_be_visible()
        said = re.sub("[\u2068\u2069]", "", flight.inner_text())
        for told in ("up to 60 min and 1000 m of height shared, from 2030-05-01 14:00Z", "rule 8",
                     "start 180 min later, start 60 min earlier, 3000 m higher, 1000 m lower"):  # fmt: skip
            assert told in said, said
        expect(flight.locator(".ours")).to_be_visible()
        expect(flight.get_by_role("button", name="Amend")).to_be_visible()
        assert page.evaluate(OVERLAPS) == 0


def test_what_meets_a_place_that_protects_is_told_to_move_away_and_no_number(joined: Pair, browser: Browser) -> None:
    joined.post("north", "/items", item=make("Survey", "activity", 10.3, (13, 15)), datum="WGS84")
    site = make("Camp", "own_force_area", 10.3, (7, 20))
    joined.post("south", "/items", item=site, datum="WGS84", disclosures={"north": "full"})
    with open_console(browser, url_of(joined, "north")) as console:
        console.sign_in("watch-1", joined.prepared.secrets["north"]["watch-1"])
        console.page.keyboard.press("3")
        hold = console.page.locator("li", has_text="Camp").first
        expect(hold).to_contain_text("Move away, or ask")
        expect(hold).not_to_contain_text("Alone enough")
        expect(hold).not_to_contain_text("shared")
