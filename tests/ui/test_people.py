"""The watch as people keep it: handed over, called by sound, title and notification, put aside, taken; between two real
nodes. What the page asks of the browser is noted at the browser's own doors."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.pair import Pair, make_item
from tests.ui.browser import Console, open_console
from tests.ui.words import button, row, say, secret, url

pytestmark = pytest.mark.needs_browser
START = "011300Z MAY 30"

LISTEN = """
window.sounded = [];
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (when) {
  sounded.push([Math.round(this.frequency.value), this.context.state, performance.now()]);
  return start.call(this, when);
};
window.noted = [];
window.Notification = new Proxy(Notification, {
  construct(made, [title, options]) {
    noted.push([title, options.tag, options.requireInteraction]);
    return new made(title, options);
  },
});
"""
"""The browser's oscillators and notifications work as ever; what they were asked for is written down."""


def enter(pair: Pair, console: Console, party: str, officer: str = "watch-1") -> Page:
    console.sign_in(officer, secret(pair, party, officer))
    return console.page


def wait_for(page: Page, expression: str) -> None:
    """The page's own policy lets nothing be evaluated in it again and again."""
    for _ in range(150):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    raise AssertionError(expression)


def cease(pair: Pair, party: str) -> str:
    return pair.post(party, "/ceases").text("cease")


def resume(pair: Pair, id_: str) -> None:
    for party in ("north", "south"):
        pending = pair.post(party, f"/ceases/{id_}/resume", "commander-1").text("pending")
        pair.post(party, f"/pending/{pending}/release", "commander-2")
    pair.rest()


def late(pair: Pair, name: str) -> str:
    """North files what starts too soon: PRIORITY at south."""
    start, end = "2030-05-01T06:40:00Z", "2030-05-01T06:50:00Z"
    item = pair.post("north", "/items", item=make_item(name, start=start, end=end), datum="WGS84").text("item")
    pair.rest()
    return item


def test_flash_sounds_until_somebody_has_it(floor: Pair, browser: Browser) -> None:
    with open_console(browser, url(floor, "south")) as console:
        console.page.add_init_script(LISTEN)
        console.page.reload()
        page = enter(floor, console, "south")
        expect(row(page, "Patrol over the valley")).to_be_visible()
        page.evaluate("sounded.length = 0")
        raised = cease(floor, "north")
        wait_for(page, "sounded.length >= 20")
        heard = page.evaluate("sounded")
        # Five pulses of two tones, again after five seconds.
        assert {tone for tone, _, _ in heard[:20]} == {880, 1320}
        assert {state for _, state, _ in heard} == {"running"}
        assert heard[10][2] - heard[9][2] >= 4500
        assert page.title().startswith("⬣1 ")
        page.keyboard.press("t")
        expect(page.locator(".strip [role=alert]")).to_be_empty()
        page.wait_for_timeout(600)
        page.evaluate("sounded.length = 0")
        page.wait_for_timeout(5500)
        assert 880 not in {tone for tone, _, _ in page.evaluate("sounded")}
        assert not page.title().startswith("⬣")
        resume(floor, raised)


def test_a_silenced_console_is_still_until_the_time_is_over(floor: Pair, browser: Browser) -> None:
    with open_console(browser, url(floor, "south")) as console:
        console.page.add_init_script(LISTEN)
        console.page.reload()
        page = enter(floor, console, "south")
        expect(row(page, "Patrol over the valley")).to_be_visible()
        page.keyboard.press("m")
        expect(page.get_by_text(say("en", "silenced"))).to_be_visible()
        raised = cease(floor, "north")
        expect(page.locator(".strip [role=alert]")).not_to_be_empty()
        page.wait_for_timeout(1500)
        assert page.evaluate("sounded") == []
        page.keyboard.press("t")
        resume(floor, raised)


def test_a_notification_is_asked_for_where_nobody_looks(floor: Pair, browser: Browser) -> None:
    with open_console(browser, url(floor, "south", "people"), lang="tr") as console:
        console.context.grant_permissions(["notifications"])
        console.page.add_init_script(LISTEN)
        console.page.reload()
        page = enter(floor, console, "south")
        page.goto(url(floor, "south", "people"))
        page.get_by_label(say("tr", "choose-notify")).check()
        raised = cease(floor, "north")
        expect(page.locator(".strip [role=alert]")).not_to_be_empty()
        assert page.evaluate("noted") == []  # somebody looks
        page.keyboard.press("t")
        resume(floor, raised)
        # Without a window no page is ever hidden: that alone is said in the browser's place.
        page.evaluate("Object.defineProperty(document, 'hidden', { get: () => true })")
        raised = cease(floor, "north")
        wait_for(page, "noted.length > 0")
        title, tag, stays = page.evaluate("noted[0]")
        assert title.startswith("⬣ ")
        assert "Northern centre" in title
        assert (tag, stays) == (raised, True)
        page.keyboard.press("t")
        resume(floor, raised)


