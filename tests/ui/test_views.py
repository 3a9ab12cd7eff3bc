"""Every view in every language and palette: nothing serious for axe-core, nothing wider than the screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.ui.browser import PHONE, WIDE, open_console
from tests.ui.stage import Stage

pytestmark = pytest.mark.needs_browser
LANGUAGES = ("en", "ar", "ru", "tr")
VIEWS = ("map", "traffic", "board", "record", "file", "assess", "agreements", "people")
FORMS = ("traffic/write", "agreements", "people")
TOOLS = ("l", "g", "j")
"""Keys of the map that open something: layers, a place, the next item."""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_every_view_is_accessible_and_fits(stage: Stage, browser: Browser, lang: str, size: tuple[int, int]) -> None:
    url = stage.url("ru")
    with open_console(browser, url, lang=lang, size=size) as console:
        console.sign_in("watch-1", stage.secret("ru", "watch-1"))
        for view in VIEWS:
            console.page.goto(f"{url}/#/{view}")
            expect(console.page.locator("main h1, main h2, main li, main canvas").first).to_be_visible()
            assert (view, console.find_faults()) == (view, [])
            assert not console.is_wider_than_screen(), view
            assert console.page.locator("html").get_attribute("dir") == ("rtl" if lang == "ar" else "ltr")
        console.page.goto(f"{url}/#/map")
        expect(console.page.locator("aside li").first).to_be_visible()
        for key in TOOLS:
            console.page.keyboard.press(key)
            assert (key, console.find_faults()) == (key, [])
            assert not console.is_wider_than_screen(), key
            if console.page.locator("input[name=place]").count():
                console.page.keyboard.press("Escape")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_form_is_accessible_fits_and_gives_the_focus_back(stage: Stage, browser: Browser, lang: str) -> None:
    url = stage.url("tr")
    with open_console(browser, url, lang=lang) as console:
        console.sign_in("commander-1", stage.secret("tr", "commander-1"))
        page = console.page
        for view in FORMS:
            page.goto(f"{url}/#/{view}")
            expect(page.locator("[data-order]").first).to_be_visible()
            for order in page.locator("[data-order]").evaluate_all("all => all.map(each => each.dataset.order)"):
                opener = page.locator(f"[data-order='{order}']")
                opener.focus()
                page.keyboard.press("Enter")
                assert page.evaluate("document.activeElement.closest('form') !== null"), order
                assert (order, console.find_faults()) == (order, [])
                assert not console.is_wider_than_screen(), order
                page.locator("form[data-form] button[type=button]").last.focus()
                page.keyboard.press("Enter")
                expect(opener).to_be_focused()
