"""Counted things agree with their number in each language."""

from __future__ import annotations

import pytest

from tansiq.scenario.texts import say

ISOLATES = dict.fromkeys(map(ord, "\u2066\u2067\u2068\u2069"))


@pytest.mark.parametrize(
    ("lang", "count", "text"),
    [
        ("en", 9, "9 aircraft"),
        ("ru", 1, "1 воздушное судно"),
        ("ru", 3, "3 воздушных судна"),
        ("ru", 9, "9 воздушных судов"),
        ("ru", 21, "21 воздушное судно"),
        ("tr", 9, "9 hava aracı"),
        ("ar", 1, "طائرة واحدة"),
        ("ar", 2, "طائرتان"),
        ("ar", 9, "9 طائرات"),
        ("ar", 17, "17 طائرة"),
    ],
)
def test_aircraft_are_counted_as_the_language_counts(lang: str, count: int, text: str) -> None:
    assert say(lang, "aircraft-flown", count=count).translate(ISOLATES) == text
