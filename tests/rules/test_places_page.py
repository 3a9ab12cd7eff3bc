"""The tables of the page about places are made from the code, and hold every refusal that there is."""

from __future__ import annotations

import importlib
import inspect
import pkgutil

import tansiq.geometry.notation
from tansiq.base.errors import BadRequest
from tools.places_page import PAGE, render_page

MODULES = (
    "geometry.datum", "geometry.projected", "geometry.positions", "geometry.height", "geometry.level", "geometry.geoid",
    "wire.elements", "wire.voice",
)  # fmt: skip
KINDS_OF_OTHERS = {"bad_voice"}
"""Never raised as such: each of its kinds has its row."""


def test_tables_of_the_places_page_are_fresh() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert page == render_page(page), "python -m tools.places_page --write"


def test_every_refusal_of_a_place_a_level_or_a_form_by_voice_has_its_row() -> None:
    within = [f"geometry.notation.{each.name}" for each in pkgutil.iter_modules(tansiq.geometry.notation.__path__)]
    codes = {
        error.code
        for name in (*MODULES, *within)
        for _, error in inspect.getmembers(importlib.import_module(f"tansiq.{name}"), inspect.isclass)
        if issubclass(error, BadRequest) and error.__module__ == f"tansiq.{name}"
    }
    page = PAGE.read_text(encoding="utf-8")
    assert len(codes) > 20
    assert [code for code in sorted(codes - KINDS_OF_OTHERS) if f"| `{code}` |" not in page] == []
