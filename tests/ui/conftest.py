"""A browser for all tests of the page, and two nodes with a line between them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.e2e.conftest import joined, pair, prepared
from tests.ui.browser import open_browser

__all__ = ["joined", "pair", "prepared"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened
