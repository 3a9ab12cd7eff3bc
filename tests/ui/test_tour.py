"""The tour: three centres side by side, one message going round in as many languages; ends cleanly."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Browser, expect

from tests.ui.browser import Console

pytestmark = pytest.mark.needs_browser
START_S = 120
SIZE = {"width": 1600, "height": 900}


@contextmanager
def touring(*arguments: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    environment = {
        **os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "BROWSER": "true",
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-m", "tansiq", "demo", "--open", "--json", *arguments],
        stdout=subprocess.PIPE, text=True, env=environment,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        yield process, json.loads(process.stdout.readline())["url"]
    finally:
        process.kill()
        process.wait()


def find_nodes(parent: int) -> list[int]:
    """Node processes that a player started."""
    found = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in found.splitlines()]
    return [pid for pid, of in pairs if of == parent]


def status_of(url: str, **headers: str) -> int:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


def test_one_message_goes_round_in_four_languages_and_everything_ends_with_the_player(browser: Browser) -> None:
    with touring() as (process, url):
        context = browser.new_context(locale="en", viewport=SIZE, reduced_motion="reduce")  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(url)
        frames = [page.frame_locator("iframe").nth(at) for at in range(3)]
        directions = []
        for frame in frames:
            expect(frame.locator("nav")).to_be_visible(timeout=20_000)
            directions.append(frame.locator("html").get_attribute("lang"))
        assert sorted(map(str, directions)) == ["ar", "ru", "tr"]
        page.locator(".guide button").click()
        for frame in frames[1:]:
            expect(frame.locator("main")).to_contain_text("9 February", timeout=20_000)
        expect(page.locator(".guide")).to_contain_text("files an item")
        expect(page.locator(".guide")).to_contain_text("Activity of 9 February at al-Bab")
        told = page.locator(".happened")
        for at, way in enumerate(("to", "from", "from")):
            expect(told.nth(at)).to_contain_text(re.compile(rf"{way} \W*(RU|TR|US)"))
            expect(told.nth(at)).to_contain_text("Notify")
        page.locator("header select").select_option("ru")
        for at in range(3):
            expect(told.nth(at)).to_contain_text("Уведомление")
        page.locator("header select").select_option("en")
        assert Console(page, context).find_faults() == []

        base = url.partition("#")[0]
        assert status_of(base + "tour.json") == 403
        assert status_of(base + "tour.json", **{"x-tour-key": url.partition("#")[2]}) == 200
        assert status_of(base, Host="elsewhere.example") == 403
        assert status_of(base + "../keys/line.seed") == 404
        assert status_of(base + "index.html") == 200

        nodes = find_nodes(process.pid)
        assert len(nodes) >= 3
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == 0
        assert not [pid for pid in nodes if os.path.exists(f"/proc/{pid}")]
        context.close()
