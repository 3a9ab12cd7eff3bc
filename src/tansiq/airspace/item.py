"""Anything with a place and a time in the shared picture, in one revision.

An item is always an area with time and height. An activity that is a hazard to the ground has footprints at least
`MIN_HAZARD_WIDTH_M` across: a point or a smaller footprint is refused by the model itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from tansiq.base.errors import BadRequest
from tansiq.base.ids import AgreementId, AreaId, ItemId, PartyId
from tansiq.geometry.positions import Position
from tansiq.geometry.volumes import Volume, width_m

MIN_HAZARD_WIDTH_M = 2000.0
"""A smaller footprint under a hazard to the ground would name a place rather than an area."""
MAX_VOLUMES = 200
MAX_TEXT = 2000


class ItemKind(StrEnum):
    """What an item is; nothing else can be shared."""

    ACTIVITY = "activity"
    """What one party will do in the air."""
    TRANSIT = "transit"
    """A flight through; answered like an activity."""
    OWN_FORCE_AREA = "own_force_area"
    """Where a party has people on the ground."""
    PROTECTED_SITE = "protected_site"
    """Hospital, camp, convoy, school, aid drop zone."""
    NO_GO_AREA = "no_go_area"
    """Where nobody may fly."""
    CORRIDOR = "corridor"
    """A passage kept free for those it is made for."""


MOVEMENTS = frozenset({ItemKind.ACTIVITY, ItemKind.TRANSIT})
"""Items that need every concerned party's answer; the others protect."""


class SiteCategory(StrEnum):
    """What stands at a protected site."""

    HOSPITAL = "hospital"
    CAMP = "camp"
    CONVOY = "convoy"
    SCHOOL = "school"
    AID_DROP_ZONE = "aid_drop_zone"
    OTHER = "other"


class BadItem(BadRequest):
    """An item is not one that may be shared."""

    code: ClassVar[str] = "bad_item"


class FootprintTooSmall(BadItem):
    """An activity with a hazard to the ground must be an area, never a point."""

    code: ClassVar[str] = "footprint_too_small"

    def __init__(self, *, width_m: float, where: str) -> None:
        super().__init__(
            f"the footprint is {width_m:.0f} m across; with a hazard to the ground it must be at least "
            f"{MIN_HAZARD_WIDTH_M:.0f} m",
            where=where,
            advice="Pass the whole area of the activity. A point is never passed.",
        )
        self.width_m = width_m


@dataclass(frozen=True, slots=True)
class Flight:
    """What flies in an activity or a transit."""

    aircraft_count: int
    aircraft_type: str
    """As the owner names it, such as ``Su-24`` or ``unmanned``."""
    hazard_to_ground: bool
    """Whether people on the ground beneath are in danger from it."""


@dataclass(frozen=True, slots=True)
class Site:
    """What makes a place protected."""

    category: SiteCategory
    buffer_mm: int
    """Kept free around it, horizontally."""
    evidence: str
    """How the owner knows; shown, never read by the machine."""


@dataclass(frozen=True, slots=True)
class StatedPlace:
    """A place as its owner stated it beside the volumes: the text, what it resolved to, and the words."""

    text: str
    """The coordinate as received, such as ``36.3705N 37.5157E``."""
    datum: str
    position: Position
    """What the owner's node resolved the text to."""
    uncertainty_mm: int
    words: str
    """The owner's description, such as ``9 km south of ...``; empty when none was given."""
    words_lang: str
    operation: str = ""
    """How it came to WGS 84, by its name in the EPSG registry; empty where it was WGS 84 already."""
    accuracy_mm: int | None = None
    """Of that operation; None: the registry does not know it, or none was needed."""
    area_of_use: str = ""
    """Where the operation is meant to be used."""
    is_extrapolated: bool = False
    """The place is outside that area."""


@dataclass(frozen=True, slots=True)
class Item:
    """One revision of an item. Its content hash covers every field."""

    id: ItemId
    owner: PartyId
    revision: int
    """From 1; never repeats for an id."""
    kind: ItemKind
    name: str
    volumes: tuple[Volume, ...]
    flight: Flight | None = None
    """For activities and transits, and for these only."""
    site: Site | None = None
    """For protected sites, and for these only."""
    place: StatedPlace | None = None
    serves: tuple[PartyId, ...] = ()
    """For corridors: the parties whose movements the corridor is kept free for."""
    agreement: AgreementId | None = None
    """The memorandum under which the owner files it; None: whichever applies."""
    area: AreaId | None = None
    expires_ms: int | None = None
    """First instant at which a protective item no longer holds by itself; None: by its volumes alone."""
    note: str = ""
    """Free text, carried and never read by the machine."""
    note_lang: str = "en"

    def __post_init__(self) -> None:
        check_item(self)

    @property
    def is_movement(self) -> bool:
        """Whether it needs answers, as activities and transits do."""
        return self.kind in MOVEMENTS

    @property
    def has_ground_hazard(self) -> bool:
        """Whether people beneath it are in danger."""
        return self.flight is not None and self.flight.hazard_to_ground

    @property
    def start_ms(self) -> int:
        """First instant of any of its volumes."""
        return min(volume.start_ms for volume in self.volumes)

    @property
    def end_ms(self) -> int:
        """First instant after all of its volumes, or its expiry where that is earlier."""
        end_ms = max(volume.end_ms for volume in self.volumes)
        return end_ms if self.expires_ms is None else min(end_ms, self.expires_ms)


def check_item(item: Item) -> None:
    """Raise `BadItem` where an item is not one that may be shared."""
    where = f"item {item.id}"
    if item.revision < 1:
        raise BadItem("revisions are numbered from 1", where=f"{where}.revision")
    if not item.name or len(item.name) > MAX_TEXT or len(item.note) > MAX_TEXT:
        raise BadItem(f"name is needed, and texts have at most {MAX_TEXT} characters", where=f"{where}.name")
    if not 1 <= len(item.volumes) <= MAX_VOLUMES:
        raise BadItem(f"an item has 1 to {MAX_VOLUMES} volumes, this has {len(item.volumes)}", where=f"{where}.volumes")
    if (item.flight is not None) != item.is_movement:
        raise BadItem("activities and transits, and these only, say what flies", where=f"{where}.flight")
    if (item.site is not None) != (item.kind is ItemKind.PROTECTED_SITE):
        raise BadItem("protected sites, and these only, say their category", where=f"{where}.site")
    if item.flight is not None and item.flight.aircraft_count < 1:
        raise BadItem("at least one aircraft flies", where=f"{where}.flight.aircraft_count")
    if item.site is not None and item.site.buffer_mm < 0:
        raise BadItem("a buffer is not negative", where=f"{where}.site.buffer_mm")
    if item.has_ground_hazard:
        for number, volume in enumerate(item.volumes):
            across_m = width_m(volume.footprint)
            if across_m < MIN_HAZARD_WIDTH_M:
                raise FootprintTooSmall(width_m=across_m, where=f"{where}.volumes[{number}]")
