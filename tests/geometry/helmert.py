"""Datum shifts by the published parameters in plain arithmetic: what the transformation is tested against."""

import json
import math
from pathlib import Path
from typing import Any

PARAMETERS: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "golden" / "geometry" / "datum_parameters.json").read_text()
)["datums"]
WGS84_AXIS_M, WGS84_INVERSE_FLATTENING = 6_378_137.0, 298.257223563
ARC_SECOND = math.pi / 648_000

Vector = tuple[float, float, float]


def to_cartesian(lon_deg: float, lat_deg: float, axis_m: float, inverse_flattening: float) -> Vector:
    e2 = (2 - 1 / inverse_flattening) / inverse_flattening
    lon, lat = math.radians(lon_deg), math.radians(lat_deg)
    normal_m = axis_m / math.sqrt(1 - e2 * math.sin(lat) ** 2)
    flat_m = normal_m * math.cos(lat)
    return flat_m * math.cos(lon), flat_m * math.sin(lon), normal_m * (1 - e2) * math.sin(lat)


def to_geographic(vector: Vector, axis_m: float, inverse_flattening: float) -> tuple[float, float]:
    """Longitude and latitude by iteration, whatever the height."""
    e2 = (2 - 1 / inverse_flattening) / inverse_flattening
    x, y, z = vector
    flat_m = math.hypot(x, y)
    lat = math.atan2(z, flat_m * (1 - e2))
    for _ in range(20):
        normal_m = axis_m / math.sqrt(1 - e2 * math.sin(lat) ** 2)
        lat = math.atan2(z + e2 * normal_m * math.sin(lat), flat_m)
    return math.degrees(math.atan2(y, x)), math.degrees(lat)


def shift(vector: Vector, method: str, values: list[float], sign: int) -> Vector:
    """One step; backwards by fixed-point iteration of the forward one."""
    if sign < 0:
        guess = vector
        for _ in range(20):
            forward = shift(guess, method, values, 1)
            guess = tuple(g + v - f for g, v, f in zip(guess, vector, forward, strict=True))  # type: ignore[assignment]
        return guess
    turn = ARC_SECOND if method == "position_vector" else -ARC_SECOND
    rx, ry, rz = (value * turn for value in values[3:6])
    scale = 1 + values[6] * 1e-6
    x, y, z = vector
    return (
        values[0] + scale * (x - rz * y + ry * z),
        values[1] + scale * (rz * x + y - rx * z),
        values[2] + scale * (-ry * x + rx * y + z),
    )


def independent_to_wgs84(datum: str, lon_deg: float, lat_deg: float) -> tuple[float, float]:
    known = PARAMETERS[datum]
    vector = to_cartesian(lon_deg, lat_deg, known["axis_m"], known["inverse_flattening"])
    for method, values, sign in known["steps"]:
        vector = shift(vector, method, values, sign)
    return to_geographic(vector, WGS84_AXIS_M, WGS84_INVERSE_FLATTENING)
