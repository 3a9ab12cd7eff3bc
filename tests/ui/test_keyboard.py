"""Without a pointer: the map's tools, and an item filed from the first key to the last."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.pair import Pair
from tests.ui.browser import open_console
from tests.ui.test_live import url_of
from tests.ui.words import button, row, url

pytestmark = pytest.mark.needs_browser
MOST_TABS = 60


def reach(page: Page, selector: str) -> None:
    """By Tab alone, from wherever the focus is."""
    for _ in range(MOST_TABS):
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by Tab")


def write(page: Page, field: str, text: str) -> None:
    reach(page, field)
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(text)


def test_an_item_is_filed_by_keys_alone(joined: Pair, browser: Browser) -> None:
    with open_console(browser, url_of(joined, "north")) as console:
        console.sign_in("watch-1", joined.prepared.secrets["north"]["watch-1"])
        page = console.page
        page.keyboard.press("f")
        expect(page.locator("input[name=name]")).to_be_visible()
        write(page, "input[name=name]", "By keys")
        write(page, "input[name=type]", "rotary wing")
        reach(page, "select[name=datum]")
        page.keyboard.type("WGS")
        reach(page, "input[type=radio]")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        expect(page.locator("input[value=corridor]")).to_be_checked()
        write(page, "textarea[name=axis]", "10.05 20.00\n10.20 20.20")
        write(page, "input[name=width]", "6000")
        write(page, "input[name=start]", "2030-05-01 13:00")
        write(page, "input[name=end]", "011400Z MAY 30")
        write(page, "input[name=upper]", "3000 m AMSL")
        expect(page.locator("aside")).to_contain_text("Not answered")
        reach(page, "button[type=submit]")
        page.keyboard.press("Enter")
        joined.wait_until(lambda: "By keys" in str(joined.get("south", "/items").value))


def test_the_tools_of_the_map_are_used_by_keys_alone(joined: Pair, browser: Browser) -> None:
    with open_console(browser, url_of(joined, "north")) as console:
        console.sign_in("watch-1", joined.prepared.secrets["north"]["watch-1"])
        page = console.page
        page.keyboard.press("1")
        expect(page.locator("aside .row").first).to_be_visible()
        page.keyboard.press("l")
        reach(page, "fieldset input[type=checkbox]")
        page.keyboard.press("Space")
        expect(page.get_by_label("Borders")).not_to_be_checked()
        page.keyboard.press("l")

        reach(page, "[role=toolbar] button:last-child")
        page.keyboard.press("Enter")
        reach(page, "form input")
        page.keyboard.type("10 20")
        page.keyboard.press("Tab")
        page.keyboard.type("10 21")
        page.keyboard.press("Enter")
        expect(page.locator("form ol li")).to_contain_text("109")
        page.keyboard.press("Escape")

        reach(page, "select[name=other-datum]")
        page.keyboard.type("SK-42")
        reach(page, "aside .row")
        page.keyboard.press("Enter")
        expect(page.locator("aside h2")).to_contain_text("Patrol over the valley")
        page.keyboard.press("[")
        expect(page.locator(".stamp")).to_contain_text(re.compile("AS KNOWN|does not know"))
        page.keyboard.press("n")
        expect(page.locator(".stamp")).to_have_count(0)


def test_a_key_right_after_a_click_means_what_was_clicked(joined: Pair, browser: Browser) -> None:
    with open_console(browser, url(joined, "south")) as console:
        console.sign_in("watch-1", joined.prepared.secrets["south"]["watch-1"])
        page = console.page
        row(page, "Patrol over the valley").click()
        expect(button(page, "en", "do-doubt")).to_be_visible()
        page.keyboard.press("Escape")
        expect(button(page, "en", "do-doubt")).to_have_count(0)
        row(page, "Patrol over the valley").evaluate(
            """async (row) => {
                row.click();
                await Promise.resolve();
                dispatchEvent(new KeyboardEvent("keydown", { code: "KeyD", key: "d" }));
            }"""
        )
        expect(button(page, "en", "do-send-doubt")).to_be_visible()


def test_an_address_that_was_cut_shows_a_view(joined: Pair, browser: Browser) -> None:
    with open_console(browser, url(joined, "south", "traffic/item-%E0")) as console:
        console.sign_in("watch-1", joined.prepared.secrets["south"]["watch-1"])
        expect(row(console.page, "Patrol over the valley")).to_be_visible()
