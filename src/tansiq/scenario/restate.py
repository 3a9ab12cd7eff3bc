"""An officer's readback of what the own screen shows: one text a critical element."""

from __future__ import annotations

import re

from tansiq.scenario.doc import Doc
from tansiq.scenario.points import find_outline, find_point, write_point


def restate(view: Doc, element: str) -> str:
    """The value of one element as a person would type it from the screen.

    Args:
        view: the item as the own node shows it.
        element: its name, such as ``place`` or ``level``; a number behind it names the volume, from 1.
    """
    match = re.fullmatch(r"([a-z_]+?)[-_ ]?(\d*)", element)
    name, number = (match.group(1), match.group(2)) if match else (element, "")
    volume = view.at("volumes", int(number) - 1 if number else 0)
    if name == "place":
        return view.text("place", "text") or write_point(find_point(view.at("place", "position"))) or _centre(volume)
    if name == "area":
        return _area(volume)
    if name == "level":
        return _level(volume)
    if name == "times":
        return f"{volume.text('start')}/{volume.text('end')}"
    if name == "count":
        return view.text("flight", "aircraft_count")
    return view.text(name)


def _centre(volume: Doc) -> str:
    outline = find_outline(volume.at("footprint"))
    return write_point(outline.points[0]) if outline else ""


def _area(volume: Doc) -> str:
    outline = find_outline(volume.at("footprint"))
    if outline is None:
        return ""
    points = ", ".join(write_point(point) for point in outline.points)
    return points if outline.radius_m is None else f"{points} {outline.radius_m:g} m"


def _level(volume: Doc) -> str:
    lower, upper = volume.at("lower"), volume.at("upper")
    if not lower.has() and not upper.has():
        return "unbounded"
    said = upper if upper.has() else lower
    low = _plain(lower.number("value")) if lower.has() else "unbounded"
    high = _plain(upper.number("value")) if upper.has() else "unbounded"
    return f"{low}-{high} {said.text('unit')} {said.text('reference')}"


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:g}" if value < 1_000_000 else str(int(value))
