"""From one datum to another, with proof: which operation, how well it is known, and where it is meant to hold.

Refuses to choose: every datum has one pinned operation, by its name in the EPSG registry, and an agreement may pin
another. A ballpark operation, one that gives no finite result, and one whose accuracy the registry does not know
(unless the agreement pins it) are refused. Outside its area of use an operation is still used, and flagged as
extrapolated. Points are (lon, lat) in degrees of their own datum. Heights play no part here.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Literal

from pyproj import Transformer
from pyproj.transformer import TransformerGroup

from tansiq.base.errors import BadRequest
from tansiq.geometry.geodesy import Point

WGS84 = "WGS84"
_WGS84_EPSG = 4326
_UNKNOWN_ACCURACY_M = 999.0
"""What the registry writes where it does not know; PROJ itself says -1."""
_LIKELY_DATUMS = "WGS 84, SK-42 (Pulkovo 1942), SK-95, PZ-90.11, ED50, Deir ez Zor"

Pins = Mapping[str, str]
"""Which operation an agreement pins for a datum: datum key → name of the operation."""

Direction = Literal["FORWARD", "INVERSE"]


@dataclass(frozen=True, slots=True)
class Datum:
    """A geodetic datum, and the operation to WGS 84 that is used where an agreement pins none."""

    key: str
    """What a `Location` calls it, such as ``SK-42``."""
    name: str
    """In the EPSG registry."""
    epsg: int
    """Of its two-dimensional geographic system."""
    ellipsoid: str
    """As PROJ calls it."""
    operation: str
    """Pinned by default; empty for WGS 84 itself."""
    aliases: tuple[str, ...] = ()


DATUMS: tuple[Datum, ...] = (
    Datum(WGS84, "WGS 84", _WGS84_EPSG, "WGS84", "", ("WGS1984",)),
    Datum("DEZ", "Deir ez Zor", 4227, "clrk80ign", "Deir ez Zor to WGS 84 (6)", ("Levant",)),
    Datum("ED50", "ED50", 4230, "intl", "ED50 to WGS 84 (3)", ("European Datum 1950",)),
    Datum("SK-42", "Pulkovo 1942", 4284, "krass", "Pulkovo 1942 to WGS 84 (20)", ("СК-42", "S-42", "Пулково 1942")),
    Datum("SK-95", "Pulkovo 1995", 4200, "krass", "Pulkovo 1995 to WGS 84 (2)", ("СК-95", "Пулково 1995")),
    Datum("PZ-90", "PZ-90", 4740, "PZ90", "PZ-90 to WGS 84 (2)", ("ПЗ-90",)),
    Datum(
        "PZ-90.11", "PZ-90.11", 9475, "PZ90", "Inverse of PZ-90 to PZ-90.11 (1) + PZ-90 to WGS 84 (1)", ("ПЗ-90.11",)
    ),
    Datum("PAL23", "Palestine 1923", 4281, "clrk80", "Palestine 1923 to WGS 84 (1)"),
    Datum("KARBALA", "Karbala 1979", 4743, "clrk80", "Karbala 1979 to WGS 84 (2)"),
)
"""Those that are met here. The registry's own default for some of them is a shift of nothing, without a word."""


class MissingDatum(BadRequest):
    """A coordinate came without its datum."""

    code: ClassVar[str] = "missing_datum"

    def __init__(self, *, where: str) -> None:
        super().__init__(
            "the coordinate names no datum",
            where=where,
            advice=f"Ask the sender which datum the figures are in; likely ones here: {_LIKELY_DATUMS}. "
            "Read in the wrong one they are off by up to 300 m.",
        )


class UnknownDatum(BadRequest):
    """A coordinate is in a datum that is not taken."""

    code: ClassVar[str] = "unknown_datum"

    def __init__(self, *, datum: str, where: str) -> None:
        super().__init__(
            f"the datum {datum!r} is not taken; taken are: {', '.join(known.name for known in DATUMS)}",
            where=where,
            advice="Ask the sender for the place in WGS 84, or convert it with a named operation and say so.",
        )
        self.datum = datum


class UnpinnedOperation(BadRequest):
    """How well the way from a datum to WGS 84 holds is not known, and no agreement pins it."""

    code: ClassVar[str] = "unpinned_operation"

    def __init__(self, *, datum: str, operation: str, where: str) -> None:
        super().__init__(
            f"the registry states no accuracy for {operation!r}, and no agreement pins it for {datum}",
            where=where,
            advice="Ask the sender for the place in WGS 84, or pin the operation in the agreement.",
        )
        self.datum, self.operation = datum, operation


class UnknownOperation(BadRequest):
    """An agreement pins an operation that does not exist here for that datum."""

    code: ClassVar[str] = "unknown_operation"

    def __init__(self, *, datum: str, operation: str, where: str) -> None:
        super().__init__(
            f"there is no operation {operation!r} from {datum} to WGS 84",
            where=where,
            advice="Correct the operation's name in the agreement; it is the one of the EPSG registry.",
        )
        self.datum, self.operation = datum, operation


class NoFiniteResult(BadRequest):
    """A transformation or projection gives no finite result at this place."""

    code: ClassVar[str] = "no_finite_result"

    def __init__(self, *, operation: str, where: str) -> None:
        super().__init__(
            f"{operation!r} gives no finite result for these figures",
            where=where,
            advice="The figures are far outside the system that they are said to be in: ask the sender for both.",
        )
        self.operation = operation


