"""The whole way in two browsers at two real nodes, once in each language: filed, read back, answered, coordinated,
flown, stopped, accounted for."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tansiq.base.clock import parse_instant
from tansiq.words.catalogue import LANGUAGES, phrase, strip_isolates
from tests.e2e.pair import Pair
from tests.ui.browser import Console, open_console
from tests.ui.test_live import url_of

pytestmark = pytest.mark.needs_browser
NAME = "Round flight"
START, END = "011300Z MAY 30", "011400Z MAY 30"


def say(lang: str, name: str, **facts: str | int) -> re.Pattern[str]:
    """A phrase as it stands on the page, among the marks that keep directions apart."""
    plain = strip_isolates(phrase(lang, name, **facts))
    return re.compile("[\u2066-\u2069]*".join(re.escape(letter) for letter in plain))


def button(page: Page | Locator, lang: str, name: str) -> Locator:
    return page.get_by_role("button", name=say(lang, name)).first


def sign_in(pair: Pair, console: Console, party: str, officer: str = "watch-1") -> None:
    console.sign_in(officer, pair.prepared.secrets[party][officer])


def go(pair: Pair, console: Console, party: str, view: str) -> None:
    console.page.goto(f"{url_of(pair, party)}/#/{view}")


def file_item(page: Page) -> None:
    page.locator("input[name=name]").fill(NAME)
    page.locator("input[name=type]").fill("fixed wing")
    page.locator("input[name=count]").fill("2")
    page.locator("input[name=centre]").fill("10.1500 20.1500")
    page.locator("select[name=datum]").select_option("WGS84")
    page.locator("input[name=radius]").fill("2000")
    page.locator("input[name=start]").fill(START)
    page.locator("input[name=end]").fill(END)
    page.locator("input[name=lower]").fill("0 m AMSL")
    page.locator("input[name=upper]").fill("3000 m AMSL")
    expect(page.locator("aside button[type=submit]")).to_be_enabled()
    page.locator("aside button[type=submit]").click()


def type_element(page: Page, lang: str, field: str, text: str) -> None:
    page.get_by_role("textbox", name=say(lang, f"field-{field}")).first.fill(text)
    page.keyboard.press("Tab")


def choose_datum(page: Page) -> None:
    page.locator("select[name=datum]").select_option("WGS84")
    page.keyboard.press("Tab")


def read_back(page: Page, lang: str) -> None:
    page.locator(".list .row", has_text=NAME).first.click()
    button(page, lang, "do-readback").click()
    type_element(page, lang, "place", "10.1500 20.1500")
    choose_datum(page)
    type_element(page, lang, "level", "0 - 3000 m AMSL")
    type_element(page, lang, "start", START)
    type_element(page, lang, "end", END)
    type_element(page, lang, "count", "2")
    button(page, lang, "do-send-readback").click()


def concur(page: Page, lang: str) -> None:
    button(page, lang, "do-concur").click()
    page.locator("button.strong", has_text=say(lang, "do-concur")).click()


def find_item(pair: Pair) -> str:
    named = [item for item in pair.get("north", "/items").list() if item.text("name") == NAME]
    return named[0].text("item") if named else ""


def give_account(pair: Pair, console: Console, party: str, item: str, text: str) -> None:
    go(pair, console, party, f"assess/{item}")
    page = console.page
    page.locator("input[name=point]").first.fill(text)
    page.locator("input[name=total]").first.fill("2")
    page.locator("form button[type=submit]").click()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_whole_way_at_two_nodes(joined: Pair, browser: Browser, lang: str) -> None:
    with (
        open_console(browser, url_of(joined, "north"), lang=lang) as north,
        open_console(browser, url_of(joined, "south"), lang=lang) as south,
    ):
        sign_in(joined, north, "north")
        sign_in(joined, south, "south")
        go(joined, north, "north", "file")
        go(joined, south, "south", "traffic")
        file_item(north.page)
        expect(north.page.locator("table")).to_contain_text(NAME)
        item = find_item(joined)
        assert joined.state("north", item) == "held"

        read_back(south.page, lang)
        concur(south.page, lang)
        ours = north.page.locator(f"#row-{item}")
        expect(ours).to_contain_text(say(lang, "state-coordinated"))
        assert north.find_faults() == []

        joined.pass_time(parse_instant("2030-05-01T13:01:00Z") - joined.now_ms)
        button(ours, lang, "do-activate").click()
        expect(ours).to_contain_text(say(lang, "state-active"))
        joined.wait_until(lambda: joined.state("south", item) == "active")

        south.page.keyboard.press("F9")
        expect(button(south.page, lang, "do-cease-now")).to_be_focused()
        south.page.wait_for_timeout(300)
        south.page.keyboard.press("Enter")
        expect(ours).to_contain_text(say(lang, "state-suspended"))
        expect(north.page.locator(".strip [role=alert]")).not_to_be_empty()
        assert {joined.state(party, item) for party in ("north", "south")} == {"suspended"}
        assert north.find_faults() == []

        give_account(joined, north, "north", item, "Два вылета")
        expect(north.page.locator("article")).to_contain_text("Два вылета")
        go(joined, south, "south", f"assess/{item}")
        button(south.page.locator("article"), lang, "do-answer-account").click()
        south.page.locator("input[name=point]").first.fill("İki uçuş")
        south.page.locator("select").nth(2).select_option("yes")
        south.page.locator("input[name=total]").first.fill("3")
        south.page.locator("form button[type=submit]").click()
        for console in (north, south):
            expect(console.page.locator("article")).to_contain_text("İki uçuş")
            expect(console.page.locator("article")).to_contain_text("≠")
            assert console.find_faults() == []


def test_the_conflict_of_8_february_is_on_both_screens_within_5_s(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    from tests.ui.stage import open_stage

    with (
        open_stage("albab-2017", tmp_path_factory.mktemp("conflict"), steps=71) as stage,
        open_console(browser, stage.url("ru"), lang="ru") as one,
        open_console(browser, stage.url("tr"), lang="tr") as other,
    ):
        for console, party in ((one, "ru"), (other, "tr")):
            console.sign_in("watch-1", stage.secret(party, "watch-1"))
            console.page.goto(f"{stage.url(party)}/#/board")
            expect(console.page.locator("table")).to_contain_text("9 February")
            expect(console.page.locator("table .w2")).to_have_count(0)
            # The page itself notes when the conflict is drawn.
            console.page.evaluate(SEEN)
        stage.go_on(1)
        filed_ms = stage.real_ms_of("tr", "local.item", "Own unit")
        for console in (one, other):
            # Not by a function that is polled: the page's policy lets nothing be evaluated.
            expect(console.page.locator("table .w2, table .w1").first).to_be_visible()
            seen_ms = console.page.evaluate("window.conflictSeen")
            assert seen_ms - filed_ms <= 5000


SEEN = """() => {
  const look = () => {
    if (document.querySelector('table .w2, table .w1')) window.conflictSeen ??= Date.now();
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true });
}"""
