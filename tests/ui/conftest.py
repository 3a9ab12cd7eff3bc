"""A browser for all tests of the page, and two nodes with a line between them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser

from tests.e2e.conftest import joined, pair, prepared
from tests.e2e.pair import Pair, Prepared, Runner
from tests.ui.browser import open_browser
from tests.ui.stage import Stage, open_stage

__all__ = ["joined", "pair", "prepared"]
CONFLICT = 72
"""Steps of the scenario up to the conflict of 8 February."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Centres with much in their pictures; tests only look at them."""
    with open_stage("albab-2017", tmp_path_factory.mktemp("stage"), steps=CONFLICT) as opened:
        yield opened


@pytest.fixture(scope="module")
def floor(prepared: Prepared, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """Two nodes for all tests of a file, one after another: each makes what it looks for."""
    with contextlib.closing(Runner()) as runner:
        http = runner.run(_open())
        made = Pair(prepared, tmp_path_factory.mktemp("floor"), runner, http)
        try:
            made.start_joined()
            yield made
        finally:
            made.close()
            runner.run(http.aclose())


async def _open() -> httpx.AsyncClient:
    return httpx.AsyncClient(trust_env=False)
