"""A drawn map of some items at an instant, as SVG.

Kind is told by fill, state by line, party by hue and letters; red and amber are for alarms alone. North is up in every
language.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from tansiq.scenario.markup import Markup, element, join
from tansiq.scenario.points import Outline, Point
from tansiq.scenario.scenario import Landmark
from tansiq.scenario.shapes import LANGUAGES
from tansiq.scenario.texts import say
from tansiq.words.catalogue import phrase_or_code

WIDTH, HEIGHT, MARGIN = 760.0, 470.0, 1.0
FOOT = 24.0
"""Room under the frame for the scale bar."""
SMALLEST_NAMED = 22.0
"""Radius on the drawing from which an area's name is written."""
M_PER_DEG = 111_320.0
HUES = ("#257DCC", "#1D5A53", "#4D3C96", "#966F85", "#777F5F")
"""Blue, teal, violet, mauve, olive: for lines and chips, never for text."""
INK, INK_2, HAIR = "#17202A", "#414B55", "#BFC6CC"
RED, AMBER = "#B3141C", "#F5B731"
RIGHT_TO_LEFT: dict[str, str | float | None] = {"direction": "rtl", "text_anchor": "end"}
"""In right-to-left text the end is at the left, where labels begin."""
CHIP: dict[str, str | float | None] = {"fill": "#F8F9FA", "stroke_width": 1.6}
DASHES = {"held": "10 4 2 4", "submitted": "7 5", "draft": "7 5", "not_shared": "7 5"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """One item on the map."""

    name: str
    kind: str
    owner: str
    state: str
    """Empty for items that protect."""
    hold_count: int
    has_conflict: bool
    outlines: tuple[Outline, ...]
    buffer_m: float


@dataclass(frozen=True, slots=True)
class Region:
    """An area of an agreement."""

    name: str
    status: str
    outline: Outline


@dataclass
class Frame:
    """From degrees to the drawing; keeps what is already covered by labels."""

    west: float
    north: float
    px_per_m: float
    squeeze: float
    """Cosine of the middle latitude."""
    taken: list[tuple[float, float, float, float]] = field(default_factory=list)

    def place(self, point: Point) -> tuple[float, float]:
        """X and y of a position."""
        x = MARGIN + (point[0] - self.west) * M_PER_DEG * self.squeeze * self.px_per_m
        return (x, MARGIN + (self.north - point[1]) * M_PER_DEG * self.px_per_m)

    def is_inside(self, point: Point, slack: float = 0) -> bool:
        """Whether a position is on the map."""
        x, y = self.place(point)
        return MARGIN - slack <= x <= WIDTH - MARGIN + slack and MARGIN - slack <= y <= HEIGHT - FOOT + slack

    def find_spot(self, x: float, y: float, size: tuple[float, float], reach: float) -> tuple[float, float]:
        """Upper left corner for a label near a place: beside, above or below, wherever it covers the least."""
        width, height = size
        options = []
        for rank, (dx, dy) in enumerate(_around(width, height, reach)):
            left = min(max(x + dx, MARGIN + 2), WIDTH - MARGIN - width - 2)
            top = min(max(y + dy, MARGIN + 2), HEIGHT - FOOT - height - 2)
            box = (left, top, left + width, top + height)
            options.append((sum(_covered(box, other) for other in self.taken), rank, left, top))
        _, _, left, top = min(options)
        self.taken.append((left, top, left + width, top + height))
        return left, top


def _footprint_boxes(frame: Frame, item: Drawn) -> list[tuple[float, float, float, float]]:
    """What the drawing of an item covers, roughly, so that labels keep off it."""
    boxes = []
    for outline in item.outlines:
        if outline.radius_m is not None:
            x, y = frame.place(outline.points[0])
            reach = (outline.radius_m + item.buffer_m) * frame.px_per_m
            reach = reach + 2 if reach < 20 else reach * 0.72
            boxes.append((x - reach, y - reach, x + reach, y + reach))
            continue
        corners = [frame.place(point) for point in outline.points]
        for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], corners[0]], strict=True):
            for part in (0.0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875):
                x, y = x1 + (x2 - x1) * part, y1 + (y2 - y1) * part
                boxes.append((x - 14, y - 22, x + 14, y + 22))
    return boxes


