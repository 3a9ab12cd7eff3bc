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
    return f"{_side(lower)} to {_side(upper)}" if lower.has() or upper.has() else "unbounded"


def _side(altitude: Doc) -> str:
    """With its unit, its reference and its setting."""
    if not altitude.has():
        return "unbounded"
    plain = f"{altitude.number('value'):g} {altitude.text('unit')} {altitude.text('reference')}"
    return altitude.text("text") or plain
