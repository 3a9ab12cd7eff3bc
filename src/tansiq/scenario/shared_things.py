"""The items and agreements that a scenario file describes, in the officers' API's own fields."""

from __future__ import annotations

import re
from itertools import combinations

from tansiq.base.clock import parse_instant
from tansiq.scenario.doc import Json
from tansiq.scenario.errors import BadScenario
from tansiq.scenario.located import Located
from tansiq.scenario.shapes import (
    Record,
    anything,
    flag,
    instant,
    language,
    list_of,
    map_of,
    maybe,
    number,
    one_of,
    refuse,
    text,
    whole,
    word,
)

ITEM_KINDS = ("activity", "transit", "own_force_area", "protected_site", "no_go_area", "corridor")
MOVEMENTS = ("activity", "transit")
DISCLOSURES = ("full", "coarse", "withheld")
AREA_STATUSES = ("closed", "trial", "active", "suspended")

_PAIR = re.compile(r"\s*([-+]?\d+(?:\.\d+)?)\s*([NS]?)[\s,]+([-+]?\d+(?:\.\d+)?)\s*([EW]?)\s*")
_MGRS = re.compile(r"\d{1,2}[C-HJ-NP-X][A-HJ-NP-Z]{2}\d*", re.IGNORECASE)


def find_degrees(text: str) -> tuple[float, float] | None:
    """(lon, lat) of a coordinate in decimal degrees, latitude written first; None for any other notation."""
    match = _PAIR.fullmatch(text)
    if match is None:
        return None
    lat, south, lon, west = match.groups()
    return (-float(lon) if west == "W" else float(lon), -float(lat) if south == "S" else float(lat))


def coordinate(found: Located) -> str:
    """A position in decimal degrees, latitude first, or MGRS; the node reads it again and better."""
    if not isinstance(found.value, str):
        raise refuse(found, 'a coordinate in quotes, such as "36.3705 37.5157"')
    if _MGRS.fullmatch(found.value.replace(" ", "")):
        return found.value
    pair = find_degrees(found.value)
    if pair is None:
        raise refuse(found, 'a coordinate such as "36.3705 37.5157" or MGRS')
    if not (abs(pair[1]) <= 90 and abs(pair[0]) <= 180):
        raise BadScenario(f"{found.value!r} is not on the Earth; latitude comes first", where=str(found.mark))
    return found.value


def _vertices(found: Located) -> Json:
    read = list_of(coordinate, least=3, what="vertices")(found)
    places = [find_degrees(element) for element in read if isinstance(element, str)] if isinstance(read, list) else []
    points = [place for place in places if place is not None]
    if len(points) == len(places):
        _check_ring(points, found)
    return read


def _check_ring(points: list[tuple[float, float]], found: Located) -> None:
    if len(set(points)) < len(points):
        raise BadScenario("a vertex stands twice; the polygon closes by itself", where=str(found.mark))
    count = len(points)
    edges = [(points[i], points[(i + 1) % count]) for i in range(count)]
    for i, j in combinations(range(count), 2):
        is_neighbour = j - i == 1 or (i == 0 and j == count - 1)
        if not is_neighbour and _cross(edges[i], edges[j]):
            raise BadScenario(f"the polygon crosses itself: its edges {i + 1} and {j + 1} cross", where=str(found.mark))


def _cross(
    a: tuple[tuple[float, float], tuple[float, float]], b: tuple[tuple[float, float], tuple[float, float]]
) -> bool:
    def side(p: tuple[float, float], q: tuple[float, float], r: tuple[float, float]) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(*a, b[0]) * side(*a, b[1]) <= 0 and side(*b, a[0]) * side(*b, a[1]) <= 0


def _positive(found: Located) -> float:
    value = number(found)
    if value <= 0:
        raise refuse(found, "a length above 0 in metres")
    return value


_CIRCLE = Record({"centre": coordinate, "radius_m": _positive}, {}, "a circle")
_POLYGON = Record({"vertices": _vertices}, {}, "a polygon")


def footprint(found: Located) -> Json:
    """One circle or one polygon."""
    read = Record({}, {"circle": _CIRCLE, "polygon": _POLYGON}, "a footprint")(found)
    if len(read) != 1:
        raise refuse(found, "either a circle or a polygon")
    return read


_ALTITUDE = Record(
    {"value": number, "unit": one_of("M", "FT"), "reference": one_of("W84", "AMSL", "AGL", "FL")}, {}, "an altitude"
)
_VOLUME = Record(
    {"footprint": footprint, "start": instant, "end": instant},
    {"lower": maybe(_ALTITUDE), "upper": maybe(_ALTITUDE)},
    "a volume",
)


def _volume(found: Located) -> Json:
    read = _VOLUME(found)
    if not isinstance(found.value, dict):
        raise refuse(found, "a volume")
    if parse_instant(str(read["end"])) <= parse_instant(str(read["start"])):
        raise BadScenario("the interval ends before it starts", where=str(found.value["end"].value.mark))
    lower, upper = read.get("lower"), read.get("upper")
    if isinstance(lower, dict) and isinstance(upper, dict):
        is_alike = (lower["unit"], lower["reference"]) == (upper["unit"], upper["reference"])
        if is_alike and float(str(upper["value"])) < float(str(lower["value"])):
            raise BadScenario("the upper altitude is below the lower", where=str(found.value["upper"].value.mark))
    return {"lower": None, "upper": None, **read}


_FLIGHT = Record({"aircraft_count": whole, "aircraft_type": text, "hazard_to_ground": flag}, {}, "what flies (flight)")
_SITE = Record(
    {
        "category": one_of("hospital", "camp", "convoy", "school", "aid_drop_zone", "other"),
        "buffer_m": number,
        "evidence": text,
    },
    {},
    "a protected site",
)
_PLACE = Record({"text": text}, {"datum": text, "words": text, "words_lang": language}, "a place")
_ITEM = Record(
    {"owner": word, "kind": one_of(*ITEM_KINDS), "name": text, "volumes": list_of(_volume, least=1, what="volumes")},
    {
        "flight": maybe(_FLIGHT),
        "site": maybe(_SITE),
        "place": maybe(_PLACE),
        "serves": list_of(word),
        "agreement": maybe(word),
        "area": maybe(word),
        "expires": maybe(instant),
        "note": text,
        "note_lang": language,
        "disclosures": map_of(one_of(*DISCLOSURES)),
    },
    "an item",
)


def item(found: Located) -> dict[str, Json]:
    """An item with its owner and what it discloses to whom."""
    read = _ITEM(found)
    if (read["kind"] in MOVEMENTS) != (read.get("flight") is not None):
        raise BadScenario("activities and transits, and these only, say what flies (flight)", where=str(found.mark))
    if (read["kind"] == "protected_site") != (read.get("site") is not None):
        raise BadScenario("protected sites, and these only, say what stands there (site)", where=str(found.mark))
    return read


_AREA = Record(
    {"area": word, "name": text, "footprint": footprint, "status": one_of(*AREA_STATUSES)},
    {"articles": map_of(anything)},
    "an area",
)
agreement = Record(
    {
        "title": text,
        "parties": list_of(word, least=2, what="parties"),
        "scope": one_of("flight_safety", "joint_operations"),
        "areas": list_of(_AREA),
        "effective": instant,
    },
    {"ends": maybe(instant), "articles": map_of(anything)},
    "an agreement",
)
"""The terms of an agreement, without its id, which the player gives."""
