"""What an officer says and signs beside readback and answer: each order from its own form, between two real nodes."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tansiq.scenario.doc import Json
from tests.e2e.pair import Pair, make_item
from tests.ui.browser import Console, open_console
from tests.ui.words import button, row, say, secret, url

pytestmark = pytest.mark.needs_browser


def enter(pair: Pair, console: Console, party: str, officer: str = "watch-1") -> Page:
    console.sign_in(officer, secret(pair, party, officer))
    return console.page


def go(pair: Pair, page: Page, party: str, view: str) -> None:
    page.goto(url(pair, party, view))


def open_order(page: Page, order: str) -> None:
    page.locator(f"[data-order^='{order}/']").first.click()


def send(page: Page, **typed: str) -> None:
    for name, text in typed.items():
        field = page.locator(f"form[data-form] [name={name.replace('_', '-')}]")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)
    page.locator("form[data-form] button.strong[type=submit]").click()
    expect(page.get_by_text(say("en", "order-sent"))).to_be_visible()


def submit(pair: Pair, party: str, item: dict[str, Json]) -> str:
    filed = pair.post(party, "/items", item=item, datum="WGS84").text("item")
    pair.rest()
    return filed


def place(latitude: str) -> Json:
    return {"circle": {"centre": f"{latitude} 20.1500", "radius_m": 2000}}


def test_a_counter_is_typed_at_its_message_and_taken_up(floor: Pair, browser: Browser) -> None:
    item = submit(floor, "north", make_item("Countered flight"))
    with open_console(browser, url(floor, "south")) as south, open_console(browser, url(floor, "north")) as north:
        page = enter(floor, south, "south")
        row(page, "Countered flight").click()
        expect(button(page, "en", "do-counter")).to_be_visible()
        page.keyboard.press("v")
        form = page.get_by_role("form", name=say("en", "do-counter"))
        expect(form.locator("button.strong")).to_be_disabled()
        form.locator("input[name=start]").fill("011500Z MAY 30")
        form.locator("input[name=end]").fill("011600Z MAY 30")
        assert south.find_faults() == []
        form.locator("button.strong").click()
        expect(page.get_by_text(say("en", "answer-given", verdict="counter", who="watch-1"))).to_be_visible()
        theirs = enter(floor, north, "north")
        go(floor, theirs, "north", f"traffic/item-{item}")
        expect(theirs.locator("main")).to_contain_text("011500Z MAY 30 – 011600Z MAY 30")
        button(theirs, "en", "do-take-up").click()
        expect(theirs.locator("input[name=start]")).to_have_value("2030-05-01T15:00:00Z")
        theirs.locator("aside button[type=submit]").click()
        floor.wait_until(lambda: len(floor.get("south", f"/items/{item}").list("revisions")) > 1)


def test_a_resolution_is_complete_with_the_second_signature(floor: Pair, browser: Browser) -> None:
    one = submit(floor, "north", make_item("First of two", footprint=place("10.2500")))
    other = submit(floor, "south", make_item("Second of two", footprint=place("10.2500")))
    assert "conflict" in floor.holds("north", one)
    revision = floor.get("north", f"/items/{one}").text("hash")
    signed = say("en", "resolution-by", party="Northern centre", other=revision[:8])
    for party, item, text in (("north", one, "North stays below 1000 m"), ("south", other, "")):
        with open_console(browser, url(floor, party)) as console:
            page = enter(floor, console, party, "commander-1")
            go(floor, page, party, f"traffic/item-{item}")
            open_order(page, "resolve")
            if text == "":
                expect(page.locator("textarea[name=terms]")).to_have_value("North stays below 1000 m")
                expect(page.get_by_text(signed)).to_be_visible()
            assert console.find_faults() == []
            send(page, **({"terms": text} if text else {}))
            floor.rest()
    assert "conflict" not in floor.holds("north", one) | floor.holds("south", other)


def test_a_revision_that_is_flown_is_released_by_hand_once_it_is_left(floor: Pair, browser: Browser) -> None:
    times = {"start": "2030-05-01T06:14:00Z", "end": "2030-05-01T09:00:00Z"}
    item = submit(floor, "north", make_item("Released flight", footprint=place("10.3500"), **times))
    floor.pass_time(120_000)
    floor.post("north", f"/items/{item}/status", status="active", unilateral=True)
    revision = floor.get("north", f"/items/{item}").text("hash")
    amended = {**make_item("Released flight", footprint=place("10.3600"), **times), "item": item}
    floor.post("north", f"/items/{item}/amend", item=amended, datum="WGS84")
    floor.rest()
    with open_console(browser, url(floor, "north")) as console:
        page = enter(floor, console, "north")
        go(floor, page, "north", f"traffic/item-{item}")
        open_order(page, "release")
        send(page)
        expect(page.locator("[data-order^='release/']")).to_have_count(0)
    floor.rest()
    revisions = floor.get("south", f"/items/{item}").list("revisions")
    assert {each.text("hash"): each.flag("live") for each in revisions}[revision] is False


def test_an_item_is_told_to_a_further_party(floor: Pair, browser: Browser) -> None:
    area = {
        **make_item("Own post", footprint=place("10.4500")),
        "kind": "own_force_area",
        "expires": "2030-05-02T00:00:00Z",
    }
    del area["flight"]
    item = submit(floor, "north", area)
    assert floor.try_post("south", f"/items/{item}/doubt").status == 404
    with open_console(browser, url(floor, "north")) as console:
        page = enter(floor, console, "north")
        go(floor, page, "north", f"traffic/item-{item}")
        open_order(page, "disclose")
        send(page, party="south", disclosure="coarse")
    floor.wait_until(lambda: any(each.text("item") == item for each in floor.get("south", "/items").list()))


def test_a_question_is_put_by_keyboard_alone_and_answered(floor: Pair, browser: Browser) -> None:
    with open_console(browser, url(floor, "north")) as north, open_console(browser, url(floor, "south")) as south:
        page, theirs = enter(floor, north, "north"), enter(floor, south, "south")
        expect(row(theirs, "Patrol over the valley")).to_be_visible()
        page.keyboard.press("w")
        page.locator("[data-order^='query/']").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("checkbox", name="Southern centre")).to_be_focused()
        page.keyboard.press("Space")
        for _ in range(3):
            page.keyboard.press("Tab")
        page.keyboard.type("Is the pass open?")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_text(say("en", "order-sent"))).to_be_visible()
        expect(page.locator("[data-order^='query/']")).to_be_focused()
        row(theirs, "Is the pass open?").click()
        open_order(theirs, "reply")
        send(theirs, text="It is.")
        expect(row(page, "It is.")).to_be_visible()


def test_a_message_is_corrected_by_its_sender_and_protested_by_the_other(floor: Pair, browser: Browser) -> None:
    with open_console(browser, url(floor, "north")) as north, open_console(browser, url(floor, "south")) as south:
        page, theirs = enter(floor, north, "north"), enter(floor, south, "south", "commander-1")
        go(floor, page, "north", "traffic/write")
        open_order(page, "incident")
        send(page, title="Low pass", occurred="010500Z MAY 30", text="Over the camp")
        row(theirs, "Low pass").click()
        open_order(theirs, "protest")
        send(theirs, text="It was not ours")
        open_order(theirs, "account")
        send(theirs, title="Low pass", occurred="010501Z MAY 30", text="A civil aircraft")
        button(page, "en", "filter-out").click()
        row(page, "Low pass").click()
        open_order(page, "correct")
        send(page, text="North of the camp")
        floor.rest()
        incident = floor.get("south", "/incidents").at(0)
        assert {each.text("text") for each in incident.list("accounts")} == {"North of the camp", "A civil aircraft"}
        assert floor.get("north", "/protests").at(0).text("text") == "It was not ours"


def test_a_position_is_shown_on_a_small_map(floor: Pair, browser: Browser) -> None:
    with (
        open_console(browser, url(floor, "north")) as north,
        open_console(browser, url(floor, "south"), lang="ar") as south,
    ):
        page, theirs = enter(floor, north, "north"), enter(floor, south, "south")
        go(floor, page, "north", "traffic/write")
        open_order(page, "position")
        page.get_by_role("checkbox", name="Southern centre").check()
        send(page, subject="people", name="Post 7", place="10.5 20.5", datum="WGS84")
        theirs.get_by_label(say("ar", "filter-minor")).check()
        row(theirs, say("ar", "message-position")).click()
        expect(theirs.get_by_role("figure", name=say("ar", "inset-of", name="Post 7"))).to_be_visible()
        assert theirs.evaluate(PAINTED) > 1
        assert south.find_faults() == []


def test_a_call_of_distress_is_raised_and_verified(floor: Pair, browser: Browser) -> None:
    with open_console(browser, url(floor, "north")) as north, open_console(browser, url(floor, "south")) as south:
        page, theirs = enter(floor, north, "north"), enter(floor, south, "south")
        expect(row(theirs, "Patrol over the valley")).to_be_visible()
        go(floor, page, "north", "traffic/write")
        open_order(page, "distress")
        send(page, place_words="the old bridge", caller="Aid convoy 4")
        theirs.keyboard.press("t")
        row(theirs, "Distress").click()
        expect(theirs.locator("main")).to_contain_text("the old bridge")
        open_order(theirs, "found")
        send(theirs, outcome="mistaken", source="Called back")
        expect(theirs.locator("main")).to_contain_text(say("en", "outcome-mistaken"))
        assert south.find_faults() == []


def test_an_agreement_is_suspended_by_one_and_resumed_by_two(floor: Pair, browser: Browser) -> None:
    with open_console(browser, url(floor, "south")) as first, open_console(browser, url(floor, "south")) as second:
        page, other = enter(floor, first, "south", "commander-1"), enter(floor, second, "south", "commander-2")
        go(floor, page, "south", "agreements")
        page.locator("summary").click()
        expect(page.locator("table")).to_contain_text(say("en", "articles-notice_ms"))
        assert first.find_faults() == []
        open_order(page, "situation")
        send(page, text="Quiet")
        open_order(page, "agreement-suspend")
        send(page)
        status = page.locator("article").first
        expect(status).to_contain_text(say("en", "agreement-suspended"))
        open_order(page, "agreement-resume")
        page.locator("form[data-form] button.strong[type=submit]").click()
        expect(page.get_by_text(say("en", "act-waits"), exact=True)).to_be_visible()
        go(floor, other, "south", "people")
        button(other, "en", "do-release-step").click()
        expect(status).to_contain_text(say("en", "agreement-in_force"))


def test_lines_are_tested_left_and_carried_by_file(floor: Pair, browser: Browser) -> None:
    with open_console(browser, url(floor, "north", "people")) as console:
        page = enter(floor, console, "north")
        open_order(page, "test-line")
        send(page)
        open_order(page, "outage")
        send(page, starts="020100Z MAY 30", ends="020200Z MAY 30")
        with page.expect_download() as download:
            page.get_by_role("button", name=say("en", "do-courier-out", party="Southern centre")).click()
        carried = download.value.path().read_text(encoding="utf-8")
        assert carried.startswith('{"courier":1')
    with open_console(browser, url(floor, "south", "people")) as console:
        page = enter(floor, console, "south")
        open_order(page, "courier-in")
        send(page, courier=carried)
    floor.rest()
    assert floor.line("south").at("outage").text("party") == "north"


def test_a_form_that_was_begun_before_the_picture_came_offers_what_came_with_it(floor: Pair, browser: Browser) -> None:
    with open_console(browser, url(floor, "north", "people")) as console:
        held: list[Route] = []

        def hold(route: Route) -> None:
            held.append(route)

        console.page.route("**/api/v1/live*", hold)
        page = enter(floor, console, "north")
        open_order(page, "courier-in")
        page.locator("form[data-form] [name=courier]").fill("{}")
        expect(page.locator("form[data-form] button.strong[type=submit]")).to_be_disabled()
        for route in held:
            route.continue_()
        expect(page.locator("form[data-form] button.strong[type=submit]")).to_be_enabled()


def test_what_a_line_that_is_down_keeps_back_is_read_out_and_typed(floor: Pair, browser: Browser) -> None:
    floor.kill("north")
    floor.post("south", f"/items/{floor.prepared.patrol}/doubt", revision=None)
    with open_console(browser, url(floor, "south", "people")) as console:
        page = enter(floor, console, "south")
        button(page, "en", "do-read-out").click()
        read_out = page.locator("section ol > li.code")
        expect(read_out.first).to_have_text(re.compile("^signed: WITHDRAW "))
        form = "\n".join(read_out.all_text_contents())
    floor.kill("south")
    floor.start("north")
    with open_console(browser, url(floor, "north", "people")) as console:
        page = enter(floor, console, "north")
        expect(button(page, "en", "do-read-out")).to_be_visible()
        open_order(page, "heard")
        send(page, party="south", heard=form.lower())
    assert "withdrawn" in floor.holds("north")
    assert floor.line("north").text("path", "path") == "voice"
    floor.start("south")
    floor.wait_for_line("north")


PAINTED = """() => {
  const canvas = document.querySelector("figure canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return new Set(new Uint32Array(data.buffer)).size;
}"""
