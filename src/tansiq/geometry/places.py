"""The numbered gazetteer: named reference points that words beside a coordinate may refer to.

A name that several places share resolves to all of them; choosing one is never done here. A place has a name in a
language only where somebody who writes it wrote it so: by hand (`places.json`, `place_names.tsv`), or in a register of
that language's country. Where a language has none the English or romanised name is shown and marked as that.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import NewType

import numpy as np
from numpy.typing import NDArray

from tansiq.base.data import load_text
from tansiq.geometry.geodesy import inverse_to_all, point_of, vector
from tansiq.geometry.positions import Position

_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_CASE_END = re.compile(r"(?<=\w\w)(?:[аеиоуыьэюяй]+|ой|ом|ем)$")

_NO_NAME_SIGN = re.compile("[^A-Za-z0-9]+")
_DROPPED = str.maketrans("", "", "'`")
_MARK = re.compile(r"\s*\[en\]\s*$")
_MORE = 8

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
    """By language: en always, English or romanised; ar, ru and tr where they are known."""
    aliases: tuple[str, ...]
    """Other spellings, and shorter names that it may share with other places."""

    @property
    def name(self) -> str:
        """The English name, which no other place has."""
        return self.names["en"]

    def name_in(self, lang: str) -> str:
        """The name in a language; the English one, marked as such, where the language's own is not known."""
        return self.names.get(lang) or f"{self.name} [en]"

    @property
    def is_airfield(self) -> bool:
        """Whether "the airfield" or "the airport" may mean it."""
        return self.kind in {PlaceKind.AIRPORT, PlaceKind.BASE}


@cache
def curated_places() -> tuple[Place, ...]:
    """The places with names in every language, in their own order."""
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


@cache
def all_places() -> tuple[Place, ...]:
    """The whole gazetteer: the curated places, then the extract made by `tools/gazetteer.py`."""
    return (*curated_places(), *map(_from_row, load_text("geometry", "gazetteer.tsv").splitlines()))


@cache
def names_by_hand() -> Mapping[str, Mapping[str, str]]:
    """Names of places of the extract that were written by hand, by number and language."""
    rows = (row.split("\t") for row in load_text("geometry", "place_names.tsv").splitlines() if row[0] != "#")
    return {number: dict(zip(("ar", "ru", "tr"), names, strict=True)) for number, *names in rows}


def _from_row(row: str) -> Place:
    number, kind, lat_e7, lon_e7, name, own, aliases = row.split("\t")
    registered = dict(pair.split("=", 1) for pair in own.split("|")) if own else {}
    return Place(
        id=PlaceId(number),
        kind=PlaceKind(kind),
        position=Position(int(lat_e7), int(lon_e7)),
        names=MappingProxyType({"en": name, **registered, **names_by_hand().get(number, {})}),
        aliases=tuple(aliases.split("|")) if aliases else (),
    )


def find_places(name: str) -> tuple[Place, ...]:
    """Every place with this name or alias in any language; case, accents, hyphens and a leading "the" do not matter."""
    return _by_name().get(normalise(name), ())


def find_places_or_id(name: str) -> tuple[Place, ...]:
    """The place with this number, as written, or every place with this name or alias."""
    numbered = _by_id().get(name.strip())
    return (numbered,) if numbered is not None else find_places(name)


def find_places_like(name: str) -> tuple[Place, ...]:
    """As `find_places_or_id`; a Cyrillic name is also found in another case: its words without their last vowels."""
    found = find_places_or_id(name)
    if found or not _CYRILLIC.search(name):
        return found
    return _by_stem().get(_stem(name), ())


def find_place(name: str) -> Place | None:
    """The one place with this name, alias or id; None where there is none or more than one."""
    found = find_places_or_id(name)
    return found[0] if len(found) == 1 else None


def nearest(position: Position, count: int) -> list[tuple[Place, float]]:
    """The nearest places with their distances in metres, nearest first."""
    point = point_of(position)
    away = np.sum(np.square(_vectors() - vector(point)), axis=1)
    # Straight lines through the Earth and geodesics order far neighbours a little differently: some more are measured.
    likely = [all_places()[number] for number in np.argsort(away)[: 2 * count + _MORE]]
    _, lengths_m = inverse_to_all(point, [point_of(place.position) for place in likely])
    return sorted(zip(likely, lengths_m, strict=True), key=lambda pair: pair[1])[:count]


@cache
def _vectors() -> NDArray[np.float64]:
    return np.array([vector(point_of(place.position)) for place in all_places()])


def normalise(name: str) -> str:
    """One form of a name for comparing, without the mark of a name that is not of its language."""
    if "[" in name:
        name = _MARK.sub("", name)
    if name.isascii():
        words = _NO_NAME_SIGN.sub(" ", name.translate(_DROPPED)).casefold().split()
        return " ".join(words[1:] if words[:1] == ["the"] else words)
    flat = unicodedata.normalize("NFKD", name).casefold().replace("ı", "i")
    kept = (
        " " if not sign.isalnum() else sign for sign in flat if not unicodedata.combining(sign) and sign not in "'’‘`ʿʾ"
    )
    words = "".join(kept).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


@cache
def _by_id() -> Mapping[str, Place]:
    return MappingProxyType({place.id: place for place in all_places()})


@cache
def _by_stem() -> Mapping[str, tuple[Place, ...]]:
    found: dict[str, dict[PlaceId, Place]] = {}
    for place in all_places():
        for name in (*place.names.values(), *place.aliases):
            if _CYRILLIC.search(name):
                found.setdefault(_stem(name), {})[place.id] = place
    return MappingProxyType({stem: tuple(places.values()) for stem, places in found.items()})


def _stem(name: str) -> str:
    return " ".join(_CASE_END.sub("", word) for word in normalise(name).split())


@cache
def _by_name() -> Mapping[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for place in all_places():
        for name in {normalise(text) for text in (*place.names.values(), *place.aliases)}:
            found[name] = (*found.get(name, ()), place)
    return MappingProxyType(found)
