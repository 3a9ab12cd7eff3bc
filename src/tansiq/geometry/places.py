"""The numbered gazetteer: named reference points that words beside a coordinate may refer to.

A name that several places share resolves to all of them; choosing one is never done here.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import NewType

from tansiq.base.data import load_text
from tansiq.geometry.geodesy import distance_m
from tansiq.geometry.positions import Position

PlaceId = NewType("PlaceId", str)
"""Number of a place in the gazetteer: ``P6``."""


class PlaceKind(StrEnum):
    """What stands at a reference point."""

    CITY = "city"
    TOWN = "town"
    AIRPORT = "airport"
    NAVAID = "navaid"
    BASE = "base"
    """A base with an airfield or a landing ground."""


@dataclass(frozen=True, slots=True)
class Place:
    """A reference point: one exact position, whatever the extent of what stands there."""

    id: PlaceId
    kind: PlaceKind
    position: Position
    names: Mapping[str, str]
    """By language: en, ar, ru, tr."""
    aliases: tuple[str, ...]
    """Other spellings, and shorter names that it may share with other places."""

    @property
    def name(self) -> str:
        """The English name, which no other place has."""
        return self.names["en"]

    @property
    def is_airfield(self) -> bool:
        """Whether "the airfield" or "the airport" may mean it."""
        return self.kind in {PlaceKind.AIRPORT, PlaceKind.BASE}


@cache
def all_places() -> tuple[Place, ...]:
    """The whole gazetteer, in its own order."""
    rows = json.loads(load_text("geometry", "places.json"))["places"]
    return tuple(
        Place(
            id=PlaceId(row["id"]),
            kind=PlaceKind(row["kind"]),
            position=Position(row["lat_e7"], row["lon_e7"]),
            names=MappingProxyType(dict(row["names"])),
            aliases=tuple(row["aliases"]),
        )
        for row in rows
    )


def find_places(name: str) -> tuple[Place, ...]:
    """Every place with this name or alias in any language; case, accents, hyphens and a leading "the" do not matter."""
    return _by_name().get(normalise(name), ())


def find_places_or_id(name: str) -> tuple[Place, ...]:
    """The place with this number, as written, or every place with this name or alias."""
    numbered = _by_id().get(name.strip())
    return (numbered,) if numbered is not None else find_places(name)


def find_place(name: str) -> Place | None:
    """The one place with this name, alias or id; None where there is none or more than one."""
    found = find_places_or_id(name)
    return found[0] if len(found) == 1 else None


def nearest(position: Position, count: int) -> list[tuple[Place, float]]:
    """The nearest places with their distances in metres, nearest first."""
    ranked = sorted(((place, distance_m(place.position, position)) for place in all_places()), key=lambda pair: pair[1])
    return ranked[:count]


def normalise(name: str) -> str:
    """One form of a name for comparing."""
    flat = unicodedata.normalize("NFKD", name).casefold().replace("ı", "i")
    kept = (
        " " if not sign.isalnum() else sign for sign in flat if not unicodedata.combining(sign) and sign not in "'’`ʿʾ"
    )
    words = "".join(kept).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


@cache
def _by_id() -> Mapping[str, Place]:
    return MappingProxyType({place.id: place for place in all_places()})


@cache
def _by_name() -> Mapping[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for place in all_places():
        for name in {normalise(text) for text in (*place.names.values(), *place.aliases)}:
            found[name] = (*found.get(name, ()), place)
    return MappingProxyType(found)
