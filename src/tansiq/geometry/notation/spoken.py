"""Places by name: a name of the gazetteer alone, or a bearing and a distance from one.

A name that several places share is refused with the candidates. A bearing must say whether it is true or magnetic, and
a magnetic one needs the variation, in the text or in the sender's profile. Text here is plain (`text.to_plain`).
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from types import MappingProxyType

from tansiq.base.units import M_PER_KM, M_PER_NM
from tansiq.geometry.geodesy import direct, point_of
from tansiq.geometry.notation.location import (
    AmbiguousPlaceName,
    BadNotation,
    MissingVariation,
    Notation,
    Profile,
    Reading,
    UnknownPlaceName,
)
from tansiq.geometry.places import Place, PlaceKind, find_places_or_id

_RADIUS_M = MappingProxyType(
    {PlaceKind.CITY: 2_000.0, PlaceKind.TOWN: 1_000.0, PlaceKind.AIRPORT: 1_000.0, PlaceKind.BASE: 1_000.0}
)
"""How far what is meant by a name alone may lie from its point."""
_NAVAID_RADIUS_M = 50.0
_FULL_CIRCLE_DEG = 360.0

_BEARING = re.compile(
    r"(?P<number>\d{1,3}(?:[.,]\d+)?)\s*(?:°|deg(?:rees|ree)?\b\.?|град\w*\.?|درجة|derece\b)\s*"
    r"(?:\(?(?P<kind>true|t|mag(?:netic)?|m|ист\w*|маг\w*|حقيقي\w*|مغناطيسي\w*|gerçek|hakiki|manyetik)\b\)?\.?)?",
    re.IGNORECASE,
)
_DISTANCE = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>km|nmi?|miles?|feet|ft|m|км|м\.\s?мили|мм|м|كم|ميل بحري|م|deniz mili)\b",
    re.IGNORECASE,
)
_VARIATION = re.compile(
    r"\(?\bvar(?:iation)?\.?\s*(?P<number>\d{1,2}(?:[.,]\d+)?)\s*°?\s*(?P<side>[EW])\b\)?", re.IGNORECASE
)
_JOINTS = re.compile(r"\s*(?:[,;/]\s*)*(?:(?:from|of|от|من|itibaren)\b)?\s*(?:the\b)?\s*", re.IGNORECASE)
_UNITS_M = MappingProxyType(
    {"km": M_PER_KM, "км": M_PER_KM, "كم": M_PER_KM, "m": 1.0, "м": 1.0, "م": 1.0, "nm": M_PER_NM, "nmi": M_PER_NM}
    | {"м. мили": M_PER_NM, "м.мили": M_PER_NM, "ميل بحري": M_PER_NM, "deniz mili": M_PER_NM}
)
_TRUE_WORDS = ("t", "ист", "حقيقي", "gerçek", "hakiki")


@dataclass(frozen=True, slots=True)
class _Bearing:
    degrees: float
    half_unit_deg: float
    is_magnetic: bool | None
    variation_deg: float | None
    index: int


def find_name(text: str, *, where: str) -> Reading | None:
    """The place whose name, alias or number the whole text is; None where it is none.

    Raises:
        AmbiguousPlaceName: several places share it.
    """
    places = find_places_or_id(text)
    if not places:
        return None
    index = len(text) - len(text.lstrip())
    place = _only(places, text.strip(), index, where)
    half_m = _RADIUS_M.get(place.kind, _NAVAID_RADIUS_M) / math.sqrt(2)
    return Reading(
        notation=Notation.NAME,
        point=point_of(place.position),
        half_north_m=half_m,
        half_east_m=half_m,
        sense=place.name,
        character=index + 1,
        references=(place.id,),
    )


def looks_like_bearing(text: str) -> bool:
    """Whether a plain text has a bearing, a distance with its unit, and words beside them."""
    if not any(sign.isalpha() for sign in text):
        return False
    bearing = _BEARING.search(text)
    return bearing is not None and _DISTANCE.search(_blank(text, bearing)) is not None


def parse_bearing(text: str, *, profile: Profile, where: str) -> list[Reading]:
    """The readings of a bearing and a distance from a place: one, or a true and a magnetic one.

    Raises:
        BadNotation: its name, its unit or its variation cannot be resolved.
    """
    bearing, rest = _read_bearing(text, profile, where)
    distance = _DISTANCE.search(rest)
    if distance is None:
        raise BadNotation("there is no distance with its unit", character=len(text) + 1, where=where)
    length_m, half_m = _metres(distance, where)
    rest = _blank(rest, distance)
    joint = _JOINTS.match(rest)
    start = joint.end() if joint else 0
    name = rest[start:].strip(" ,;:/()")
    places = find_places_or_id(name)
    if not places:
        raise UnknownPlaceName(name=name, character=min(start, len(text)) + 1, where=where)
    place = _only(places, name, start, where)
    across_m = math.radians(bearing.half_unit_deg) * length_m
    readings = []
    for sense, true_deg in _true_bearings(bearing, where):
        point, _ = direct(point_of(place.position), true_deg, length_m)
        wrapped = ((point[0] + 180.0) % 360.0 - 180.0, point[1])
        readings.append(
            Reading(
                notation=Notation.BEARING,
                point=wrapped,
                half_north_m=half_m,
                half_east_m=across_m,
                sense=sense,
                character=bearing.index + 1,
                references=(place.id,),
            )
        )
    return readings


def _read_bearing(text: str, profile: Profile, where: str) -> tuple[_Bearing, str]:
    """The bearing, and the text with it and its variation blanked out."""
    variation_deg = profile.variation_deg
    stated = _VARIATION.search(text)
    if stated is not None:
        size = float(stated["number"].replace(",", "."))
        variation_deg = -size if stated["side"].upper() == "W" else size
        text = _blank(text, stated)
    match = _BEARING.search(text)
    if match is None:
        raise BadNotation("there is no bearing in degrees", character=1, where=where)
    number = match["number"].replace(",", ".")
    if float(number) > _FULL_CIRCLE_DEG:
        raise BadNotation("a bearing of more than 360 degrees", character=match.start() + 1, where=where)
    kind = (match["kind"] or "").lower()
    return _Bearing(
        degrees=float(number),
        half_unit_deg=0.5 * 10.0 ** -len(number.partition(".")[2]),
        is_magnetic=None if not kind else not kind.startswith(_TRUE_WORDS),
        variation_deg=variation_deg,
        index=match.start(),
    ), _blank(text, match)


def _true_bearings(bearing: _Bearing, where: str) -> list[tuple[str, float]]:
    if bearing.is_magnetic is False:
        return [("true", bearing.degrees)]
    if bearing.is_magnetic is None and bearing.variation_deg is None:
        raise BadNotation(
            "the bearing says neither true nor magnetic",
            character=bearing.index + 1,
            where=where,
            advice='Ask the sender which it is: "201° true" or "201° magnetic".',
        )
    if bearing.variation_deg is None:
        raise MissingVariation(character=bearing.index + 1, where=where)
    magnetic = ("magnetic", bearing.degrees + bearing.variation_deg)
    return [magnetic] if bearing.is_magnetic else [("true", bearing.degrees), magnetic]


def _metres(distance: re.Match[str], where: str) -> tuple[float, float]:
    number, _, decimals = distance["number"].replace(",", ".").partition(".")
    if "," in distance["number"] and len(decimals) > 2:
        raise BadNotation("thousands or decimals?", character=distance.start() + 1, where=where)
    unit = distance["unit"]
    # In Russian ММ is both millimetres and a sloppy form of nautical miles.
    size_m = _UNITS_M.get(unit.lower())
    if size_m is None or unit in ("Nm", "nM"):
        raise BadNotation(f"{unit!r} is not a unit of distance", character=distance.start("unit") + 1, where=where)
    return float(f"{number}.{decimals or 0}") * size_m, 0.5 * 10.0 ** -len(decimals) * size_m


def _only(places: tuple[Place, ...], name: str, index: int, where: str) -> Place:
    if len(places) > 1:
        candidates = {f"{place.name} ({place.id})": place.position for place in places}
        raise AmbiguousPlaceName(candidates, name=name, character=index + 1, where=where)
    return places[0]


def _blank(text: str, match: re.Match[str]) -> str:
    """The text with a part replaced by spaces, so that indices stay true."""
    return text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
