"""The page follows its node: what happens there is seen here, a lost node is said, and it comes back by itself."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.pair import Pair, make_item
from tests.ui.browser import open_console

pytestmark = pytest.mark.needs_browser
LOST_MS = 3000


def url_of(pair: Pair, party: str) -> str:
    return pair.processes[party].client.base.removesuffix("/api/v1")


def test_what_happens_at_the_peer_is_seen_here(joined: Pair, browser: Browser) -> None:
    with open_console(browser, url_of(joined, "south")) as console:
        console.sign_in("watch-1", joined.prepared.secrets["south"]["watch-1"])
        console.page.goto(f"{url_of(joined, 'south')}/#/traffic")
        joined.post("north", "/items", item=make_item("Seen from afar"), datum="WGS84")
        expect(console.page.locator("main")).to_contain_text("Seen from afar")


def test_a_lost_node_is_said_within_three_seconds_and_comes_back_with_the_session(
    joined: Pair, browser: Browser
) -> None:
    with open_console(browser, url_of(joined, "south")) as console:
        console.sign_in("watch-1", joined.prepared.secrets["south"]["watch-1"])
        expect(console.page.locator("nav")).to_be_visible()
        expect(console.page.locator(".app.lost")).to_have_count(0)
        joined.kill("south")
        begun = time.monotonic()
        expect(console.page.locator(".app.lost")).to_have_count(1, timeout=LOST_MS)
        assert time.monotonic() - begun <= LOST_MS / 1000 + 0.5
        joined.start("south")
        expect(console.page.locator(".app.lost")).to_have_count(0)
        expect(console.page.locator("nav")).to_be_visible()
        joined.post("north", "/items", item=make_item("After the restart"), datum="WGS84")
        console.page.goto(f"{url_of(joined, 'south')}/#/traffic")
        expect(console.page.locator("main")).to_contain_text("After the restart")
