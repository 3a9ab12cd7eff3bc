"""Real node processes for the tests of this folder."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.e2e.pair import Pair, Prepared, Runner, prepare


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    return prepare(tmp_path_factory.mktemp("prepared"))


@pytest.fixture
def pair(prepared: Prepared, tmp_path: Path) -> Iterator[Pair]:
    """Two nodes that are not started yet."""
    with contextlib.closing(Runner()) as runner:
        http = runner.run(_open())
        made = Pair(prepared, tmp_path, runner, http)
        try:
            yield made
        finally:
            made.close()
            runner.run(http.aclose())


@pytest.fixture
def joined(pair: Pair) -> Pair:
    """Both nodes run, their line is up, the activity is coordinated."""
    pair.start_joined()
    assert pair.state("north") == pair.state("south") == "coordinated"
    return pair


async def _open() -> httpx.AsyncClient:
    return httpx.AsyncClient(trust_env=False)