def _around(width: float, height: float, reach: float) -> list[tuple[float, float]]:
    spots = []
    for far in (reach + 6, reach + 26, reach + 60):
        middle = -height / 2
        spots += [(far, middle), (-far - width, middle), (-width / 2, -far - height), (-width / 2, far)]
        spots += [(far, -far * 0.7 - height), (far, far * 0.7), (-far - width, far * 0.7)]
        spots += [(-far - width, -far * 0.7 - height)]
    return spots


def _covered(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> float:
    return max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))


def draw_map(
    items: Sequence[Drawn],
    regions: Sequence[Region],
    landmarks: Sequence[Landmark],
    *,
    parties: Sequence[str],
    name: str,
) -> Markup:
    """The map of some items; `name` keeps the patterns of several maps on one page apart."""
    frame = _frame([outline for item in items for outline in item.outlines])
    hues = {party: HUES[number % len(HUES)] for number, party in enumerate(parties)}
    shapes = [_draw_item(frame, item, hues.get(item.owner, INK_2), name) for item in items]
    under = [_draw_region(frame, region) for region in regions]
    for item in items:
        frame.taken += _footprint_boxes(frame, item)
    places = [_draw_landmark(frame, landmark) for landmark in landmarks]
    labels = [_label_item(frame, item, hues.get(item.owner, INK_2)) for item in items]
    region_labels = [_label_region(frame, region) for region in regions]
    box = {"x": MARGIN, "y": MARGIN, "width": WIDTH - 2 * MARGIN, "height": HEIGHT - FOOT - MARGIN}
    return element(
        "svg",
        element("defs", [_patterns(hues, name), element("clipPath", element("rect", **box), id=f"{name}-frame")]),
        element("rect", **box, fill="#E9E8E3"),
        element("g", under, _graticule(frame), shapes, clip_path=f"url(#{name}-frame)"),
        element("rect", **box, fill="none", stroke="#84827C"),
        region_labels,
        places,
        labels,
        _scale_bar(frame),
        _north(),
        viewBox=f"0 0 {WIDTH:g} {HEIGHT:g}",
        role="img",
        direction="ltr",
        class_="map",
    )


def _frame(outlines: Sequence[Outline]) -> Frame:
    """A frame around all outlines with room for labels, at least 40 km high."""
    lons, lats = [], []
    for outline in outlines:
        for lon, lat in outline.points:
            high = (outline.radius_m or 0) / M_PER_DEG
            wide = high / math.cos(math.radians(lat))
            lons += [lon - wide, lon + wide]
            lats += [lat - high, lat + high]
    lons, lats = lons or [37.0, 38.0], lats or [36.0, 37.0]
    mid_lat, mid_lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    squeeze = math.cos(math.radians(mid_lat))
    wide_m = max((max(lons) - min(lons)) * M_PER_DEG * squeeze * 1.5, 60_000)
    high_m = max((max(lats) - min(lats)) * M_PER_DEG * 1.25, 40_000 * 0.9)
    px_per_m = min((WIDTH - 2 * MARGIN) / wide_m, (HEIGHT - FOOT - MARGIN) / high_m)
    west = mid_lon - (WIDTH / 2 - MARGIN) / px_per_m / M_PER_DEG / squeeze
    north = mid_lat + ((HEIGHT - FOOT - MARGIN) / 2) / px_per_m / M_PER_DEG
    return Frame(west, north, px_per_m, squeeze)


def _patterns(hues: dict[str, str], name: str) -> Markup:
    """Diagonal hatch for own-force areas, crossed for no-go areas, one of each a party."""
    made = []
    for party, hue in hues.items():
        lines = {"stroke": hue, "stroke_width": "1.4"}
        hatch = element("path", d="M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4", **lines)
        cross = element("path", d="M0,0 l8,8 M0,8 l8,-8", **lines)
        for kind, drawing in (("hatch", hatch), ("cross", cross)):
            made.append(
                element(
                    "pattern", drawing, id=f"{name}-{kind}-{party}", width=8, height=8, patternUnits="userSpaceOnUse"
                )
            )
    return join(made)


