"""Places, altitudes, volumes and holds as the API shows them: degrees, metres, RFC 3339."""

from __future__ import annotations

import msgspec
from msgspec import UNSET, UnsetType

from tansiq.airspace.item import Item
from tansiq.base.clock import write_instant
from tansiq.base.ids import PartyId
from tansiq.base.units import MM_PER_M
from tansiq.coordination.holds import Hold
from tansiq.geometry.footprints import Circle, Footprint
from tansiq.geometry.height import PA_PER_HPA, Altitude
from tansiq.geometry.level import write_level
from tansiq.geometry.positions import Position
from tansiq.geometry.volumes import Volume
from tansiq.node.node import Node
from tansiq.web.ask import Ask
from tansiq.wire.http import Form
from tansiq.words.reasons import render_hold


class PositionView(msgspec.Struct, frozen=True):
    """A point on WGS 84, degrees."""

    lat_deg: float
    lon_deg: float


class CircleView(msgspec.Struct, frozen=True):
    """All within a distance of a centre."""

    centre: PositionView
    radius_m: float


class PolygonView(msgspec.Struct, frozen=True):
    """Corners in order; the last joins the first."""

    vertices: tuple[PositionView, ...]


class FootprintView(msgspec.Struct, frozen=True):
    """A circle or a polygon."""

    circle: CircleView | UnsetType = UNSET
    polygon: PolygonView | UnsetType = UNSET


class AltitudeView(msgspec.Struct, frozen=True):
    """An altitude in the unit in which it was stated."""

    value: float
    unit: str
    reference: str
    text: str
    """As people state it."""
    pressure_hpa: float | UnsetType = UNSET
    """The altimeter's setting, of QNH and QFE only."""
    field: str | UnsetType = UNSET
    """Of QFE only, as is its elevation."""
    field_elevation_m: float | UnsetType = UNSET


class VolumeView(msgspec.Struct, frozen=True):
    """A footprint through a band of altitude for a time, half open; an altitude of null is without limit."""

    footprint: FootprintView
    lower: AltitudeView | None
    upper: AltitudeView | None
    start: str
    end: str


class HoldView(msgspec.Struct, frozen=True):
    """One reason why a movement is not yet coordinated."""

    code: str
    article: str
    turn: str
    party: str | None
    item: str | None
    facts: dict[str, str]
    what: str
    """In words of the asker's language, as is what would lift it and whose turn it is."""
    lifts: str
    whose: str


def show_instant(at_ms: int | None) -> str | None:
    """RFC 3339, or null."""
    return None if at_ms is None else write_instant(at_ms)


def show_metres(distance_mm: int) -> float:
    """Metres."""
    return distance_mm / MM_PER_M


def show_position(position: Position) -> PositionView:
    """Degrees."""
    return PositionView(position.lat_deg, position.lon_deg)


def show_footprint(footprint: Footprint) -> FootprintView:
    """A circle or a polygon."""
    if isinstance(footprint, Circle):
        return FootprintView(circle=CircleView(show_position(footprint.centre), footprint.radius_m))
    return FootprintView(polygon=PolygonView(tuple(show_position(vertex) for vertex in footprint.vertices)))


def show_volume(volume: Volume) -> VolumeView:
    """One volume."""
    return VolumeView(
        footprint=show_footprint(volume.footprint),
        lower=show_altitude(volume.lower),
        upper=show_altitude(volume.upper),
        start=write_instant(volume.start_ms),
        end=write_instant(volume.end_ms),
    )


def show_volumes(item: Item) -> tuple[VolumeView, ...]:
    """All volumes of an item."""
    return tuple(show_volume(volume) for volume in item.volumes)


def find_name(node: Node, party: str) -> str:
    """How a party is called: as it calls itself on its line, else its id."""
    return node.name_of(PartyId(party))


def show_hold(node: Node, hold: Hold, lang: str) -> HoldView:
    """A hold with its words."""
    facts = dict(hold.facts)
    shown = facts | ({"owner": find_name(node, facts["owner"])} if "owner" in facts else {})
    words = render_hold(
        hold.code.value,
        shown,
        lang,
        party="" if hold.party is None else find_name(node, hold.party),
        turn=find_name(node, hold.turn),
        is_ours=hold.turn == node.party,
    )
    return HoldView(
        code=hold.code.value,
        article=hold.article,
        turn=hold.turn,
        party=hold.party,
        item=hold.item,
        facts=facts,
        what=words.what,
        lifts=words.lifts,
        whose=words.turn,
    )


def show_holds(ask: Ask[Form], found: tuple[Hold, ...]) -> tuple[HoldView, ...]:
    """Holds in the asker's language."""
    return tuple(show_hold(ask.node, hold, ask.lang) for hold in found)


def show_altitude(altitude: Altitude | None) -> AltitudeView | None:
    """As stated; null for none."""
    if altitude is None:
        return None
    return AltitudeView(
        value=round(altitude.stated_value, 3),
        unit=altitude.unit,
        reference=altitude.reference.value,
        text=write_level(altitude),
        pressure_hpa=UNSET if altitude.pressure_pa is None else altitude.pressure_pa / PA_PER_HPA,
        field=altitude.field or UNSET,
        field_elevation_m=UNSET if altitude.field_mm is None else show_metres(altitude.field_mm),
    )
