"""Which standard symbols the page can draw: three frames, and nothing else can be had from what is built."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "src" / "tansiq" / "web" / "page"
FRAMES = {"friend": "3", "neutral": "4", "unknown": "1"}
"""By the fourth digit of the code: standard identity."""
AIR = {"aircraft": "000000", "fixed_wing": "110100", "rotary_wing": "110200", "unmanned": "110300", "civil": "120100"}
SITES = {"site": "000000", "hospital": "120702", "school": "120402", "camp": "111900"}
OTHER_FRAMES = (
    "M 45,150 L45,70 100,20 155,70 155,150",
    "M 100,28 L172,100 100,172 28,100 100,28 Z",
)
"""Of identities that are none of ours, in the air and on the ground, as the library at build time draws them."""

pytestmark = pytest.mark.needs_browser


def read_built() -> str:
    """All code of the page."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(PAGE.rglob("*.js")))


def squeeze(text: str) -> str:
    return re.sub(r"[\s,]+", "", text)


def test_the_table_holds_the_three_frames_with_our_symbols_and_no_more() -> None:
    found = dict(re.findall(r"[\"'`]?(\w+/\w+)[\"'`]?:\{code:[\"'`](\d{20})[\"'`],paths:", read_built()))
    wanted = {
        f"{frame}/{name}": f"130{digit}{symbol_set}0000{entity}0000"
        for frame, digit in FRAMES.items()
        for symbol_set, names in (("01", AIR), ("20", SITES))
        for name, entity in names.items()
    }
    assert found == wanted


def test_no_code_of_a_symbol_is_elsewhere_in_the_page() -> None:
    codes = set(re.findall(r"\b1[0-9]0[0-9]\d{16}\b", read_built()))
    assert codes and {code[3] for code in codes} == set(FRAMES.values())


def test_neither_the_library_nor_the_frame_of_another_identity_is_in_the_page() -> None:
    built = squeeze(read_built())
    assert "milsymbol" not in built.lower()
    assert [frame for frame in OTHER_FRAMES if squeeze(frame) in built] == []


def test_the_frames_that_are_looked_for_are_those_that_the_library_draws() -> None:
    library = PAGE.parents[3] / "ui" / "node_modules" / "milsymbol" / "dist" / "milsymbol.js"
    drawn = squeeze(library.read_text(encoding="utf-8"))
    assert all(squeeze(frame) in drawn for frame in OTHER_FRAMES)