def _shape(frame: Frame, outline: Outline, *, extra_m: float = 0, **style: str | float | None) -> Markup:
    if outline.radius_m is not None:
        x, y = frame.place(outline.points[0])
        radius = max(3.0, (outline.radius_m + extra_m) * frame.px_per_m)
        return element("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=f"{radius:.1f}", **style)
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(frame.place, outline.points))
    return element("polygon", points=corners, **style)


def _draw_region(frame: Frame, region: Region) -> Markup:
    is_open = region.status in {"active", "trial"}
    return _shape(
        frame,
        region.outline,
        fill="#ECEFF1" if is_open else "none",
        fill_opacity="0.55" if is_open else None,
        stroke=INK_2,
        stroke_width=1,
        stroke_dasharray="1.5 4",
    )


def _draw_item(frame: Frame, item: Drawn, hue: str, name: str) -> Markup:
    parts = []
    for outline in item.outlines:
        parts.append(_draw_outline(frame, item, outline, hue=hue, name=name))
    x, y, _ = _anchor(frame, item)
    if item.state == "suspended":
        parts.append(element("polygon", points=_hexagon(x, y, 11), fill=RED, stroke="#FFFFFF", stroke_width=1))
    if item.kind == "protected_site":
        # On a plate of its own: a cross within rings would be crosshairs.
        plate = f"M{x - 8:.1f},{y - 8:.1f} h16 v16 h-16 z"
        parts.append(element("path", d=plate, fill="#F8F9FA", stroke=hue, stroke_width=2))
        bars = f"M{x:.1f},{y - 5:.1f} v10 M{x - 5:.1f},{y:.1f} h10"
        parts.append(element("path", d=bars, stroke=INK, stroke_width=2.5))
    return join(parts)


def _draw_outline(frame: Frame, item: Drawn, outline: Outline, *, hue: str, name: str) -> Markup:
    if item.kind == "own_force_area":
        fill = f"url(#{name}-hatch-{item.owner})"
        return _shape(frame, outline, fill=fill, stroke=hue, stroke_width=1.5)
    if item.kind == "no_go_area":
        fill = f"url(#{name}-cross-{item.owner})"
        return _shape(frame, outline, fill=fill, stroke=hue, stroke_width=1.5)
    if item.kind == "protected_site":
        inner = _shape(frame, outline, fill="#F8F9FA", stroke=hue, stroke_width=2)
        return join(_shape(frame, outline, extra_m=item.buffer_m, fill="none", stroke=hue, stroke_width=1.5), inner)
    is_active, is_over = item.state == "active", item.state in {"ended", "cancelled"}
    shape = _shape(
        frame,
        outline,
        fill=hue if is_active else "none",
        fill_opacity="0.12" if is_active else None,
        stroke=INK_2 if is_over else hue,
        stroke_width=3 if is_active else 1 if is_over else 2,
        stroke_dasharray=DASHES.get(item.state),
    )
    return join(shape, _arrow(frame, outline, hue) if item.kind == "transit" else None)


def _arrow(frame: Frame, outline: Outline, hue: str) -> Markup | None:
    """Along a passage given by four corners: two at its start side, two at its end."""
    if len(outline.points) != 4:
        return None
    a, b, c, d = map(frame.place, outline.points)
    (x1, y1), (x2, y2) = ((a[0] + d[0]) / 2, (a[1] + d[1]) / 2), ((b[0] + c[0]) / 2, (b[1] + c[1]) / 2)
    turn = math.atan2(y2 - y1, x2 - x1)
    marks = [element("path", d=f"M{x1:.1f},{y1:.1f} L{x2:.1f},{y2:.1f}", stroke=hue, stroke_width=1.2, fill="none")]
    for part in (0.3, 0.62, 0.94):
        x, y = x1 + (x2 - x1) * part, y1 + (y2 - y1) * part
        ends = [(x - 9 * math.cos(turn + side), y - 9 * math.sin(turn + side)) for side in (0.45, -0.45)]
        d_ = f"M{ends[0][0]:.1f},{ends[0][1]:.1f} L{x:.1f},{y:.1f} L{ends[1][0]:.1f},{ends[1][1]:.1f}"
        marks.append(element("path", d=d_, stroke=hue, stroke_width=2, fill="none"))
    return join(marks)


