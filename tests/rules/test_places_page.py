"""The page of places says what the code does."""

from __future__ import annotations

import inspect
import re

import tansiq.geometry.datum
import tansiq.geometry.level
import tansiq.geometry.notation.location
import tansiq.geometry.projected
from tansiq.base.errors import TansiqError
from tools.places_page import PAGE, render_page


def test_tables_of_the_places_page_are_fresh() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == render_page(page), "python -m tools.places_page --write"


def test_every_refusal_of_a_place_has_an_example() -> None:
    modules = (
        tansiq.geometry.datum,
        tansiq.geometry.level,
        tansiq.geometry.notation.location,
        tansiq.geometry.projected,
    )
    codes = {
        kind.code
        for module in modules
        for _, kind in inspect.getmembers(module, inspect.isclass)
        if issubclass(kind, TansiqError) and kind.__module__ == module.__name__
    }
    shown = set(re.findall(r"^\| `(\w+)` \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert codes - shown == set()
