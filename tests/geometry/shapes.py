"""Footprints and volumes to test with, and the independent geodesic computation they are tested against."""

import math

from geographiclib.geodesic import Geodesic
from hypothesis import strategies as st

from tansiq.geometry.geodesy import destination
from tansiq.geometry.positions import Position
from tansiq.geometry.volumes import Circle, Footprint, Polygon, Volume

WGS84 = Geodesic.WGS84
HOUR_MS = 3_600_000


def at(lat_deg: float, lon_deg: float) -> Position:
    return Position.from_degrees(lat_deg=lat_deg, lon_deg=(lon_deg + 180) % 360 - 180)


def polygon(*corners: tuple[float, float]) -> Polygon:
    """Corners as (lat, lon)."""
    return Polygon(tuple(at(lat, lon) for lat, lon in corners))


def star(middle: Position, reaches_m: list[float], turn_deg: float = 0.0) -> Polygon:
    """A polygon that is seen whole from its middle."""
    step = 360.0 / len(reaches_m)
    return Polygon(tuple(destination(middle, turn_deg + i * step, reach) for i, reach in enumerate(reaches_m)))


def square(middle: Position, half_m: float) -> Polygon:
    return star(middle, [half_m * math.sqrt(2)] * 4, 45.0)


def circle(middle: Position, radius_m: float) -> Circle:
    return Circle(middle, round(radius_m * 1000))


def whole(footprint: Footprint, start_ms: int = 0, end_ms: int = HOUR_MS) -> Volume:
    """All altitudes."""
    return Volume(footprint, None, None, start_ms, end_ms)


def positions() -> st.SearchStrategy[Position]:
    """Anywhere, the antimeridian and the poles more often than chance."""
    lats = st.one_of(st.floats(-90, 90), st.sampled_from([-90.0, -89.9, 0.0, 89.9, 90.0]))
    lons = st.one_of(st.floats(-180, 179.999), st.sampled_from([-180.0, -179.99, 0.0, 179.99]))
    return st.builds(at, lats, lons)


@st.composite
def footprints_near(draw: st.DrawFn, place: Position, *, reach_m: float = 60_000) -> Footprint:
    middle = destination(place, draw(st.floats(0, 360)), draw(st.floats(0, 2 * reach_m)))
    if draw(st.booleans()):
        return circle(middle, draw(st.floats(reach_m / 20, reach_m)))
    reaches = draw(st.lists(st.floats(reach_m / 20, reach_m), min_size=4, max_size=7))
    return star(middle, reaches, draw(st.floats(0, 360)))


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Footprint, Footprint]:
    place = draw(positions())
    return draw(footprints_near(place)), draw(footprints_near(place))


def independent_distance_m(a: Position, b: Position) -> float:
    return float(WGS84.Inverse(a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg)["s12"])


def flat(middle: Position, point: Position) -> tuple[float, float]:
    """Gnomonic around a middle (Karney 2013): within 250 km a geodesic is a straight line to below a centimetre."""
    mask = Geodesic.AZIMUTH | Geodesic.REDUCEDLENGTH | Geodesic.GEODESICSCALE
    line = WGS84.Inverse(middle.lat_deg, middle.lon_deg, point.lat_deg, point.lon_deg, mask)
    rho, azimuth = line["m12"] / line["M12"], math.radians(line["azi1"])
    return rho * math.sin(azimuth), rho * math.cos(azimuth)


def independent_edge_distance_m(point: Position, a: Position, b: Position) -> float:
    """Least distance to a geodesic by golden-section search along it."""
    line = WGS84.InverseLine(a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg)
    low, high = 0.0, line.s13

    def away(s_m: float) -> float:
        foot = line.Position(s_m, Geodesic.LATITUDE | Geodesic.LONGITUDE)
        return float(WGS84.Inverse(point.lat_deg, point.lon_deg, foot["lat2"], foot["lon2"], Geodesic.DISTANCE)["s12"])

    ratio = (math.sqrt(5) - 1) / 2
    while high - low > 0.005:
        left, right = high - ratio * (high - low), low + ratio * (high - low)
        if away(left) < away(right):
            high = right
        else:
            low = left
    return min(away((low + high) / 2), away(0.0), away(line.s13))
