"""Features to write and read: made by hand and by chance."""

from __future__ import annotations

import math
from dataclasses import replace

from hypothesis import strategies as st

from tansiq.formats.reading import FOR_EVER_MS, FROM_EVER_MS, Feature, Limits, Mark, Part
from tansiq.formats.rings import Edges, Outline, make_outline
from tansiq.geometry.geodesy import Point
from tansiq.geometry.height import Altitude, AltitudeReference
from tansiq.geometry.positions import Position
from tansiq.geometry.volumes import BadFootprint, Circle, UpperBelowLower

NOON_MS = 1_484_740_800_000
HOUR_MS = 3_600_000
MARK = Mark("a.file", 1, 1)
ALWAYS = Limits(None, None, FROM_EVER_MS, FOR_EVER_MS)
BOX = ((37.0, 36.0), (37.2, 36.0), (37.2, 36.2), (37.0, 36.2))


def metres(value: float, reference: AltitudeReference = AltitudeReference.W84) -> Altitude:
    return Altitude(round(value * 1000), reference)


def box(lon: float, lat: float, size: float = 0.2, *, edges: Edges = Edges.STRAIGHT) -> Outline:
    return make_outline([(lon, lat), (lon + size, lat), (lon + size, lat + size), (lon, lat + size)], edges)


def feature(name: str, *shapes: Outline | Circle, op: str = "", limits: Limits = ALWAYS) -> Feature:
    return Feature(name, op or name, name, tuple(Part(shape, limits) for shape in shapes), MARK)


def star(lon: float, lat: float, reaches_deg: list[float]) -> list[Point]:
    """A ring that is seen whole from its middle."""
    step = 2 * math.pi / len(reaches_deg)
    return [(lon + reach * math.sin(i * step), lat + reach * math.cos(i * step)) for i, reach in enumerate(reaches_deg)]


names = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20).map(str.strip).filter(bool)


@st.composite
def altitudes(draw: st.DrawFn) -> Altitude:
    unit = draw(st.sampled_from(["M", "FT"]))
    reference = draw(st.sampled_from(list(AltitudeReference)))
    is_by_field = reference is AltitudeReference.QFE
    return Altitude(
        draw(st.integers(-400_000, 30_000_000)),
        reference,
        "M" if unit == "M" else "FT",
        pressure_pa=draw(st.integers(85_000, 109_000)) if is_by_field or reference is AltitudeReference.QNH else None,
        field=draw(st.sampled_from(["", "OSDZ", "Хмеймим"])) if is_by_field else "",
        field_mm=draw(st.integers(-400_000, 4_000_000)) if is_by_field else None,
    )


@st.composite
def limits(draw: st.DrawFn) -> Limits:
    low, high = draw(st.none() | altitudes()), draw(st.none() | altitudes())
    start = draw(st.just(FROM_EVER_MS) | st.integers(0, 4_000_000_000_000))
    end = draw(st.just(FOR_EVER_MS) | st.integers(max(start, 0) + 1, 4_000_000_000_001))
    return Limits(low, high, start, end)


@st.composite
def shapes(draw: st.DrawFn, edges: Edges) -> Outline | Circle:
    lon, lat = draw(st.floats(-179.9, 179.9)), draw(st.floats(-75, 75))
    if draw(st.booleans()):
        return Circle(Position.from_degrees(lat_deg=lat, lon_deg=lon), draw(st.integers(1, 1_000_000_000)))
    reaches = draw(st.lists(st.floats(0.02, 1.5), min_size=4, max_size=8))
    ring = [((lon + 180.0) % 360.0 - 180.0, lat) for lon, lat in star(lon, lat, reaches)]
    return make_outline(ring, edges)


@st.composite
def features(draw: st.DrawFn, edges: Edges) -> list[Feature]:
    ids = draw(st.lists(names, min_size=1, max_size=4, unique=True))
    made = []
    for name in ids:
        shape, given = draw(shapes(edges)), draw(limits())
        made.append(Feature(name, draw(names), draw(names), (_part(shape, given),), MARK))
    return made


def _part(shape: Outline | Circle, given: Limits) -> Part:
    turned = replace(given, lower=given.upper, upper=given.lower)
    for limits in (given, turned):
        try:
            part = Part(shape, limits)
            Feature("any", "", "", (part,), MARK).volumes()
        except UpperBelowLower:
            continue
        except BadFootprint:
            pass
        return part
    raise AssertionError(given)


def told(found: tuple[Feature, ...] | list[Feature]) -> list[tuple[str, str, str, tuple[Part, ...]]]:
    """What a file says, without where it says it."""
    return [(one.id, one.op, one.name, one.parts) for one in found]
