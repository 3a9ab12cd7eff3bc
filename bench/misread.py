"""Texts misread: each mistake made on the written text itself, apart from the code that diagnoses it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from tansiq.geometry.datum import DATUMS
from tansiq.geometry.geodesy import point_of
from tansiq.geometry.notation import USUAL, BadNotation, Notation, parse_location, write_bearing, write_place
from tansiq.geometry.places import nearest
from tansiq.geometry.positions import Position

NEARBY = 3
"""How many of the nearest reference points a planted bearing may be from."""
VARIATION_DEG = 5.0
PINS = {datum.key: datum.operation for datum in DATUMS[1:]}
_USUAL = replace(USUAL, pins=PINS, utm_letter="hemisphere", grid_order="EN")

Misread = Callable[[Position, random.Random], Position | None]
GROUPS = {"SK-42": "datum SK-42/SK-95", "SK-95": "datum SK-42/SK-95"} | {
    datum.key: f"datum {datum.key}" for datum in DATUMS[1:] if not datum.key.startswith("SK")
}


def _read(text: str) -> Position | None:
    try:
        return parse_location(text, datum="WGS84", profile=_USUAL).position
    except BadNotation:
        return None


def _written(place: Position, notation: Notation, datum: str = "WGS84") -> str:
    return write_place(place, notation, datum=datum, pins=PINS).text


def _in_datum(datum: str) -> Misread:
    return lambda place, _: _read(_written(place, Notation.DEGREES_MINUTES_SECONDS, datum))


def _gauss_kruger_as_utm(place: Position, chance: random.Random) -> Position | None:
    text = _written(place, Notation.GAUSS_KRUGER, chance.choice(["SK-42", "SK-95"]))
    easting, northing = re.findall(r"\d+\.\d+", text)
    return _read(f"UTM {int(easting[:-9]) + 30} north {easting[-9:]} E {northing} N")


def _packed_as_decimal(place: Position, _: random.Random) -> Position | None:
    return _read(_written(place, Notation.PACKED_DMS))


def _minutes_as_seconds(place: Position, _: random.Random) -> Position | None:
    return _read(re.sub(r"\.(\d\d)(\d+)'", r"'\1.\2" + '"', _written(place, Notation.DEGREES_MINUTES)))


def _seconds_as_minutes(place: Position, _: random.Random) -> Position | None:
    return _read(re.sub(r"'(\d\d)\.(\d+)\"", r".\1\2'", _written(place, Notation.DEGREES_MINUTES_SECONDS)))


def _axes_swapped(place: Position, _: random.Random) -> Position | None:
    return _read(" ".join(reversed(_written(place, Notation.DECIMAL_DEGREES).split())))


def _utm(place: Position) -> tuple[int, str, str]:
    zone, easting, northing = re.findall(r"[\d.]+", _written(place, Notation.UTM))
    return int(zone), easting, northing


def _from_utm(zone: int, easting: str, northing: str) -> Position | None:
    return _read(f"UTM {zone} north {easting} E {northing} N")


def _easting_northing_swapped(place: Position, _: random.Random) -> Position | None:
    zone, easting, northing = _utm(place)
    return _from_utm(zone, easting[:-8] + northing[-8:], northing[:-8] + easting[-8:])


def _square(place: Position, chance: random.Random) -> Position | None:
    zone, easting, northing = _utm(place)
    by = chance.choice([-100_000, 100_000])
    if chance.random() < 0.5:
        return _from_utm(zone, f"{float(easting) + by:.2f}", northing)
    return _from_utm(zone, easting, f"{float(northing) + by:.2f}")


def _zone(place: Position, chance: random.Random) -> Position | None:
    zone, easting, northing = _utm(place)
    return _from_utm(zone + chance.choice([-1, 1]), easting, northing)


def _bearing(place: Position, chance: random.Random) -> tuple[str, list[str]]:
    near = [known for known, _ in nearest(place, NEARBY)]
    chance.shuffle(near)
    return write_bearing(place, near[0].id, point_of(near[0].position)), [known.id for known in near]


def _km_as_nm(place: Position, chance: random.Random) -> Position | None:
    return _read(_bearing(place, chance)[0].replace(" km", " NM"))


def _magnetic_as_true(place: Position, chance: random.Random) -> Position | None:
    text, _ = _bearing(place, chance)
    length, bearing, reference = re.findall(r"^([\d.]+) km, ([\d.]+)° true from (.*)$", text)[0]
    return _read(f"{length} km, {(float(bearing) - VARIATION_DEG) % 360:.7f}° true from {reference}")


def _reference(place: Position, chance: random.Random) -> Position | None:
    text, (meant, taken, *_) = _bearing(place, chance)
    return _read(text.replace(f"from {meant}", f"from {taken}"))


def _truncated(place: Position, chance: random.Random) -> Position | None:
    if chance.random() < 0.5:
        digits = chance.randint(2, 4)
        return _read(re.sub(rf"(\.\d{{{digits}}})\d+", r"\1000", _written(place, Notation.DECIMAL_DEGREES)))
    zone, easting, northing = _utm(place)
    kept = chance.randint(1, 3)
    return _from_utm(zone, *(f"{text[: -3 - kept]}{'0' * kept}.00" for text in (easting, northing)))


def _transposed(place: Position, chance: random.Random) -> Position | None:
    if chance.random() < 0.5:
        zone, easting, northing = _utm(place)
        texts = [easting[:-1], northing[:-1]]
        at = chance.randrange(2)
        texts[at] = _exchange(texts[at], chance)
        return _from_utm(zone, *texts)
    texts = [text[:-1] for text in _written(place, Notation.DECIMAL_DEGREES).split()]
    at = chance.randrange(2)
    texts[at] = _exchange(texts[at], chance)
    return _read(" ".join(texts))


def _exchange(text: str, chance: random.Random) -> str:
    """Two neighbouring digits exchanged, the point left where it was."""
    digits = text.replace(".", "")
    at = chance.choice([at for at in range(len(digits) - 1) if digits[at] != digits[at + 1]])
    swapped = digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    dot = text.index(".")
    return f"{swapped[:dot]}.{swapped[dot:]}"


MISREADINGS: dict[str, Misread] = {datum.key: _in_datum(datum.key) for datum in DATUMS[1:]} | {
    "gauss_kruger_as_utm": _gauss_kruger_as_utm,
    "packed_as_decimal": _packed_as_decimal,
    "minutes_as_seconds": _minutes_as_seconds,
    "seconds_as_minutes": _seconds_as_minutes,
    "axes_swapped": _axes_swapped,
    "easting_northing_swapped": _easting_northing_swapped,
    "square": _square,
    "zone": _zone,
    "km_as_nm": _km_as_nm,
    "magnetic_as_true": _magnetic_as_true,
    "reference": _reference,
    "truncated": _truncated,
    "transposed": _transposed,
}
"""By the group that the diagnosis should name, or by the datum."""
