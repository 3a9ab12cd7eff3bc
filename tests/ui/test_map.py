"""The map on real nodes: what is on it, where things are, what was known earlier, and that no language mirrors it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect
from pyproj import Geod

from tansiq.scenario.doc import Doc
from tests.ui.browser import open_console
from tests.ui.stage import Stage

pytestmark = pytest.mark.needs_browser
GEOD = Geod(ellps="WGS84")
PARTY = "ru"
SETTLE_MS = 400
PLACE = re.compile(r"(\d+\.\d+)([NS]) (\d+\.\d+)([EW])")
OVER = {"ended", "cancelled"}


@contextmanager
def open_map(stage: Stage, browser: Browser, *, lang: str = "en", palette: str = "dusk") -> Iterator[Page]:
    """The map of a signed-in officer who reads decimal degrees."""
    url = stage.url(PARTY)
    with open_console(browser, url, lang=lang) as console:
        chosen = (
            f"{{lang: '{lang}', palette: '{palette}', place: {{ notation: 'dd', datum: 'WGS84' }}, numerals: 'latin'}}"
        )
        console.page.evaluate(f"localStorage.setItem('tansiq.prefs', JSON.stringify({chosen}))")
        console.page.reload()
        console.sign_in("watch-1", stage.secret(PARTY, "watch-1"))
        console.page.goto(f"{url}/#/map")
        expect(console.page.locator("aside li").first).to_be_visible()
        yield console.page


def get(stage: Stage, path: str) -> Doc:
    return stage.runner.run(stage.play.processes[PARTY].client.get(path, "watch-1"))


def name_of(item: Doc) -> str:
    """As an English page names it: what was told without a name bears its kind, in words."""
    name = item.text("name")
    return name.replace("_", " ") if name == item.text("kind") else name


def shown_items(items: tuple[Doc, ...]) -> list[str]:
    """Names of what is not over."""
    return sorted(name_of(item) for item in items if item.text("state") not in OVER)


def read_list(page: Page) -> list[str]:
    return sorted(page.locator("aside .name").all_inner_texts())


def middle_of(page: Page) -> tuple[float, float]:
    box = page.locator(".ol-viewport").bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def read_pointer(page: Page, x: float, y: float) -> tuple[float, float]:
    """Longitude and latitude that the page says are under the pointer."""
    page.mouse.move(x, y)
    page.wait_for_timeout(100)
    found = PLACE.search(page.locator(".reading .place").first.inner_text())
    assert found is not None
    lat, north, lon, east = found.groups()
    return float(lon) * (1 if east == "E" else -1), float(lat) * (1 if north == "N" else -1)


def go_to(page: Page, text: str) -> None:
    page.keyboard.press("g")
    page.locator("input[name=place]").fill(text)
    page.locator("input[name=place]").press("Enter")
    expect(page.locator("input[name=place]")).to_have_count(0)
    page.wait_for_timeout(SETTLE_MS)


def test_everything_on_the_map_is_in_the_list_beside_it(stage: Stage, browser: Browser) -> None:
    with open_map(stage, browser) as page:
        assert read_list(page) == shown_items(get(stage, "/items").list())


def test_a_click_on_an_item_opens_it_with_its_holds(stage: Stage, browser: Browser) -> None:
    held = next(item for item in get(stage, "/items").list() if item.text("state") == "held")
    with open_map(stage, browser) as page:
        page.get_by_role("button", name=held.text("name")).first.click()
        page.get_by_role("button", name="Show on the map").click()
        card = page.locator("aside section")
        expect(card.locator("h2")).to_have_text(held.text("name"))
        expect(card.get_by_role("list", name="Holds").locator("li")).to_have_count(len(held.list("holds")))
        page.keyboard.press("Escape")
        expect(page.locator("aside .name").first).to_be_visible()
        page.mouse.click(*middle_of(page))
        expect(card.locator("h2")).to_be_visible()


def test_a_place_is_found_by_coordinate_and_by_its_name_in_any_language(stage: Stage, browser: Browser) -> None:
    with open_map(stage, browser) as page:
        for text, lon, lat in (
            ("36.25000N 37.30000E", 37.3, 36.25),
            ("Бейрут", 35.5018, 33.8938),
            ("بغداد", 44.3661, 33.3152),
        ):
            go_to(page, text)
            found = read_pointer(page, *middle_of(page))
            assert GEOD.inv(*found, lon, lat)[2] < 200, (text, found)


def test_a_coordinate_that_cannot_be_read_is_refused_with_advice(stage: Stage, browser: Browser) -> None:
    with open_map(stage, browser) as page:
        page.keyboard.press("g")
        page.locator("input[name=place]").fill("somewhere else")
        page.locator("input[name=place]").press("Enter")
        expect(page.locator("form [role=alert]")).to_be_visible()


def test_another_datum_is_what_the_node_says_and_never_a_guess(stage: Stage, browser: Browser) -> None:
    with open_map(stage, browser) as page:
        chosen = "{...JSON.parse(localStorage['tansiq.prefs']), place: {notation: 'dd', datum: 'SK-42'}}"
        page.evaluate(f"localStorage.setItem('tansiq.prefs', JSON.stringify({chosen}))")
        page.reload()
        expect(page.locator("aside li").first).to_be_visible()
        x, y = middle_of(page)
        page.mouse.move(x, y)
        places = page.locator(".reading .place")
        expect(places).to_have_count(2)
        expect(places.nth(1)).not_to_have_text("…")
        here = places.nth(0).inner_text()
        asked = get(stage, f"/locate?text={here.replace(' ', '%20')}&datum=WGS84&to=SK-42")
        assert places.nth(1).inner_text() == asked.list("forms")[0].text("text")
        expect(page.locator(".reading")).to_contain_text("±")


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_east_is_right_and_north_is_up_in_every_language(stage: Stage, browser: Browser, lang: str) -> None:
    with open_map(stage, browser, lang=lang) as page:
        x, y = middle_of(page)
        west, south = read_pointer(page, x - 150, y + 150)
        east, north = read_pointer(page, x + 150, y - 150)
        assert west < east and south < north
        side, ground = page.locator("aside").bounding_box(), page.locator(".ol-viewport").bounding_box()
        assert side is not None and ground is not None
        assert (side["x"] < ground["x"]) == (lang == "ar"), "the layout is mirrored, the map is not"


def test_the_past_is_what_the_record_says_was_known_then(stage: Stage, browser: Browser) -> None:
    with open_map(stage, browser) as page:
        now = read_list(page)
        page.keyboard.press("[")
        expect(page.locator(".stamp")).to_contain_text("AS KNOWN")
        slider = page.locator("input[type=range]")
        slider.evaluate(
            "(input) => { input.value = String(Number(input.value) - 6 * 3600000);"
            " input.dispatchEvent(new Event('input', { bubbles: true })); }"
        )
        page.wait_for_timeout(SETTLE_MS)
        at = page.evaluate("new Date(Number(document.querySelector('input[type=range]').value)).toISOString()")
        then = get(stage, f"/picture?known_at={at}")
        wanted = shown_items(then.list("items"))
        expect(page.locator("aside .name")).to_have_count(len(wanted))
        assert read_list(page) == wanted != now
        assert page.locator(".as-known").count() == 1
        page.keyboard.press("n")
        expect(page.locator(".stamp")).to_have_count(0)
        assert read_list(page) == now


def test_the_future_shows_what_is_planned(stage: Stage, browser: Browser) -> None:
    with open_map(stage, browser) as page:
        page.keyboard.press("]")
        page.keyboard.press("]")
        expect(page.locator(".stamp")).to_contain_text("AS PLANNED")
        assert page.locator(".as-known").count() == 0


def test_two_typed_places_are_measured_along_the_geodesic(stage: Stage, browser: Browser) -> None:
    with open_map(stage, browser) as page:
        page.get_by_role("button", name="Measure").click()
        ends = page.locator("form input.code")
        ends.nth(0).fill("36.00000N 37.00000E")
        ends.nth(1).fill("37.00000N 39.00000E")
        page.locator("form button[type=submit]").click()
        bearing_deg, _, distance_m = GEOD.inv(37.0, 36.0, 39.0, 37.0)
        leg = page.locator("form ol li")
        expect(leg).to_contain_text(f"{distance_m / 1000:.1f}")
        expect(leg).to_contain_text(f"{round(bearing_deg):03d}")
        expect(leg).to_contain_text(f"{distance_m / 1852:.1f}")


def test_points_on_the_map_are_measured_as_they_are_drawn(stage: Stage, browser: Browser) -> None:
    with open_map(stage, browser) as page:
        page.get_by_role("button", name="Measure").click()
        x, y = middle_of(page)
        one, other = read_pointer(page, x, y), read_pointer(page, x + 200, y - 100)
        page.mouse.click(x, y)
        page.mouse.dblclick(x + 200, y - 100)
        distance_m = GEOD.inv(*one, *other)[2]
        expect(page.locator("form ol li")).to_contain_text(f"{distance_m / 1000:.1f}"[:-1])


def test_contested_borders_are_a_layer_that_stays_off(stage: Stage, browser: Browser) -> None:
    with open_map(stage, browser) as page:
        page.wait_for_timeout(SETTLE_MS)
        canvas = page.locator(".ol-viewport")
        before = canvas.screenshot()
        page.keyboard.press("l")
        page.get_by_label("Borders").uncheck()
        page.keyboard.press("l")
        page.wait_for_timeout(SETTLE_MS)
        assert canvas.screenshot() != before
        page.reload()
        expect(page.locator("aside li").first).to_be_visible()
        page.keyboard.press("l")
        expect(page.get_by_label("Borders")).not_to_be_checked()


def test_the_map_is_moved_by_keys_alone(stage: Stage, browser: Browser) -> None:
    with open_map(stage, browser) as page:
        x, y = middle_of(page)
        before = read_pointer(page, x, y)
        page.locator("[role=application]").focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(SETTLE_MS)
        moved = read_pointer(page, x + 1, y)
        assert moved[0] > before[0] + 0.1 and moved[1] == pytest.approx(before[1], abs=0.02)
        page.keyboard.press("j")
        expect(page.locator("aside section h2")).to_be_visible()


def test_at_night_the_map_shows_nothing_but_red(stage: Stage, browser: Browser) -> None:
    with open_map(stage, browser, palette="night-red") as page:
        page.wait_for_timeout(SETTLE_MS)
        worst = page.evaluate(
            """() => Math.max(...[...document.querySelectorAll('.ol-viewport canvas')].map((canvas) => {
              const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
              let most = -255;
              for (let at = 0; at < data.length; at += 4) {
                if (data[at + 3] > 32) most = Math.max(most, Math.max(data[at + 1], data[at + 2]) - data[at]);
              }
              return most;
            }))"""
        )
        assert worst <= 0


def test_where_the_node_has_no_live_aircraft_none_are_shown(stage: Stage, browser: Browser) -> None:
    with open_map(stage, browser) as page:
        drawn = page.evaluate(
            """() => {
              const canvas = [...document.querySelectorAll('.ol-viewport canvas')].at(-1);
              const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
              return data.some((value) => value !== 0);
            }"""
        )
        assert drawn is False
        page.keyboard.press("l")
        expect(page.get_by_label("Items", exact=True)).to_be_visible()
        expect(page.get_by_label("Aircraft")).to_have_count(0)
        page.keyboard.press("g")
        expect(page.locator("#place-help")).not_to_contain_text("call sign")


def test_the_past_says_what_held_and_offers_nothing_to_be_done(stage: Stage, browser: Browser) -> None:
    """At the instant of filing it was our turn to read back: that is said, and cannot be done in the past."""
    with open_console(browser, stage.url("tr")) as console:
        console.sign_in("watch-1", stage.secret("tr", "watch-1"))
        page = console.page
        page.goto(f"{stage.url('tr')}/#/map")
        page.locator("aside .row", has_text="Activity of 9 February").click()
        strip = page.locator("aside ul[aria-label=Holds]")
        expect(strip.locator(".button")).to_have_count(1)
        page.locator("input[type=range]").evaluate(
            "(input) => { input.value = String(Date.parse('2017-02-08T14:00:00Z'));"
            " input.dispatchEvent(new Event('input', { bubbles: true })); }"
        )
        expect(page.locator(".stamp")).to_contain_text("AS KNOWN")
        expect(strip).to_contain_text("Not read back")
        expect(strip.locator(".ours").first).to_be_visible()
        expect(strip.locator(".button")).to_have_count(0)


@pytest.mark.parametrize("lang", ["en", "ar", "ru", "tr"])
def test_no_phrase_of_the_map_is_missing(stage: Stage, browser: Browser, lang: str) -> None:
    """A phrase that is not known is shown by its name, which has dashes and is Latin."""
    names = re.compile(r"\b(?:map|do|layer|state|kind|site|identity|track|notation|area|held)-[a-z_-]+\b")
    with open_map(stage, browser, lang=lang) as page:
        shown = [page.locator("main").inner_text()]
        for key in ("l", "g"):
            page.keyboard.press(key)
            shown.append(page.locator("main").inner_text())
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        shown.append(page.locator("main").inner_text())
        labels = page.locator("main [aria-label]").evaluate_all("all => all.map((one) => one.ariaLabel).join(' ')")
        assert names.findall(" ".join([*shown, labels])) == []