def _anchor(frame: Frame, item: Drawn) -> tuple[float, float, float]:
    """Middle of an item and how far it reaches, for its label."""
    if not item.outlines:
        return (WIDTH / 2, HEIGHT / 2, 0)
    outline = item.outlines[0]
    places = [frame.place(point) for point in outline.points]
    x, y = sum(place[0] for place in places) / len(places), sum(place[1] for place in places) / len(places)
    reach = ((outline.radius_m or 0) + item.buffer_m) * frame.px_per_m if outline.radius_m is not None else 14.0
    return (x, y, reach)


def _label_item(frame: Frame, item: Drawn, hue: str) -> Markup:
    """Party letters, name, and under them kind, state and the number of holds."""
    x, y, reach = _anchor(frame, item)
    shown = item.name if len(item.name) <= 46 else item.name[:45] + "…"
    width = max(len(shown) * 7.3 + 34, 150.0)
    left, top = frame.find_spot(x, y, (width, 34), reach)
    near_x = min(max(x, left), left + width)
    near_y = min(max(y, top), top + 34)
    gap = math.hypot(near_x - x, near_y - y)
    leader = None
    if gap > reach + 12:
        start = (x + (near_x - x) * reach / gap, y + (near_y - y) * reach / gap)
        leader = element("path", d=f"M{start[0]:.1f},{start[1]:.1f} L{near_x:.1f},{near_y:.1f}", stroke=INK_2)
    mark = "▲" if item.has_conflict else ""
    return element(
        "g",
        leader,
        element("rect", x=f"{left:.1f}", y=f"{top + 1:.1f}", width=25, height=15, rx=3, **CHIP, stroke=hue),
        _text(left + 12.5, top + 12.5, item.owner.upper(), class_="chip", text_anchor="middle"),
        _text(left + 30, top + 13, shown, class_="name", unicode_bidi="plaintext"),
        _alarm(left + 4, top + 29) if mark else None,
        _states(left + (18 if mark else 2), top + 29, item),
    )  # fmt: skip


def _states(x: float, y: float, item: Drawn) -> Markup:
    def words(lang: str) -> str:
        kind = phrase_or_code(lang, "kind", item.kind)
        state = phrase_or_code(lang, "state", item.state) if item.state else ""
        holds = f" ◇{item.hold_count}" if item.hold_count else ""
        return f"{kind} · {state}{holds}" if state else kind

    return each_language_text(x, y, words, class_="state")


def each_language_text(x: float, y: float, words: Callable[[str], str], **attributes: str | float | None) -> Markup:
    """A text of the map in the four languages, of which the page shows one."""
    extra = str(attributes.pop("class_", ""))
    made = [
        element(
            "text",
            words(lang),
            x=f"{x:.1f}",
            y=f"{y:.1f}",
            class_=f"l l-{lang} {extra}",
            lang=lang,
            **(RIGHT_TO_LEFT if lang == "ar" and "text_anchor" not in attributes else {}),
            **attributes,
        )
        for lang in LANGUAGES
    ]
    return join(made)


def _text(x: float, y: float, said: str, **attributes: str | float | None) -> Markup:
    return element("text", said, x=f"{x:.1f}", y=f"{y:.1f}", **attributes)


def _alarm(x: float, y: float) -> Markup:
    """The amber triangle of a conflict, with the edge that amber needs by day."""
    corners = f"{x:.1f},{y:.1f} {x + 12:.1f},{y:.1f} {x + 6:.1f},{y - 10.5:.1f}"
    return element("polygon", points=corners, fill=AMBER, stroke=INK, stroke_width=1)


def _hexagon(x: float, y: float, radius: float) -> str:
    turns = [math.radians(60 * i) for i in range(6)]
    return " ".join(f"{x + radius * math.cos(turn):.1f},{y + radius * math.sin(turn):.1f}" for turn in turns)


