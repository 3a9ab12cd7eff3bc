"""Filing: what would come of it is seen before sending; the draft outlives a reload and a killed node."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tansiq.scenario.doc import Json
from tests.e2e.pair import Pair
from tests.ui.browser import Console, open_console
from tests.ui.test_live import url_of

pytestmark = pytest.mark.needs_browser
NEAR = "10 09 00 N 020 09 00 E"
"""Degrees, minutes and seconds of 10.15, 20.15: beside the prepared patrol."""


def open_form(pair: Pair, console: Console) -> Page:
    console.sign_in("watch-1", pair.prepared.secrets["north"]["watch-1"])
    console.page.keyboard.press("f")
    expect(console.page.locator("input[name=name]")).to_be_visible()
    return console.page


def fill(page: Page, *, name: str = "Third patrol", centre: str = NEAR) -> None:
    page.locator("input[name=name]").fill(name)
    page.locator("input[name=type]").fill("fixed wing")
    page.locator("input[name=centre]").fill(centre)
    page.locator("select[name=datum]").select_option("WGS84")
    page.locator("input[name=start]").fill("2030-05-01 13:00")
    page.locator("input[name=end]").fill("011400Z MAY 30")
    page.locator("input[name=upper]").fill("3000 m AMSL")


def test_an_item_is_typed_checked_and_sent(joined: Pair, browser: Browser) -> None:
    with open_console(browser, url_of(joined, "north")) as console:
        page = open_form(joined, console)
        fill(page)
        expect(page.locator("form")).to_contain_text("10°09′00.0″N 020°09′00.0″E WGS84")
        expect(page.locator("aside")).to_contain_text("Not answered")
        expect(page.locator("aside")).to_contain_text("Concerns")
        before = len(joined.get("north", "/items").list())
        page.locator("form button[type=submit]").click()
        expect(page.locator("table")).to_contain_text("Third patrol")
        assert len(joined.get("north", "/items").list()) == before + 1
        joined.wait_until(lambda: "Third patrol" in str(joined.get("south", "/items").value))


def test_what_it_would_meet_is_said_before_sending(joined: Pair, browser: Browser) -> None:
    site: dict[str, Json] = {
        "kind": "protected_site", "name": "Clinic", "site": {"category": "hospital", "buffer_m": 500},
        "volumes": [{"footprint": {"circle": {"centre": "10.1500 20.1500", "radius_m": 1000}},
                     "start": "2030-05-01T00:00:00Z", "end": "2030-05-20T00:00:00Z"}],
    }  # fmt: skip
    joined.post("north", "/items", item=site, datum="WGS84")
    with open_console(browser, url_of(joined, "north")) as console:
        page = open_form(joined, console)
        fill(page)
        expect(page.locator("aside")).to_contain_text("Clinic")
        expect(page.locator("aside")).to_contain_text("Conflict")


def test_a_draft_outlives_a_reload_and_a_killed_node_and_is_sent_once(joined: Pair, browser: Browser) -> None:
    with open_console(browser, url_of(joined, "north")) as console:
        page = open_form(joined, console)
        fill(page, name="Kept patrol")
        page.reload()
        expect(page.locator("input[name=name]")).to_have_value("Kept patrol")
        expect(page.locator("aside")).to_contain_text("Concerns")
        joined.kill("north")
        page.locator("form button[type=submit]").click()
        expect(page.locator("aside")).to_contain_text("kept here")
        expect(page.locator("input[name=name]")).to_have_value("Kept patrol")
        joined.start("north")
        expect(page.locator("table")).to_contain_text("Kept patrol")
        named = [item for item in joined.get("north", "/items").list() if item.text("name") == "Kept patrol"]
        assert len(named) == 1


def test_an_area_of_a_file_is_taken(joined: Pair, browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "area.kml"
    path.write_text(
        '<kml xmlns="http://www.opengis.net/kml/2.2"><Placemark><name>From a file</name><Polygon><outerBoundaryIs>'
        "<LinearRing><coordinates>20.1,10.1 20.2,10.1 20.2,10.2 20.1,10.2 20.1,10.1</coordinates></LinearRing>"
        "</outerBoundaryIs></Polygon></Placemark></kml>",
        encoding="utf-8",
    )
    with open_console(browser, url_of(joined, "north")) as console:
        page = open_form(joined, console)
        page.get_by_role("button", name="Import a file").click()
        page.locator("input[type=file]").set_input_files(path)
        page.get_by_role("button", name="Use").click()
        expect(page.locator("input[name=name]")).to_have_value("From a file")
        expect(page.locator("textarea[name=corners]")).to_have_value("\n".join(
            ("10.1000000 20.1000000", "10.1000000 20.2000000", "10.2000000 20.2000000", "10.2000000 20.1000000")
        ))  # fmt: skip


def test_a_circle_is_drawn(joined: Pair, browser: Browser) -> None:
    with open_console(browser, url_of(joined, "north")) as console:
        page = open_form(joined, console)
        page.get_by_role("button", name="Draw").click()
        canvas = page.locator("form canvas").first
        expect(canvas).to_be_visible()
        box = canvas.bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + 200, box["y"] + 150)
        page.mouse.move(box["x"] + 240, box["y"] + 150)
        page.mouse.click(box["x"] + 260, box["y"] + 150)
        expect(page.locator("input[name=centre]")).not_to_have_value("")
        expect(page.locator("input[name=radius]")).not_to_have_value("5000")


def test_a_corridor_is_drawn_seen_on_another_datum_and_sent(joined: Pair, browser: Browser) -> None:
    with open_console(browser, url_of(joined, "north")) as console:
        page = open_form(joined, console)
        fill(page)
        page.locator("input[value=corridor]").check()
        page.get_by_role("button", name="Draw").click()
        canvas = page.locator("form canvas").first
        expect(canvas).to_be_visible()
        expect(page.locator("form")).to_contain_text("What is drawn is on WGS 84")
        page.locator(".reading").scroll_into_view_if_needed()
        box = canvas.bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 100, box["y"] + 200)
        expect(page.locator(".reading .place").first).to_contain_text("N 0")
        for right, down in ((150, 200), (250, 120), (350, 100)):
            page.mouse.move(box["x"] + right, box["y"] + down)
            page.mouse.click(box["x"] + right, box["y"] + down)
        page.mouse.click(box["x"] + 350, box["y"] + 100)
        expect(page.locator("textarea[name=axis]")).to_have_value(re.compile(r"^\S+ \S+\n\S+ \S+\n\S+ \S+$"))
        page.locator("select[name=other-datum]").select_option("SK-42")
        expect(page.locator("form ol li")).to_have_count(3)
        expect(page.locator("form ol li").first).to_contain_text("SK-42")

        page.locator("textarea[name=axis]").fill("10.05 20.00\n10.20 20.20\n10.30 20.50")
        expect(page.locator("aside")).to_contain_text("Not answered")
        page.locator("form button[type=submit]").click()
        expect(page.locator("table")).to_contain_text("Third patrol")
        [filed] = [item for item in joined.get("north", "/items").list() if item.text("name") == "Third patrol"]
        assert len(filed.list("volumes", 0, "footprint", "polygon", "vertices")) == 6


def test_our_own_item_is_amended(joined: Pair, browser: Browser) -> None:
    patrol = joined.prepared.patrol
    with open_console(browser, url_of(joined, "north")) as console:
        console.sign_in("watch-1", joined.prepared.secrets["north"]["watch-1"])
        console.page.goto(f"{url_of(joined, 'north')}/#/file/{patrol}")
        page = console.page
        expect(page.locator("input[name=name]")).not_to_have_value("")
        before = joined.get("north", f"/items/{patrol}").whole("revision")
        page.locator("input[name=upper]").fill("2500 m AMSL")
        expect(page.locator("aside")).to_contain_text("Concerns")
        page.locator("form button[type=submit]").click()
        joined.wait_until(lambda: joined.get("north", f"/items/{patrol}").whole("revision") == before + 1)


def test_a_datum_is_never_guessed(joined: Pair, browser: Browser) -> None:
    with open_console(browser, url_of(joined, "north")) as console:
        page = open_form(joined, console)
        expect(page.locator("select[name=datum]")).to_have_value("")
        fill(page)
        page.locator("button", has_text="Clear the draft").click()
        page.locator("input[name=centre]").fill(NEAR)
        expect(page.locator("aside")).to_contain_text("Datum")
        expect(page.locator("form")).not_to_contain_text("10°09′00.0″N")
        expect(page.locator("form button[type=submit]")).to_be_disabled()
