"""An officer's watch in a browser: sign-in, readback, answer, cease, a lost node; against real node processes.

What is looked for is looked up in the phrase files, so that the same watch is kept once in each language.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tansiq.scenario.doc import Json
from tansiq.words.catalogue import LANGUAGES, phrase, strip_isolates
from tests.e2e.pair import Pair, make_item
from tests.ui.browser import PHONE, Console, open_console

pytestmark = pytest.mark.needs_browser

LOST_WITHIN_MS = 3500
"""Three seconds, and what a slow machine takes to draw it."""


def url(pair: Pair, party: str, view: str = "traffic") -> str:
    return pair.processes[party].client.base.removesuffix("/api/v1") + f"/#/{view}"


def secret(pair: Pair, party: str, officer: str) -> str:
    return pair.processes[party].client.secrets[officer]


def say(lang: str, name: str, **facts: str | int) -> re.Pattern[str]:
    """A phrase as it stands on the page, among the marks that keep directions apart."""
    plain = strip_isolates(phrase(lang, name, **facts))
    return re.compile("[\u2066-\u2069]*".join(re.escape(letter) for letter in plain))


def button(page: Page | Locator, lang: str, name: str) -> Locator:
    return page.get_by_role("button", name=say(lang, name)).first


def row(page: Page, text: str) -> Locator:
    return page.locator(".list .row", has_text=text).first


def file_hazard(pair: Pair, name: str = "Survey of the ridge") -> str:
    """North files what is a hazard to the ground; south has it in its list."""
    flight: Json = {"aircraft_count": 2, "aircraft_type": "fixed wing", "hazard_to_ground": True}
    place: Json = {"text": "10.1500 20.1500"}
    item: Json = {**make_item(name), "flight": flight, "place": place, "note": "Вдоль хребта", "note_lang": "ru"}
    filed = pair.post("north", "/items", item=item, datum="WGS84").text("item")
    pair.rest()
    return filed


def type_element(page: Page, lang: str, field: str, text: str) -> None:
    page.get_by_role("textbox", name=say(lang, f"field-{field}")).first.fill(text)
    page.keyboard.press("Tab")


def choose_datum(page: Page) -> None:
    page.locator("select[name=datum]").select_option("WGS84")
    page.keyboard.press("Tab")


def read_back(page: Page, lang: str, place: str) -> None:
    type_element(page, lang, "place", place)
    choose_datum(page)
    type_element(page, lang, "level", "GND - 3000 m AMSL")
    type_element(page, lang, "start", "011300Z MAY 30")
    type_element(page, lang, "end", "011400Z MAY 30")
    type_element(page, lang, "count", "2")


def check_blind(browser: Browser, pair: Pair, lang: str) -> None:
    """A second officer, whose page shows no place."""
    with open_console(browser, url(pair, "south", "verify"), lang=lang) as second:
        second.sign_in("commander-1", secret(pair, "south", "commander-1"))
        page = second.page
        page.get_by_label(say(lang, "verification-source")).fill("Sheet J-37, 1:100,000")
        assert "10.15" not in page.locator("main").inner_text()
        page.get_by_role("textbox", name=say(lang, "field-place")).fill("10.1501 20.1501")
        expect(button(page, lang, "do-compare")).to_be_disabled()
        page.locator("select[name=datum]").select_option("WGS84")
        button(page, lang, "do-compare").click()
        expect(page.get_by_text(say(lang, "verification-none"))).to_be_visible()
        assert second.find_faults() == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_watch_is_kept_in_each_language(joined: Pair, browser: Browser, lang: str) -> None:
    item = file_hazard(joined)
    with open_console(browser, url(joined, "south"), lang=lang) as south:
        south.sign_in("watch-1", secret(joined, "south", "watch-1"))
        page = south.page
        assert page.locator("html").get_attribute("dir") == ("rtl" if lang == "ar" else "ltr")
        row(page, "Survey of the ridge").click()
        button(page, lang, "do-readback").click()
        read_back(page, lang, "20.1500 10.1500")
        expect(page.get_by_text(say(lang, "mistake-axes_swapped"))).to_be_visible()
        expect(page.get_by_text(say(lang, "readback-only-doubt"))).to_be_visible()
        expect(button(page, lang, "do-send-readback")).to_have_count(0)
        read_back(page, lang, "10°09'00\"N 020°09'00\"E")
        button(page, lang, "do-send-readback").click()
        expect(button(page, lang, "do-concur")).to_be_visible()
        assert south.find_faults() == []
        check_blind(browser, joined, lang)
        # What holds it has changed since the officer looked.
        expect(button(page, lang, "do-concur")).to_have_count(0)
        button(page, lang, "do-look-again").click()
        button(page, lang, "do-concur").click()
        expect(page.get_by_text(say(lang, "not-a-permission")).first).to_be_visible()
        page.locator("button.strong", has_text=say(lang, "do-concur")).click()
        joined.wait_until(lambda: joined.state("north", item) == joined.state("south", item) == "coordinated")
        expect(page.get_by_text(say(lang, "state-coordinated")).first).to_be_visible()
        assert south.find_faults() == []
        assert not south.is_wider_than_screen()


def test_a_cease_is_seen_at_once_taken_and_reported(joined: Pair, browser: Browser) -> None:
    with (
        open_console(browser, url(joined, "north")) as north,
        open_console(browser, url(joined, "south"), lang="tr") as south,
    ):
        north.sign_in("commander-1", secret(joined, "north", "commander-1"))
        south.sign_in("watch-1", secret(joined, "south", "watch-1"))
        expect(row(south.page, "Patrol over the valley")).to_be_visible()
        north.page.keyboard.press("F9")
        expect(button(north.page, "en", "do-cease-now")).to_be_focused()
        north.page.wait_for_timeout(300)
        north.page.keyboard.press("Enter")
        strip = south.page.locator(".strip [role=alert]")
        expect(strip).to_contain_text(
            say("tr", "alarm-cease", party="Northern centre", what=phrase("tr", "cease-of-all"))
        )
        assert south.page.title().startswith("⬣1 ")
        assert joined.state("south") == "suspended" or "cease_stands" in joined.holds("south")
        assert south.find_faults() == north.find_faults() == []
        south.page.keyboard.press("t")
        expect(strip).to_be_empty()
        row(south.page, phrase("tr", "message-cease")).click()
        south.page.get_by_label(say("tr", "executed-when")).fill("010615Z MAY 30")
        button(south.page, "tr", "do-report-executed").click()
        dialog = north.page.get_by_role("dialog")
        expect(dialog.locator("li", has_text=say("en", "cease-step-executed"))).to_contain_text("0615:00Z")
        assert north.find_faults() == []


def test_resuming_takes_a_second_person(joined: Pair, browser: Browser) -> None:
    joined.post("north", "/ceases")
    joined.rest()
    cease = joined.get("north", "/ceases").at(0).text("cease")
    with open_console(browser, url(joined, "north", f"traffic/cease-{cease}")) as first:
        first.sign_in("commander-1", secret(joined, "north", "commander-1"))
        button(first.page, "en", "do-agree-resume").click()
        expect(first.page.get_by_text(say("en", "act-waits"))).to_be_visible()
    with open_console(browser, url(joined, "north", "people")) as second:
        second.sign_in("commander-2", secret(joined, "north", "commander-2"))
        button(second.page, "en", "do-release-step").click()
        expect(second.page.get_by_text(say("en", "pending-none"))).to_be_visible()
        assert second.find_faults() == []
    assert joined.get("north", "/ceases").at(0).list("resumed_by")


def test_a_lost_node_is_said_and_a_cease_waits_for_it(joined: Pair, browser: Browser) -> None:
    with open_console(browser, url(joined, "south")) as console:
        console.sign_in("watch-1", secret(joined, "south", "watch-1"))
        page = console.page
        expect(row(page, "Patrol over the valley")).to_be_visible()
        page.wait_for_timeout(500)  # until the numbers and forms are in the page
        joined.kill("south")
        expect(page.locator(".strip", has_text="Node lost")).to_be_visible(timeout=LOST_WITHIN_MS)
        page.keyboard.press("F9")
        dialog = page.get_by_role("dialog")
        expect(dialog.get_by_text("Northern centre").last).to_be_visible()
        expect(dialog.locator("ol li").first).to_contain_text("cease: ")
        page.wait_for_timeout(300)
        page.keyboard.press("Enter")
        expect(dialog.get_by_text("Call now")).to_be_visible(timeout=LOST_WITHIN_MS)
        assert console.find_faults() == []
        joined.start("south")
        joined.wait_until(lambda: bool(joined.get("north", "/ceases").list()))
        expect(page.locator(".strip", has_text="Node lost")).to_have_count(0)
        expect(dialog.get_by_text("Call now")).to_have_count(0)


def test_what_was_typed_survives_a_reload_and_a_restart(joined: Pair, browser: Browser) -> None:
    file_hazard(joined)
    with open_console(browser, url(joined, "south")) as console:
        console.sign_in("watch-1", secret(joined, "south", "watch-1"))
        page = console.page
        row(page, "Survey of the ridge").click()
        expect(button(page, "en", "do-readback")).to_be_visible()
        page.keyboard.press("r")
        type_element(page, "en", "place", "10.1500 20.1500")
        choose_datum(page)
        expect(page.get_by_text(say("en", "readback-same")).first).to_be_visible()
        joined.kill("south")
        type_element(page, "en", "count", "2")
        joined.start("south")
        page.reload()
        expect(button(page, "en", "do-readback")).to_be_visible()
        page.keyboard.press("r")
        expect(page.get_by_role("textbox", name=say("en", "field-place"))).to_have_value("10.1500 20.1500")
        expect(page.get_by_role("textbox", name=say("en", "field-count"))).to_have_value("2")


def test_a_one_time_secret_is_changed_first_and_a_locked_console_still_ceases(joined: Pair, browser: Browser) -> None:
    once = joined.post("south", "/officers", "administrator", name="night-1", role="observer", lang="en").text(
        "one_time_secret"
    )
    with open_console(browser, url(joined, "south")) as console:
        page = console.page
        page.locator("input[name=officer]").fill("night-1")
        page.locator("input[name=secret]").fill("not this one")
        page.locator("form button[type=submit]").click()
        expect(page.get_by_text(say("en", "sign-wrong"))).to_be_visible()
        page.locator("input[name=secret]").fill(once)
        page.locator("form button[type=submit]").click()
        expect(page.get_by_text(say("en", "sign-new-secret"))).to_be_visible()
        assert console.find_faults() == []
        page.locator("input[name=secret]").fill(once)
        for name in ("next", "again"):
            page.locator(f"input[name={name}]").fill("seventeen quiet herons")
        page.locator("form button[type=submit]").click()
        row(page, "Patrol over the valley").click()
        expect(button(page, "en", "do-readback")).to_have_count(0)
        expect(button(page, "en", "do-concur")).to_have_count(0)
        page.reload()
        expect(page.locator("nav")).to_be_visible()
        page.get_by_role("button", name="night-1").click()
        button(page, "en", "do-lock").click()
        expect(page.get_by_text(say("en", "sign-locked"))).to_be_visible()
        expect(page.get_by_text("Patrol over the valley")).to_have_count(0)
        page.keyboard.press("F9")
        page.wait_for_timeout(300)
        button(page, "en", "do-cease-now").click()
        expect(page.get_by_role("dialog").get_by_text("Ceased")).to_be_visible()
    joined.wait_until(lambda: bool(joined.get("north", "/ceases").list()))


def test_a_verifier_is_shown_no_place(joined: Pair, browser: Browser) -> None:
    file_hazard(joined)
    added = joined.post("south", "/officers", "administrator", name="second-1", role="verifier", lang="en")
    once = added.text("one_time_secret")
    with open_console(browser, url(joined, "south", "map")) as console:
        page = console.page
        page.locator("input[name=officer]").fill("second-1")
        page.locator("input[name=secret]").fill(once)
        page.locator("form button[type=submit]").click()
        expect(page.get_by_text(say("en", "sign-new-secret"))).to_be_visible()
        page.locator("input[name=secret]").fill(once)
        for name in ("next", "again"):
            page.locator(f"input[name={name}]").fill("seventeen quiet herons")
        page.locator("form button[type=submit]").click()
        expect(page.get_by_text("Survey of the ridge")).to_be_visible()
        expect(page.locator("nav a")).to_have_count(2)
        assert "10.15" not in page.content()
        assert console.find_faults() == []


def test_the_smallest_screen_scrolls_one_way_only(joined: Pair, browser: Browser) -> None:
    """A telephone, and 400 % zoom of a screen of 1280 by 1024."""
    file_hazard(joined)
    with open_console(browser, url(joined, "south"), size=PHONE) as console:
        console.sign_in("watch-1", secret(joined, "south", "watch-1"))
        page = console.page
        row(page, "Survey of the ridge").click()
        for width, height in (PHONE, (320, 256)):
            page.set_viewport_size({"width": width, "height": height})
            assert not console.is_wider_than_screen()
            expect(page.locator("button.cease")).to_be_in_viewport()
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        assert console.find_faults() == []


def test_keys_are_places_and_rest_while_typing(joined: Pair, browser: Browser) -> None:
    with open_console(browser, url(joined, "south"), lang="ru") as console:
        console.sign_in("watch-1", secret(joined, "south", "watch-1"))
        page = console.page
        expect(row(page, "Patrol over the valley")).to_be_visible()
        page.keyboard.press("Shift+Slash")
        expect(page.get_by_role("dialog", name=say("ru", "keys-title"))).to_be_visible()
        assert console.find_faults() == []
        page.keyboard.press("Escape")
        page.keyboard.press("Control+KeyK")
        page.keyboard.type("3j")
        expect(page.get_by_role("combobox", name=say("ru", "commands-title"))).to_have_value("3j")
        assert console.find_faults() == []
        page.keyboard.press("Escape")
        # What a Russian layout sends for the key of J.
        press = "dispatchEvent(new KeyboardEvent('keydown', { code: 'KeyJ', key: 'о', bubbles: true }))"
        page.evaluate(f"document.body.{press}")
        expect(page.locator(".list .row[aria-current]")).to_have_count(1)


def test_the_language_changes_without_a_reload(joined: Pair, browser: Browser) -> None:
    with open_console(browser, url(joined, "south", "people")) as console:
        console.sign_in("watch-1", secret(joined, "south", "watch-1"))
        page: Page = console.page
        page.evaluate("window.isSame = true")
        for lang in ("ar", "ru", "tr", "en"):
            page.locator("header select").select_option(lang)
            expect(page.get_by_text(say(lang, "people-watch"))).to_be_visible()
            _check_palettes(console)
        page.locator("header select").select_option("ar")
        page.get_by_label(say("ar", "choose-numerals")).select_option("arabic")
        expect(page.locator(".counts").first).to_contain_text("٠")
        expect(page.locator(".clock")).to_contain_text("MAY 30")
        assert page.evaluate("window.isSame") is True


def _check_palettes(console: Console) -> None:
    for palette in ("day", "dusk", "night-red"):
        console.page.evaluate(f"document.documentElement.dataset.palette = '{palette}'")
        assert console.find_faults() == []
