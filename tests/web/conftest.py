from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.house import House, Loop


@pytest.fixture
def loop() -> Iterator[Loop]:
    made = Loop()
    yield made
    made.close()


@pytest.fixture
def house(loop: Loop, tmp_path: Path) -> Iterator[House]:
    made = House(loop, tmp_path / "north")
    made.staff()
    yield made
    made.close()
