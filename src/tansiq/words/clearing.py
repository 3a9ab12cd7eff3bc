"""Own flights inside an area, in words."""

from __future__ import annotations

from tansiq.base.units import MS_PER_MIN
from tansiq.coordination.clearing import Inside
from tansiq.words.amounts import write_minute
from tansiq.words.catalogue import phrase, shown


def render_inside(inside: Inside, now_ms: int, lang: str) -> str:
    """One flight: by its plan out at an instant and in how many minutes, rounded up; or over its time."""
    name, time = shown(inside.name or inside.item), write_minute(inside.leaves_ms)
    if inside.leaves_ms <= now_ms:
        return phrase(lang, "inside-over", name=name, time=time)
    minutes = -((now_ms - inside.leaves_ms) // MS_PER_MIN)
    return phrase(lang, "inside-leaves", name=name, time=time, minutes=minutes)


def render_none_inside(lang: str) -> str:
    """That no own flight is inside by its plan."""
    return phrase(lang, "inside-none")