def _draw_landmark(frame: Frame, landmark: Landmark) -> Markup | None:
    if not frame.is_inside(landmark.at, slack=-4):
        return None
    x, y = frame.place(landmark.at)
    longest = max((len(name) for name in landmark.name.values()), default=0)
    left, top = frame.find_spot(x, y, (longest * 7.0 + 4, 15), 3)
    dot = element("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=2.6, fill=INK_2)
    return join(dot, each_language_text(left + 2, top + 11.5, lambda lang: landmark.name.get(lang, ""), class_="place"))


def _label_region(frame: Frame, region: Region) -> Markup | None:
    """The name of an area at its upper edge, where that is on the map."""
    lats = [lat for _, lat in region.outline.points]
    lons = [lon for lon, _ in region.outline.points]
    top = max(lats) + (region.outline.radius_m or 0) / M_PER_DEG
    at = ((min(lons) + max(lons)) / 2, top)
    is_small = (region.outline.radius_m or math.inf) * frame.px_per_m < SMALLEST_NAMED
    if is_small or not frame.is_inside(at, slack=-6):
        return None
    x, y = frame.place(at)
    left, up = frame.find_spot(x, y, (len(region.name) * 6.5 + 60, 14), 2)

    def words(lang: str) -> str:
        return f"{region.name}: {phrase_or_code(lang, 'area', region.status)}"

    return each_language_text(left + 2, up + 11, words, class_="region")


def _graticule(frame: Frame) -> Markup:
    """Meridians and parallels at a round step, with their degrees at the frame."""
    span = (HEIGHT - FOOT - MARGIN) / frame.px_per_m / M_PER_DEG
    step = next((size for size in (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0) if span / size <= 6), 20.0)
    digits = 2 if step < 0.1 else 1 if step < 1 else 0
    lines = []
    lat = math.ceil((frame.north - span) / step) * step
    while lat < frame.north:
        _, y = frame.place((frame.west, lat))
        lines.append(element("path", d=f"M{MARGIN},{y:.1f} H{WIDTH - MARGIN}", stroke=HAIR, stroke_width=0.7))
        if MARGIN + 14 < y < HEIGHT - FOOT - 26:
            lines.append(_text(MARGIN + 4, y - 3, f"{lat:.{digits}f}° N", class_="grid"))
        lat += step
    east = frame.west + (WIDTH - 2 * MARGIN) / frame.px_per_m / M_PER_DEG / frame.squeeze
    lon = math.ceil(frame.west / step) * step
    while lon < east:
        x, _ = frame.place((lon, frame.north))
        lines.append(element("path", d=f"M{x:.1f},{MARGIN} V{HEIGHT - FOOT}", stroke=HAIR, stroke_width=0.7))
        if MARGIN + 4 < x < WIDTH - MARGIN - 46:
            lines.append(_text(x + 3, HEIGHT - FOOT - 5, f"{lon:.{digits}f}° E", class_="grid"))
        lon += step
    return join(lines)


def _scale_bar(frame: Frame) -> Markup:
    wanted_m = 130 / frame.px_per_m
    size = 10 ** math.floor(math.log10(wanted_m))
    length_m = max(size * part for part in (1, 2, 5) if size * part <= wanted_m)
    width = length_m * frame.px_per_m
    x, y = WIDTH - MARGIN - width, HEIGHT - FOOT + 14
    bar = f"M{x:.1f},{y - 4:.1f} V{y:.1f} H{x + width:.1f} V{y - 4:.1f}"
    shown = f"{length_m / 1000:g} km" if length_m >= 1000 else f"{length_m:g} m"
    return join(
        element("path", d=bar, stroke=INK, fill="none", stroke_width=1.4),
        _text(x - 6, y + 1, shown, class_="grid dark", text_anchor="end"),
    )


def _north() -> Markup:
    x, y = WIDTH - MARGIN - 14, MARGIN + 12
    arrow = element("path", d=f"M{x:.1f},{y:.1f} l5,15 l-5,-4 l-5,4 z", fill=INK)
    return join(
        arrow, each_language_text(x, y + 27, lambda lang: say(lang, "north"), class_="grid dark", text_anchor="middle")
    )