@dataclass(frozen=True, slots=True)
class Operation:
    """One way from a datum to WGS 84, as the registry describes it."""

    datum: str
    name: str
    codes: tuple[str, ...]
    """Of its steps, such as ``EPSG:5044``."""
    accuracy_m: float | None
    """None: the registry does not know."""
    area: str
    """Where it is meant to be used."""
    west_deg: float
    south_deg: float
    east_deg: float
    north_deg: float
    is_pinned: bool
    """By the agreement; else it is the default of `DATUMS`."""

    def is_outside(self, point: Point) -> bool:
        """Whether a point, WGS 84, is outside the area of use: the result is then extrapolated."""
        lon, lat = point
        if self.west_deg <= self.east_deg:
            is_between = self.west_deg <= lon <= self.east_deg
        else:
            is_between = lon >= self.west_deg or lon <= self.east_deg
        return not (is_between and self.south_deg <= lat <= self.north_deg)


def find_datum(name: str) -> Datum | None:
    """The datum with this key, name, alias or EPSG code of its geographic system; spaces and case do not matter."""
    return _by_name().get(_flat(name))


def get_datum(name: str, *, where: str = "datum") -> Datum:
    """The datum as `find_datum`.

    Raises:
        UnknownDatum: it is none of ours.
    """
    found = find_datum(name)
    if found is None:
        raise UnknownDatum(datum=name, where=where)
    return found


def get_operation(datum: Datum, *, pins: Pins | None = None, where: str = "datum") -> Operation | None:
    """The operation that leads from a datum to WGS 84; None for WGS 84 itself.

    Raises:
        UnknownOperation: the agreement pins one that is not there.
        UnpinnedOperation: its accuracy is not known, and the agreement does not pin it.
    """
    if not datum.operation:
        return None
    pinned = (pins or {}).get(datum.key)
    name = pinned or datum.operation
    found = find_operation(datum.key, name, is_pinned=pinned is not None)
    if found is None:
        raise UnknownOperation(datum=datum.name, operation=name, where=where)
    if found.accuracy_m is None and pinned is None:
        raise UnpinnedOperation(datum=datum.name, operation=name, where=where)
    return found


@cache
def find_operation(datum: str, name: str, *, is_pinned: bool = False) -> Operation | None:
    """An operation from a datum's key to WGS 84 by its name, whether or not its accuracy is known."""
    transformer = _transformers(datum).get(name)
    if transformer is None or transformer.area_of_use is None:
        return None
    area = transformer.area_of_use
    return Operation(
        datum=datum,
        name=name,
        codes=tuple(code for _, code in _steps(transformer)),
        accuracy_m=_accuracy(transformer.accuracy),
        area=area.name,
        west_deg=area.west,
        south_deg=area.south,
        east_deg=area.east,
        north_deg=area.north,
        is_pinned=is_pinned,
    )


def operations_of(datum: Datum) -> tuple[Operation, ...]:
    """Every operation that the registry knows from a datum to WGS 84, ballpark ones left out."""
    found = (find_operation(datum.key, name) for name in _transformers(datum.key))
    return tuple(operation for operation in found if operation is not None)


def to_wgs84(point: Point, operation: Operation | None, *, where: str = "location") -> Point:
    """A point of the operation's datum in WGS 84; None leaves it as it is.

    Raises:
        NoFiniteResult: the operation gives infinities.
    """
    return _shifted(point, operation, "FORWARD", where)


def from_wgs84(point: Point, operation: Operation | None, *, where: str = "location") -> Point:
    """A point of WGS 84 in the operation's datum: the inverse of `to_wgs84`, with the same refusals."""
    return _shifted(point, operation, "INVERSE", where)


def many_to_wgs84(points: Sequence[Point], operation: Operation | None, *, where: str = "location") -> list[Point]:
    """`to_wgs84` for many points at once: one infinity refuses them all."""
    if operation is None or not points:
        return list(points)
    transformer = _transformers(operation.datum)[operation.name]
    lons, lats = transformer.transform([lon for lon, _ in points], [lat for _, lat in points])
    if not (all(map(math.isfinite, lons)) and all(map(math.isfinite, lats))):
        raise NoFiniteResult(operation=operation.name, where=where)
    return list(zip(lons, lats, strict=True))


def _shifted(point: Point, operation: Operation | None, direction: Direction, where: str) -> Point:
    if operation is None:
        return point
    lon, lat = _transformers(operation.datum)[operation.name].transform(*point, direction=direction)
    if not (math.isfinite(lon) and math.isfinite(lat)):
        raise NoFiniteResult(operation=operation.name, where=where)
    return float(lon), float(lat)


@cache
def _transformers(datum: str) -> Mapping[str, Transformer]:
    group = TransformerGroup(get_datum(datum).epsg, _WGS84_EPSG, always_xy=True, allow_ballpark=False)
    return {" + ".join(name for name, _ in _steps(transformer)): transformer for transformer in group.transformers}


def _steps(transformer: Transformer) -> list[tuple[str, str]]:
    """Name and code of each step that shifts: changes of axes and of the kind of coordinates are left out."""
    steps = []
    for step in transformer.operations or ():
        if not step.name.startswith(("axis order change", "Conversion from")):
            known = step.to_json_dict().get("id")
            steps.append((step.name, f"{known['authority']}:{known['code']}" if known else ""))
    return steps


def _accuracy(stated_m: float | None) -> float | None:
    if stated_m is None or stated_m < 0 or stated_m >= _UNKNOWN_ACCURACY_M:
        return None
    return stated_m


@cache
def _by_name() -> Mapping[str, Datum]:
    found: dict[str, Datum] = {}
    for datum in DATUMS:
        for name in (datum.key, datum.name, f"EPSG:{datum.epsg}", *datum.aliases):
            found[_flat(name)] = datum
    return found


def _flat(name: str) -> str:
    return re.sub(r"[^\w]|_", "", name).upper()
