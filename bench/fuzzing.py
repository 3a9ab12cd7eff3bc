"""Texts bent and broken for the parser of places: nothing may crash it, nothing be accepted that it cannot keep.

What is accepted is written again in its own notation and read again: it must be the same place.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from bench.misread import PINS
from tansiq.base.errors import TansiqError
from tansiq.geometry.datum import DATUMS
from tansiq.geometry.geodesy import distance_m
from tansiq.geometry.notation import (
    EVERYDAY,
    USUAL,
    BadNotation,
    Location,
    Notation,
    Profile,
    parse_location,
    rewrite,
    write_bearing,
    write_place,
)
from tansiq.geometry.places import all_places
from tansiq.geometry.positions import Position

SAME_M = 0.8
"""A grid reference is read as the middle of its square metre."""
EVERYTHING = frozenset(Notation)
PROFILES = (
    replace(USUAL, pins=PINS),
    Profile(notations=EVERYTHING, pins=PINS),
    Profile(notations=EVERYDAY, pins=PINS, utm_letter="band", grid_order="NE", variation_deg=5.0),
)
DATUM_NAMES = (*(datum.name for datum in DATUMS), "EPSG:22770", "EPSG:22780", "EPSG:28407", "EPSG:32637", "EPSG:23037")
_SIGNS = "0123456789" * 3 + " .,;:/|°'\"′″+-−–NSEWnsewСЮВЗKGDBشجقغ٠١٢٣٤٥٦٧٨٩٫،²½\u200f\u00a0\nABCFGHJVXYZmEPSGUTMк"
_WORDS = (
    "N",
    "E",
    " north ",
    " UTM 37 ",
    " GK ",
    "MGRS ",
    "EPSG:22770 ",
    " true ",
    " magnetic ",
    " km from ",
    " var 5E ",
)
_BENDS = 4
_OTHER_DATUM = 0.3


@dataclass
class Fuzzed:
    """What became of the texts."""

    texts: int = 0
    accepted: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    """Crashes, and texts accepted that did not come back."""


def seeds(chance: random.Random) -> Iterator[tuple[str, str]]:
    """Valid texts in every notation and their datums, without end."""
    while True:
        at = Position.from_degrees(lat_deg=chance.uniform(29, 38), lon_deg=chance.uniform(35, 49))
        if chance.random() < 0.1:
            at = Position.from_degrees(lat_deg=chance.uniform(-90, 90), lon_deg=chance.uniform(-180, 179.9))
        place = chance.choice(all_places())
        for notation in Notation:
            if notation is Notation.NAME:
                yield chance.choice((place.name, place.id, *place.aliases)), "WGS84"
            elif notation is Notation.BEARING:
                yield write_bearing(at, place.id, (place.position.lon_deg, place.position.lat_deg)), "WGS84"
            else:
                try:
                    written = write_place(at, notation, datum=chance.choice(DATUM_NAMES), pins=PINS)
                except TansiqError:
                    continue
                yield written.text, written.datum


def bend(text: str, chance: random.Random) -> str:
    """The text with a few signs put in, taken out, changed, doubled or moved."""
    for _ in range(chance.randint(0, _BENDS)):
        at = chance.randint(0, len(text))
        text = chance.choice(_CHANGES)(text, at, chance)
    return text


_CHANGES: tuple[Callable[[str, int, random.Random], str], ...] = (
    lambda text, at, chance: text[:at] + chance.choice(_SIGNS) + text[at:],
    lambda text, at, _: text[:at] + text[at + 1 :],
    lambda text, at, chance: text[:at] + chance.choice(_SIGNS) + text[at + 1 :],
    lambda text, at, chance: text[:at] + chance.choice(_WORDS) + text[at:],
    lambda text, at, chance: text[at:] + text[: chance.randint(0, at)],
    lambda text, _, chance: text.replace(chance.choice(" .,"), chance.choice([" ", "", ",", ".", "  "])),
    lambda text, _, chance: chance.choice((str.lower, str.upper, str.swapcase))(text),
    lambda text, at, _: text[:at] + text[max(0, at - 3) :],
)


def fuzz(*, seconds: float | None = None, count: int | None = None, seed: int = 1) -> Fuzzed:
    """Bend texts for a time, or so many of them."""
    chance, found = random.Random(seed), Fuzzed()
    deadline = None if seconds is None else time.monotonic() + seconds
    for text, true_datum in seeds(chance):
        if found.texts == count or (deadline is not None and time.monotonic() > deadline):
            return found
        found.texts += 1
        bent = bend(text, chance)
        datum = chance.choice((None, *DATUM_NAMES)) if chance.random() < _OTHER_DATUM else true_datum
        _try(bent, datum, chance.choice(PROFILES), found)
    return found


def _try(text: str, datum: str | None, profile: Profile, found: Fuzzed) -> None:
    try:
        location = parse_location(text, datum=datum, profile=profile)
    except BadNotation as refusal:
        found.refused[refusal.code] += 1
        if not 1 <= refusal.character <= len(text) + 1:
            found.faults.append(f"{text!r} on {datum}: refused at character {refusal.character}")
    except TansiqError as refusal:
        found.refused[refusal.code] += 1
    except Exception as crash:  # any crash at all is what is looked for
        found.faults.append(f"{text!r} on {datum}: {crash!r}")
    else:
        found.accepted[location.notation.value] += 1
        fault = _keeps(location)
        if fault:
            found.faults.append(f"{text!r} on {datum}: {fault}")


def _keeps(location: Location) -> str:
    """Why an accepted location is not the same when written and read again; empty where it is."""
    try:
        written = rewrite(location, pins=PINS)
        only = replace(PROFILES[0], notations=frozenset({written.notation}))
        again = parse_location(written.text, datum=written.datum, profile=only)
    except TansiqError as refusal:
        return f"{refusal.code}: {refusal}"
    apart_m = distance_m(again.position, location.position)
    return "" if apart_m <= SAME_M else f"comes back {apart_m:.3f} m away as {written.text!r}"