def test_what_can_wait_is_shelved_with_a_reason_and_comes_back(floor: Pair, browser: Browser) -> None:
    late(floor, "Too soon")
    with open_console(browser, url(floor, "south")) as console:
        page = enter(floor, console, "south")
        page.keyboard.press("a")
        page.locator("section li .text", has_text="Too soon").first.click()
        shelve = button(page, "en", "do-shelve", minutes=60)
        expect(shelve).to_be_disabled()
        page.get_by_label(say("en", "shelve-reason")).fill("Asked their officer")
        shelve.click()
        expect(page.get_by_text(say("en", "shelved-count", count=1))).to_be_visible()
        expect(page.locator("main")).to_contain_text("Asked their officer")
        assert console.find_faults() == []
        floor.pass_time(61 * 60_000)
        expect(page.get_by_text(say("en", "shelved-count", count=1))).to_have_count(0)


def test_what_waits_is_taken_by_one_and_the_others_see_it(floor: Pair, browser: Browser) -> None:
    floor.post("north", "/items", item=make_item("To be answered"), datum="WGS84")
    floor.rest()
    with open_console(browser, url(floor, "south")) as one, open_console(browser, url(floor, "south")) as other:
        page, second = enter(floor, one, "south"), enter(floor, other, "south", "commander-1")
        for each in (page, second):
            row(each, "To be answered").click()
        button(page, "en", "do-have-it").click()
        for each in (page, second):
            expect(each.locator("main")).to_contain_text(say("en", "duty-taken", who="watch-1"))
        button(second, "en", "do-take-over").click()
        for each in (page, second):
            expect(each.locator("main")).to_contain_text(say("en", "duty-taken", who="commander-1"))
        expect(button(page, "en", "do-take-over")).to_be_visible()
        # Taken is not answered.
        expect(button(second, "en", "do-cannot")).to_be_visible()


def test_the_watch_is_handed_over_with_a_signed_list_of_what_is_open(floor: Pair, browser: Browser) -> None:
    filed = floor.post("north", "/items", item=make_item("Left for the next"), datum="WGS84").text("item")
    floor.rest()
    with (
        open_console(browser, url(floor, "south")) as one,
        open_console(browser, url(floor, "south"), lang="ar") as other,
    ):
        page, second = enter(floor, one, "south"), enter(floor, other, "south", "commander-1")
        page.goto(url(floor, "south", "people"))
        second.goto(url(floor, "south", "people"))
        button(page, "en", "do-watch-on").click()
        page.get_by_label(say("en", "handover-text")).fill("Call them at 0700")
        button(page, "en", "do-hand-over").click()
        expect(page.get_by_text(say("en", "handover-waits"))).to_be_visible()
        expect(second.locator(".waits")).to_contain_text("Left for the next")
        expect(second.locator(".waits")).to_contain_text("Call them at 0700")
        assert one.find_faults() == other.find_faults() == []
        button(second, "ar", "do-accept-watch").click()
        expect(second.get_by_text(say("ar", "handover-waits"))).to_have_count(0)
    handed = floor.get("south", "/watch").list("handovers")[0]
    assert (handed.text("by"), handed.text("accepted")) == ("watch-1", "commander-1")
    told = [entry for entry in floor.record("south", "notify") if entry.at("body", "item").text("id") == filed]
    assert told[0].text("message") in {each.text("subject") for each in handed.list("open")}
    signed = floor.record("south", "local.handover", "local.handover_accepted")
    assert [entry.text("author") for entry in signed] == ["watch-1", "commander-1"]


def test_a_lamp_says_how_long_ago_the_peer_was_heard(floor: Pair, browser: Browser) -> None:
    with open_console(browser, url(floor, "south")) as console:
        page = enter(floor, console, "south")
        age = page.locator("header li.up .age")
        expect(age).to_have_text(re.compile(r"^\W?\d+\W? s$"))
        expect(age).to_have_text(re.compile(r"^\W?[4-9]\W? s$"), timeout=15_000)
        # The next heartbeat begins it anew, also while the clock of the exercise stands still.
        expect(age).to_have_text(re.compile(r"^\W?[0-2]\W? s$"), timeout=15_000)
