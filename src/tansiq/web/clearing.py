"""Our own flights inside an area or a cease, and when each has left it by its plan."""

from __future__ import annotations

import msgspec

from tansiq.base.clock import write_instant
from tansiq.base.units import MS_PER_S
from tansiq.coordination.clearing import Inside, find_inside, find_inside_ceased
from tansiq.web.ask import Ask
from tansiq.web.ceases import get_cease
from tansiq.web.items import get_state
from tansiq.wire.http import Form
from tansiq.words.clearing import render_inside, render_none_inside


class FlightInsideView(msgspec.Struct, frozen=True, kw_only=True):
    """One own flight that is inside."""

    item: str
    name: str
    leaves: str
    """When it has left by its plan."""
    remaining_s: int
    """Until then; not above 0: it is over its planned time and not ended."""
    text: str


class InsideView(msgspec.Struct, frozen=True, kw_only=True):
    """Own flights inside now, who needs longest first. By their plans: one that left its plan may be inside unnamed."""

    flights: tuple[FlightInsideView, ...]
    text: str
    """All of it, a line each."""


def list_inside_item(ask: Ask[Form]) -> InsideView:
    """Own flights inside an item now, with the time that each needs to leave by its plan."""
    return _show(ask, find_inside(ask.picture, get_state(ask, ask.item), ask.now_ms))


def list_inside_cease(ask: Ask[Form]) -> InsideView:
    """Own flights inside what a standing cease stops, with the time that each needs to leave by its plan."""
    return _show(ask, find_inside_ceased(ask.picture, get_cease(ask), ask.now_ms))


def _show(ask: Ask[Form], found: tuple[Inside, ...]) -> InsideView:
    flights = tuple(
        FlightInsideView(
            item=each.item,
            name=each.name,
            leaves=write_instant(each.leaves_ms),
            remaining_s=-((ask.now_ms - each.leaves_ms) // MS_PER_S),
            text=render_inside(each, ask.now_ms, ask.lang),
        )
        for each in found
    )
    return InsideView(flights=flights, text="\n".join(each.text for each in flights) or render_none_inside(ask.lang))
