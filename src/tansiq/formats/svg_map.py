"""A drawn map of features and of those in conflict, as SVG, and the page around it.

North is up; the map is flat and true in shape at its middle latitude. What is in conflict is drawn in red and named;
the others are drawn in blue, as many as a page can bear. What people typed is escaped and can never become markup.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from tansiq.formats.pairs import Pair
from tansiq.formats.reading import Feature, Reading
from tansiq.formats.rings import Edges, Outline, corners_for
from tansiq.formats.stated import write_time
from tansiq.geometry.geodesy import Point, direct, point_of, turn_deg
from tansiq.geometry.volumes import Circle

WIDTH, HEIGHT, FOOT = 960.0, 620.0, 26.0
_MARGIN = 0.06
_MOST_DRAWN = 2_000
_MOST_NAMED = 60
_MOST_ROWS = 2_000
_MOST_CORNERS = 400
_CIRCLE_POINTS = 72
_M_PER_DEG = 111_320.0
_INK, _HAIR, _BLUE, _RED = "#17202A", "#BFC6CC", "#257DCC", "#B3141C"
_STYLE = """
body{font:16px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:62rem;padding:0 1rem;color:#17202A;background:#fff}
h1{font-size:1.5rem}svg{width:100%;height:auto;border:1px solid #BFC6CC;background:#F8F9FA}
table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid #BFC6CC}
.wide{overflow-x:auto}.quiet{color:#414B55}td.n{font-variant-numeric:tabular-nums;white-space:nowrap}
@media (prefers-color-scheme:dark){body{background:#14181D;color:#E8ECEF}svg{background:#fff}.quiet{color:#AEB7BE}}
"""


@dataclass(frozen=True, slots=True)
class _Frame:
    """From degrees to the drawing."""

    west_deg: float
    north_deg: float
    px_per_deg: float
    squeeze: float

    def place(self, point: Point) -> tuple[float, float]:
        lon, lat = point
        # Near the western edge rounding may put a point just outside: it stays there and does not wrap around.
        east = turn_deg(lon - self.west_deg - 90.0) + 90.0
        return east * self.squeeze * self.px_per_deg, (self.north_deg - lat) * self.px_per_deg


def draw_map(features: Sequence[Feature], pairs: Sequence[Pair]) -> str:
    """The SVG; empty where there is nothing to draw."""
    red = {id(feature) for pair in pairs for feature in (pair.a, pair.b)}
    calm = [feature for feature in features if id(feature) not in red][:_MOST_DRAWN]
    loud = [feature for feature in features if id(feature) in red][:_MOST_DRAWN]
    drawn = [(feature, [_ring(part.shape) for part in feature.parts]) for feature in (*calm, *loud)]
    points = [point for _, rings in drawn for ring in rings for point in ring]
    if not points:
        return ""
    frame = _frame(points)
    body = [
        _outline(feature, rings, frame, _RED if id(feature) in red else _BLUE) for feature, rings in drawn
    ]  # fmt: skip
    names = [_name(feature, rings, frame) for feature, rings in drawn if id(feature) in red][:_MOST_NAMED]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" role="img" '
        f'aria-label="Map of {len(drawn)} features, {len(loud)} of them in conflict">'
        f"{''.join(body)}{''.join(names)}{_scale(frame)}</svg>"
    )


def say_found(read: Reading, pairs: Sequence[Pair]) -> str:
    """How many conflicts among how many; what was not compared is never passed over."""
    count = "no conflict" if not pairs else f"{len(pairs)} conflict{'' if len(pairs) == 1 else 's'}"
    among = f"{count} among {len(read.features)} feature{'' if len(read.features) == 1 else 's'}"
    return f"{among}; {read.left_out} left out and not compared" if read.left_out else among


def write_page(read: Reading, pairs: Sequence[Pair]) -> bytes:
    """One HTML page that needs nothing beside it: the map, the conflicts, and what could not be read."""
    features, losses = read.features, read.losses
    shown = pairs[:_MOST_ROWS]
    said = f"{say_found(read, pairs).capitalize()}."
    rows = [
        (pair.a.id, pair.b.id, say_time(pair), say_altitude(pair), f"{pair.distance_m:.2f} m") for pair in shown
    ]  # fmt: skip
    left = len(pairs) - len(shown)
    more = f'<p class="quiet">{left} more are in check.geojson.</p>' if left else ""
    lost = _table(("where", "what"), [(loss.where, loss.what) for loss in losses[:_MOST_ROWS]])
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Conflicts in files</title>'
        f"<style>{_STYLE}</style></head><body><h1>{said}</h1>"
        '<p class="quiet">Checked against one another in place, height and time. In red: what is in conflict.</p>'
        f"{draw_map(features, pairs)}"
        f"{_table(('one', 'other', 'shared time', 'shared altitudes', 'apart'), rows) if pairs else ''}{more}"
        f"{'<h2>Not read as it stands</h2>' + lost if losses else ''}</body></html>\n"
    ).encode()


def say_time(pair: Pair) -> str:
    """The shared time for a person."""
    start, end = write_time(pair.start_ms), write_time(pair.end_ms)
    if start is None and end is None:
        return "always"
    return f"{start or 'ever'} – {end or 'no end'}"


def say_altitude(pair: Pair) -> str:
    """The shared altitudes for a person."""
    if not pair.is_comparable:
        return "not comparable"
    low, high = (f"{end:.0f}" if math.isfinite(end) else None for end in (pair.lower_m, pair.upper_m))
    if low is None and high is None:
        return "all"
    reference = f" m {pair.reference}"
    if low is None:
        return f"up to {high}{reference}"
    return f"from {low}{reference}" if high is None else f"{low} – {high}{reference}"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    headings = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join("<tr>" + "".join(f"<td><bdi>{escape(cell)}</bdi></td>" for cell in row) + "</tr>" for row in rows)
    return f'<div class="wide"><table><thead><tr>{headings}</tr></thead><tbody>{body}</tbody></table></div>'


def _ring(shape: Outline | Circle) -> list[Point]:
    """Points to draw: not every corner of a shape that has very many."""
    if isinstance(shape, Circle):
        centre = point_of(shape.centre)
        step = 360.0 / _CIRCLE_POINTS
        return [direct(centre, number * step, shape.radius_m)[0] for number in range(_CIRCLE_POINTS)]
    corners = corners_for(shape, Edges.STRAIGHT) if _is_wide(shape) else list(shape.corners)
    return corners[:: max(1, len(corners) // _MOST_CORNERS)]


def _is_wide(shape: Outline) -> bool:
    corners = shape.corners
    return max(lon for lon, _ in corners) - min(lon for lon, _ in corners) > 1.0


def _frame(points: list[Point]) -> _Frame:
    """The least frame that holds all: its western edge ends the widest empty stretch of longitude."""
    lons = sorted({lon % 360.0 for lon, _ in points})
    gaps = [(after - before, after) for before, after in zip(lons, [*lons[1:], lons[0] + 360.0], strict=True)]
    gap, west = max(gaps)
    width = max(360.0 - gap, 1e-3)
    south, north = min(lat for _, lat in points), max(lat for _, lat in points)
    height = max(north - south, 1e-3)
    squeeze = max(math.cos(math.radians((south + north) / 2)), 0.05)
    px = min(WIDTH / (width * squeeze * (1 + 2 * _MARGIN)), (HEIGHT - FOOT) / (height * (1 + 2 * _MARGIN)))
    spare_lon = (WIDTH / (px * squeeze) - width) / 2
    spare_lat = ((HEIGHT - FOOT) / px - height) / 2
    return _Frame(turn_deg(west - spare_lon), north + spare_lat, px, squeeze)


def _outline(feature: Feature, rings: list[list[Point]], frame: _Frame, colour: str) -> str:
    paths = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in map(frame.place, ring)) + "Z" for ring in rings)
    return (
        f'<path d="{paths}" fill="{colour}" fill-opacity=".14" stroke="{colour}" stroke-width="1.4">'
        f"<title>{escape(feature.id)}</title></path>"
    )


def _name(feature: Feature, rings: list[list[Point]], frame: _Frame) -> str:
    places = [frame.place(point) for point in rings[0]]
    x, y = (sum(values) / len(places) for values in zip(*places, strict=True))
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="12" text-anchor="middle" fill="{_INK}" stroke="#fff" '
        f'stroke-width="3" paint-order="stroke">{escape(feature.name[:40])}</text>'
    )


def _scale(frame: _Frame) -> str:
    """A bar of a round length, about a fifth of the width."""
    m_per_px = _M_PER_DEG / frame.px_per_deg
    most_m = WIDTH / 5 * m_per_px
    unit = 10.0 ** math.floor(math.log10(most_m))
    length_m = max(step * unit for step in (1, 2, 5) if step * unit <= most_m)
    said = f"{length_m / 1000:g} km" if length_m >= 1000 else f"{length_m:g} m"
    x, y = 12.0, HEIGHT - 10.0
    return (
        f'<path d="M{x} {y - 5}V{y}H{x + length_m / m_per_px:.1f}V{y - 5}" fill="none" stroke="{_INK}"/>'
        f'<text x="{x + length_m / m_per_px + 8:.1f}" y="{y}" font-size="12" fill="{_INK}">{said}</text>'
        f'<path d="M0 {HEIGHT - FOOT}H{WIDTH:g}" stroke="{_HAIR}"/>'
    )
