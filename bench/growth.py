"""How seconds grow with size, drawn as an SVG: both axes by powers of ten."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 250, 20, 45
INKS = ("#257DCC", "#B3541C", "#1D5A53", "#4D3C96", "#966F85", "#777F5F")


@dataclass
class Curve:
    """One line of a plot."""

    name: str
    points: list[tuple[int, float]] = field(default_factory=list)
    """Size and seconds."""


def draw_growth(curves: list[Curve]) -> str:
    """The plot; sizes across, seconds up."""
    points = [point for curve in curves for point in curve.points]
    low_x, high_x = _decades([size for size, _ in points])
    low_y, high_y = _decades([seconds for _, seconds in points])
    across, up = (WIDTH - LEFT - RIGHT) / (high_x - low_x), (HEIGHT - TOP - BOTTOM) / (high_y - low_y)

    def at(size: float, seconds: float) -> tuple[float, float]:
        return LEFT + (math.log10(size) - low_x) * across, HEIGHT - BOTTOM - (math.log10(seconds) - low_y) * up

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"',
        ' font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#FFFFFF"/>',
    ]
    for power in range(low_x, high_x + 1):
        x, bottom = at(10.0**power, 10.0**low_y)
        parts.append(f'<path d="M{x:.1f} {TOP}V{bottom:.1f}" stroke="#D5DADF"/>')
        parts.append(f'<text x="{x:.1f}" y="{bottom + 18:.1f}" text-anchor="middle">{10**power:,}</text>')
    for power in range(low_y, high_y + 1):
        x, y = at(10.0**low_x, 10.0**power)
        parts.append(f'<path d="M{x:.1f} {y:.1f}H{WIDTH - RIGHT}" stroke="#D5DADF"/>')
        parts.append(f'<text x="{x - 8:.1f}" y="{y + 4:.1f}" text-anchor="end">{_name(power)}</text>')
    for number, curve in enumerate(curves):
        ink = INKS[number % len(INKS)]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(size, seconds) for size, seconds in curve.points))
        parts.append(f'<polyline points="{line}" fill="none" stroke="{ink}" stroke-width="2"/>')
        for size, seconds in curve.points:
            x, y = at(size, seconds)
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{ink}"/>')
        y = TOP + 14 + 20 * number
        parts.append(f'<path d="M{WIDTH - RIGHT + 14} {y - 4}h18" stroke="{ink}" stroke-width="2"/>')
        parts.append(f'<text x="{WIDTH - RIGHT + 38}" y="{y}">{escape(curve.name)}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _decades(values: list[float] | list[int]) -> tuple[int, int]:
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return low, max(high, low + 1)


def _name(power: int) -> str:
    return f"{10 ** (power + 3):g} ms" if power < 0 else f"{10**power:g} s"
