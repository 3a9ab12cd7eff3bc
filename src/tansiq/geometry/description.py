"""Places in words, "9 km south of NAME", in four languages, and the comparison of such words with a coordinate.

A reference that is not named, not known or shared by several places is never settled by choosing: words agree only
where they fit every place that could be meant, and disagree only where they fit none of those known.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum

from tansiq.base.units import M_PER_KM
from tansiq.geometry.directions import POINT_DEG, POINTS, find_point, write_point
from tansiq.geometry.geodesy import azimuth_deg, destination, distance_m, turn_deg
from tansiq.geometry.phrases import Phrase, find_phrases
from tansiq.geometry.places import Place, all_places, find_places_like, nearest, normalise
from tansiq.geometry.positions import Position

_LEAST_TOLERANCE_M = 500.0
_FINE_BELOW_KM = 10.0
_AT_M = 50.0
"""Nearer than that a direction means nothing."""
_NEXT_TO_NOTHING = 1e-3
_DESCRIBED_PLACES = 3
_FULL_CIRCLE_DEG = 360.0
_FIELD_WORDS = {
    *("airfield", "airport", "air base", "airbase", "base", "aerodrome"),
    *("аэродром", "аэродрома", "аэропорт", "аэропорта", "авиабаза", "авиабазы", "базы"),
    *("المطار", "مطار", "القاعدة", "القاعدة الجوية"),
    *("havaalanı", "havaalani", "havaalanının", "havalimanı", "havalimanının", "hava üssü", "hava üssünün"),
}
_TRUE_KINDS = ("t", "ист", "حقيقي", "gerçek", "hakiki")


class Reason(StrEnum):
    """Why words could not be resolved to one place."""

    NO_DESCRIPTION = "no_description"
    """There is no "D km DIRECTION of NAME" in the text."""
    SEVERAL_DESCRIPTIONS = "several_descriptions"
    BAD_DISTANCE = "bad_distance"
    """The number or the unit is not one that is taken: kilometres, nautical miles and metres are."""
    BAD_DIRECTION = "bad_direction"
    MISSING_VARIATION = "missing_variation"
    """The bearing is magnetic, or says neither, and the variation is not known."""
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
    """Words of the form "D km DIRECTION of NAME", "D km, B° true from NAME", or "D km from NAME"."""

    stated_m: float
    half_unit_m: float
    """Half a unit of the last digit of the distance."""
    direction_deg: float | None
    """From the reference, clockwise from true north; None: any direction, a ring."""
    half_sector_deg: float
    """Half the width of the compass word: 22.5 for eight points, 11.25 for the points between them; of a bearing, half
    a unit of its last digit."""
    name: str
    """The reference as written."""
    references: tuple[Place, ...]
    """Every known place that may be meant, one or more."""
    is_named: bool
    """False for "the airfield", which may mean one that is not in the gazetteer."""
    lang: str = "en"


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


def describe(position: Position, *, lang: str = "en") -> list[str]:
    """True words for a position, "5.1 km south-west of NAME", from the nearest places, in en, ar, ru or tr."""
    return [_describe_from(place, position, lang) for place, _ in nearest(position, _DESCRIBED_PLACES)]


def describe_bearing(position: Position, place: Place, *, lang: str = "en") -> str:
    """True words for a position by its bearing: "4.7 km, 201° true from NAME"."""
    number = _number(distance_m(place.position, position) / M_PER_KM, lang)
    degrees = f"{round(azimuth_deg(place.position, position)) % 360}°"
    return _BEARING_FORMS[lang].format(number=number, degrees=degrees, name=place.name_in(lang))


def parse_description(text: str, *, variation_deg: float | None = None) -> Description | Unresolved | None:
    """The description inside a text, in any of the four languages; None where the text has none of this form.

    `variation_deg` is what a magnetic bearing needs, east positive.
    """
    phrases = find_phrases(text)
    if not phrases:
        return None
    if len(phrases) > 1:
        return Unresolved(Reason.SEVERAL_DESCRIPTIONS, text)
    return _read(phrases[0], variation_deg)


def compare_words(
    text: str, position: Position, uncertainty_m: float, *, variation_deg: float | None = None
) -> WordsCheck:
    """Whether words and a coordinate name the same place.

    Args:
        text: the words as received.
        position: what the coordinate resolved to.
        uncertainty_m: 95 % radius of the coordinate, added to the tolerance.
        variation_deg: magnetic, east positive; None: words with a magnetic bearing are unresolvable.
    """
    read = parse_description(text, variation_deg=variation_deg)
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


def _read(phrase: Phrase, variation_deg: float | None) -> Description | Unresolved:
    decimals = re.split("[.,]", phrase.number)[1:]
    if phrase.unit_m is None or ("," in phrase.number and len(decimals[0]) > 2):
        return Unresolved(Reason.BAD_DISTANCE, f"{phrase.number} {phrase.unit}")
    direction = _read_direction(phrase, variation_deg)
    if isinstance(direction, Unresolved):
        return direction
    is_named = not any(normalise(name) in _FIELD for name in phrase.names)
    if is_named:
        references = next((found for name in phrase.names if (found := find_places_like(name))), ())
    else:
        references = tuple(place for place in all_places() if place.is_airfield)
    if not references:
        return Unresolved(Reason.UNKNOWN_REFERENCE, phrase.names[0])
    return Description(
        stated_m=float(phrase.number.replace(",", ".")) * phrase.unit_m,
        half_unit_m=0.5 * phrase.unit_m * 10.0 ** -len(decimals[0] if decimals else ""),
        direction_deg=direction[0],
        half_sector_deg=direction[1],
        name=phrase.names[0],
        references=references,
        is_named=is_named,
        lang=phrase.lang,
    )


def _read_direction(phrase: Phrase, variation_deg: float | None) -> tuple[float | None, float] | Unresolved:
    """The direction from the reference and half its width, degrees; no direction for a ring."""
    if phrase.bearing:
        if phrase.direction or float(phrase.bearing.replace(",", ".")) > _FULL_CIRCLE_DEG:
            return Unresolved(Reason.BAD_DIRECTION, phrase.text)
        half_deg = 0.5 * 10.0 ** -len(phrase.bearing.replace(",", ".").partition(".")[2])
        bearing_deg = float(phrase.bearing.replace(",", "."))
        if phrase.bearing_kind.startswith(_TRUE_KINDS):
            return bearing_deg, half_deg
        if not phrase.bearing_kind or variation_deg is None:
            return Unresolved(Reason.MISSING_VARIATION, phrase.text)
        return (bearing_deg + variation_deg) % _FULL_CIRCLE_DEG, half_deg
    if phrase.is_ring:
        return None, 180.0
    point = find_point(phrase.direction, phrase.lang)
    if point is None:
        return Unresolved(Reason.BAD_DIRECTION, phrase.text)
    return point * POINT_DEG, POINT_DEG if point % 2 == 0 else POINT_DEG / 2


_FIELD = frozenset(map(normalise, _FIELD_WORDS))
_FORMS = {
    "en": "{number} km {point} of {name}",
    "ar": "{number} كم {point} {name}",
    "ru": "{number} км к {point} от пункта {name}",
    "tr": "{name} noktasının {number} km {point}",
}
_AT_FORMS = {"en": "at {name}", "ar": "عند {name}", "ru": "у пункта {name}", "tr": "{name} noktasında"}
_BEARING_FORMS = {
    "en": "{number} km, {degrees} true from {name}",
    "ar": "{number} كم، {degrees} حقيقي من {name}",
    "ru": "{number} км, {degrees} ист. от пункта {name}",
    "tr": "{name} noktasının {number} km, {degrees} gerçek yönünde",
}


def _number(away_km: float, lang: str) -> str:
    number = f"{away_km:.1f}" if away_km < _FINE_BELOW_KM else f"{away_km:.0f}"
    return number.replace(".", ",") if lang in ("ru", "tr") else number


def _describe_from(place: Place, position: Position, lang: str = "en") -> str:
    away_m = distance_m(place.position, position)
    if away_m < _AT_M:
        return _AT_FORMS[lang].format(name=place.name_in(lang))
    number = _number(away_m / M_PER_KM, lang)
    point = round(azimuth_deg(place.position, position) / POINT_DEG) % len(POINTS)
    written = write_point(point, lang)
    if lang == "tr":
        # "batı" ends in a vowel of its own and takes -sında, "doğu" -sunda, the others -inde.
        written += {"batı": "sında", "doğu": "sunda"}.get(written[-4:], "inde")
    return _FORMS[lang].format(number=number, point=written, name=place.name_in(lang))
