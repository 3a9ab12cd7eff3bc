"""The page about files: its Python runs on the example."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_the_example_of_the_page_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "formats.md").read_text(encoding="utf-8"), re.DOTALL)
    exec(code, {"data": (ROOT / "examples" / "areas.geojson").read_bytes()})
    assert "survey-1 corridor 0.0" in capsys.readouterr().out
