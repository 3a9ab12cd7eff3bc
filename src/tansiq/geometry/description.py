"""Places in words, "9 km south of NAME", and the comparison of such words with a coordinate.

English only, distances in kilometres. A reference that is not named, not known or shared by several places is never
settled by choosing: words agree only where they fit every place that could be meant, and disagree only where they fit
none of those known.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from tansiq.base.units import M_PER_KM
from tansiq.geometry.geodesy import azimuth_deg, destination, distance_m, turn_deg
from tansiq.geometry.places import Place, all_places, find_places, nearest, normalise
from tansiq.geometry.positions import Position

_POINTS = ("n", "nne", "ne", "ene", "e", "ese", "se", "sse", "s", "ssw", "sw", "wsw", "w", "wnw", "nw", "nnw")
_CARDINALS = {"n": "north", "e": "east", "s": "south", "w": "west"}
_POINT_DEG = 360.0 / len(_POINTS)
_LEAST_TOLERANCE_M = 500.0
_FINE_BELOW_KM = 10.0
_NEXT_TO_NOTHING = 1e-3
_DESCRIBED_PLACES = 3
_FIELD_WORDS = {"airfield", "airport", "air base", "airbase", "base", "aerodrome"}

_FORM = re.compile(
    r"(?<![\d.,])(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>[A-Za-z]+)\b\.?(?P<between>(?:[\s-]+[A-Za-z-]+?){0,5}?)"
    r"\s+(?P<joint>of|from)\s+(?P<name>[^,.;:()\n]+)",
    re.IGNORECASE,
)
_KILOMETRES = {"km", "kms", "kilometre", "kilometres", "kilometer", "kilometers"}
_OTHER_UNITS = {"m", "metre", "metres", "meter", "meters", "nm", "nmi", "mile", "miles", "mi", "ft", "feet"}
_FILLERS = {"to", "the", "due", "away", "about", "approximately"}


class Reason(StrEnum):
    """Why words could not be resolved to one place."""

    NO_DESCRIPTION = "no_description"
    """There is no "D km DIRECTION of NAME" in the text."""
    SEVERAL_DESCRIPTIONS = "several_descriptions"
    BAD_DISTANCE = "bad_distance"
    """The number or the unit is not one that is taken: kilometres only."""
    BAD_DIRECTION = "bad_direction"
    UNNAMED_REFERENCE = "unnamed_reference"
    """"the airfield": which?"""
    UNKNOWN_REFERENCE = "unknown_reference"
    AMBIGUOUS_REFERENCE = "ambiguous_reference"
    """Several places have the name, and the words do not fit all of them alike."""


class WordsStatus(StrEnum):
    """What the comparison came to."""

    AGREE = "agree"
    DISAGREE = "disagree"
    UNRESOLVABLE = "unresolvable"
    """Neither can be said; a person asks the sender."""


@dataclass(frozen=True, slots=True)
class Description:
    """Words of the form "D km DIRECTION of NAME", or "D km from NAME"."""

    stated_m: float
    half_unit_m: float
    """Half a unit of the last digit of the distance."""
    direction_deg: float | None
    """From the reference, clockwise from true north; None: any direction, a ring."""
    half_sector_deg: float
    """Half the width of the compass word: 22.5 for eight points, 11.25 for the points between them."""
    name: str
    """The reference as written."""
    references: tuple[Place, ...]
    """Every known place that may be meant, one or more."""
    is_named: bool
    """False for "the airfield", which may mean one that is not in the gazetteer."""


@dataclass(frozen=True, slots=True)
class Unresolved:
    """That words cannot be resolved, and why."""

    reason: Reason
    text: str
    """The part at fault, as written."""


@dataclass(frozen=True, slots=True)
class WordsCheck:
    """Words against the coordinate beside them."""

    status: WordsStatus
    reason: Reason | None
    """Set where unresolvable."""
    stated: Position | None
    """The place that the words give, by the reference that fits best; of a ring, the point nearest the coordinate."""
    distance_m: float | None
    """From the coordinate to that place."""
    tolerance_m: float | None
    """How far off in that very direction is still agreement; words are surer of a distance than of a direction."""
    derived: str
    """True words for the coordinate, from the reference meant where it is known, else from the nearest place."""
    references: tuple[Place, ...]
    """Every place considered."""


def describe(position: Position) -> list[str]:
    """True words for a position, "5.1 km south-west of NAME", from the nearest places."""
    return [_describe_from(place, position) for place, _ in nearest(position, _DESCRIBED_PLACES)]


def parse_description(text: str) -> Description | Unresolved | None:
    """The description inside a text; None where the text has none of this form."""
    forms = [match for match in _FORM.finditer(text) if match["unit"].lower() in _KILOMETRES | _OTHER_UNITS]
    if not forms:
        return None
    if len(forms) > 1:
        return Unresolved(Reason.SEVERAL_DESCRIPTIONS, text)
    return _read(forms[0])


def compare_words(text: str, position: Position, uncertainty_m: float) -> WordsCheck:
    """Whether words and a coordinate name the same place.

    Args:
        text: the words as received.
        position: what the coordinate resolved to.
        uncertainty_m: 95 % radius of the coordinate, added to the tolerance.
    """
    read = parse_description(text)
    if not isinstance(read, Description):
        fault = Reason.NO_DESCRIPTION if read is None else read.reason
        derived = describe(position)[0]
        return WordsCheck(WordsStatus.UNRESOLVABLE, fault, None, None, None, derived, ())
    fits = [_fit(read, place, position, uncertainty_m) for place in read.references]
    best = min(fits, key=lambda fit: fit.share)
    status, reason = _judge(read, fits)
    return WordsCheck(
        status=status,
        reason=reason,
        stated=best.stated,
        distance_m=best.distance_m,
        tolerance_m=best.tolerance_m,
        derived=_describe_from(best.place, position),
        references=read.references,
    )


@dataclass(frozen=True, slots=True)
class _Fit:
    place: Place
    stated: Position
    distance_m: float
    tolerance_m: float
    share: float
    """Of the tolerance that is used up: up to 1 agrees."""


def _judge(read: Description, fits: list[_Fit]) -> tuple[WordsStatus, Reason | None]:
    agreeing = sum(fit.share <= 1.0 for fit in fits)
    if not agreeing:
        return WordsStatus.DISAGREE, None
    if not read.is_named:
        return WordsStatus.UNRESOLVABLE, Reason.UNNAMED_REFERENCE
    if agreeing < len(fits):
        return WordsStatus.UNRESOLVABLE, Reason.AMBIGUOUS_REFERENCE
    return WordsStatus.AGREE, None


def _fit(read: Description, place: Place, position: Position, uncertainty_m: float) -> _Fit:
    """The error along the line from the reference and across it, each against its own tolerance.

    The tolerance along is half a unit of the stated distance, at least 0.5 km; across, the half sector of the compass
    word at that distance comes on top. The uncertainty of the coordinate is added to both.
    """
    actual_m = distance_m(place.position, position)
    actual_deg = azimuth_deg(place.position, position)
    along_m = abs(actual_m - read.stated_m)
    least_m = max(read.half_unit_m, _LEAST_TOLERANCE_M) + uncertainty_m
    share = along_m / least_m
    stated_deg = actual_deg
    if read.direction_deg is not None:
        stated_deg = read.direction_deg
        across_m = math.radians(abs(turn_deg(actual_deg - stated_deg))) * min(actual_m, read.stated_m)
        share = max(share, across_m / (least_m + math.radians(read.half_sector_deg) * read.stated_m))
    stated = destination(place.position, stated_deg, read.stated_m)
    apart_m = distance_m(stated, position)
    return _Fit(place, stated, apart_m, apart_m / share if share > _NEXT_TO_NOTHING else least_m, share)


def _read(form: re.Match[str]) -> Description | Unresolved:
    number, unit, name = form["number"], form["unit"].lower(), form["name"].strip()
    decimals = re.split("[.,]", number)[1:]
    if unit not in _KILOMETRES or ("," in number and len(decimals[0]) > 2):
        return Unresolved(Reason.BAD_DISTANCE, f"{number} {form['unit']}")
    words = [word for word in re.split(r"[\s-]+", form["between"].lower()) if word and word not in _FILLERS]
    point = _compass().get("".join(words))
    is_ring = not words and form["joint"].lower() == "from"
    if point is None and not is_ring:
        return Unresolved(Reason.BAD_DIRECTION, form[0])
    is_named = normalise(name) not in _FIELD_WORDS
    references = find_places(name) if is_named else tuple(place for place in all_places() if place.is_airfield)
    if not references:
        return Unresolved(Reason.UNKNOWN_REFERENCE, name)
    return Description(
        stated_m=float(number.replace(",", ".")) * M_PER_KM,
        half_unit_m=0.5 * M_PER_KM * 10.0 ** -len(decimals[0] if decimals else ""),
        direction_deg=None if point is None else point * _POINT_DEG,
        half_sector_deg=180.0 if point is None else _POINT_DEG if point % 2 == 0 else _POINT_DEG / 2,
        name=name,
        references=references,
        is_named=is_named,
    )


@cache
def _compass() -> dict[str, int]:
    """Number of the point, clockwise from north, by its letters and by its words written together."""
    return {form: number for number, point in enumerate(_POINTS) for form in (point, _written(point).replace("-", ""))}


def _written(point: str) -> str:
    """Written out: "north-north-east" for nne."""
    words = [_CARDINALS[letter] for letter in point]
    return "-".join(words)


def _describe_from(place: Place, position: Position) -> str:
    away_km = distance_m(place.position, position) / M_PER_KM
    number = f"{away_km:.1f}" if away_km < _FINE_BELOW_KM else f"{away_km:.0f}"
    point = _POINTS[round(azimuth_deg(place.position, position) / _POINT_DEG) % len(_POINTS)]
    return f"{number} km {_written(point)} of {place.name}"
