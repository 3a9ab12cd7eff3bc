"""What stands on a page, looked up in the phrase files, so that a test reads alike in every language."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page

from tansiq.words.catalogue import phrase, strip_isolates
from tests.e2e.pair import Pair


def say(lang: str, name: str, /, **facts: str | int) -> re.Pattern[str]:
    """A phrase as it stands on the page, among the marks that keep directions apart."""
    plain = strip_isolates(phrase(lang, name, **facts))
    return re.compile("[\u2066-\u2069]*".join(re.escape(letter) for letter in plain))


def button(page: Page | Locator, lang: str, name: str, /, **facts: str | int) -> Locator:
    return page.get_by_role("button", name=say(lang, name, **facts)).first


def row(page: Page, text: str | re.Pattern[str]) -> Locator:
    return page.locator(".list .row", has_text=text).first


def url(pair: Pair, party: str, view: str = "traffic") -> str:
    return pair.processes[party].client.base.removesuffix("/api/v1") + f"/#/{view}"


def secret(pair: Pair, party: str, officer: str) -> str:
    return pair.processes[party].client.secrets[officer]
