"""The record on a page: searched, as known at an instant, exported, printed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tansiq.base.clock import write_instant
from tests.e2e.pair import Pair, make_item
from tests.ui.browser import Console, open_console
from tests.ui.test_live import url_of

pytestmark = pytest.mark.needs_browser


def open_record(pair: Pair, console: Console, officer: str = "watch-1") -> Page:
    console.sign_in(officer, pair.prepared.secrets["north"][officer])
    console.page.goto(f"{url_of(pair, 'north')}/#/record")
    expect(console.page.locator("tbody tr").first).to_be_visible()
    return console.page


def save(page: Page, name: str) -> str:
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return Path(download.value.path()).read_text(encoding="utf-8")


def test_it_is_searched_and_goes_on_while_one_looks(joined: Pair, browser: Browser) -> None:
    with open_console(browser, url_of(joined, "north")) as console:
        page = open_record(joined, console)
        joined.post("north", "/items", item=make_item("Needle"), datum="WGS84")
        expect(page.locator("tbody")).to_contain_text("Needle")
        page.keyboard.press("/")
        page.keyboard.type("needle notify")
        expect(page.locator("tbody tr").first).to_contain_text("Needle")
        expect(page.locator("tbody")).not_to_contain_text("Patrol over the valley")
        page.locator("tbody .open").first.click()
        expect(page.locator("tbody pre")).to_contain_text('"name": "Needle"')
        assert console.find_faults() == []


def test_it_is_read_as_it_was_known(joined: Pair, browser: Browser) -> None:
    then = write_instant(joined.now_ms)
    joined.pass_time(60_000)
    joined.post("north", "/items", item=make_item("Later"), datum="WGS84")
    with open_console(browser, url_of(joined, "north")) as console:
        page = open_record(joined, console)
        expect(page.locator("tbody")).to_contain_text("Later")
        page.get_by_label("As known at").fill(then)
        expect(page.locator(".known")).to_contain_text("AS KNOWN")
        expect(page.locator("tbody")).not_to_contain_text("Later")
        page.keyboard.press("Escape")
        page.locator("input[type=search]").fill("patrol notify")
        expect(page.locator("tbody tr")).to_have_count(1)
        expect(page.locator("tbody tr")).to_contain_text("Patrol over the valley")
        page.get_by_label("As known at").fill("yesterday")
        expect(page.locator("#record-known-help")).to_contain_text("Not an instant")
        assert console.find_faults() == []


def test_what_is_found_is_exported(joined: Pair, browser: Browser) -> None:
    joined.post("north", "/items", item=make_item('=HYPERLINK("x"), "Quoted"'), datum="WGS84")
    with open_console(browser, url_of(joined, "north")) as console:
        page = open_record(joined, console)
        lines = [json.loads(line) for line in save(page, "Export JSON").splitlines()]
        numbers = [entry["number"] for entry in lines]
        assert numbers == sorted(numbers)
        assert numbers[0] == 1
        rows = list(csv.DictReader(io.StringIO(save(page, "Export CSV").removeprefix("\ufeff"))))
        assert [int(row["number"]) for row in rows[: len(numbers)]] == numbers
        assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


def test_on_paper_there_is_the_record_and_who_printed_it(joined: Pair, browser: Browser) -> None:
    with open_console(browser, url_of(joined, "north")) as console:
        page = open_record(joined, console)
        page.emulate_media(media="print")
        expect(page.locator(".printed")).to_be_visible()
        expect(page.locator(".printed")).to_contain_text("printed by")
        shown = page.locator(".app > *").evaluate_all(
            "all => all.filter(each => each.offsetHeight).map(each => each.tagName)"
        )
        assert shown == ["MAIN"]
        assert page.locator("thead").evaluate("head => getComputedStyle(head).display") == "table-header-group"
        assert page.evaluate(
            "document.documentElement.scrollHeight > innerHeight"
        )  # nothing is cut off at a screen's edge
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
