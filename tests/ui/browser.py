"""A browser without a window, and an officer's page in it, against real node processes.

Debian's chromium is driven by Playwright's Python package: the tests then start nodes, move their clocks and look into
their records with what the other tests use. Every page must be free of errors in its console when it is closed.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "ui" / "node_modules" / "axe-core" / "axe.min.js"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE = (1440, 900)
PHONE = (360, 740)
WAIT_MS = 20_000
"""A busy machine is slow, not wrong."""
LOST = ("net::ERR_", "Failed to load resource")
"""What chromium itself writes where a node is gone or refuses: no fault of the page."""


@contextmanager
def open_browser() -> Iterator[Browser]:
    expect.set_options(timeout=WAIT_MS)
    with sync_playwright() as playwright:
        program = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Console:
    """An officer's console: one page, with a storage of its own."""

    page: Page
    context: BrowserContext
    errors: list[str] = field(default_factory=list)

    def sign_in(self, officer: str, secret: str) -> None:
        self.page.locator("input[name=officer]").fill(officer)
        self.page.locator("input[name=secret]").fill(secret)
        self.page.locator("form button[type=submit]").click()
        self.page.locator("nav").wait_for()

    def find_faults(self) -> list[str]:
        """What axe-core finds that is serious."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run({ resultTypes: ['violations'] })")
        return [
            f"{fault['id']}: {node['html'][:160]}"
            for fault in found["violations"]
            if fault["impact"] in {"serious", "critical"}
            for node in fault["nodes"]
        ]

    def is_wider_than_screen(self) -> bool:
        return bool(self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@contextmanager
def open_console(browser: Browser, url: str, *, lang: str = "en", size: tuple[int, int] = WIDE) -> Iterator[Console]:
    context = browser.new_context(locale=lang, viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    context.set_default_timeout(WAIT_MS)
    page = context.new_page()
    console = Console(page, context)

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(LOST):
            console.errors.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: console.errors.append(str(error)))
    page.goto(url)
    try:
        yield console
    finally:
        context.close()
    assert console.errors == [], console.errors
