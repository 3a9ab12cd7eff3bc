"""What is told of items, and their owner's word on them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tansiq.airspace.item import Item
from tansiq.base.ids import CeaseId, ItemId, Sha256


class ActivityStatus(StrEnum):
    """What an owner says of its own activity."""

    COORDINATED = "coordinated"
    """Told when the last hold at the owner is lifted (computed, never set by hand)."""
    HELD = "held"
    """Told when it is no longer coordinated."""
    ACTIVE = "active"
    SUSPENDED = "suspended"
    ENDED = "ended"
    """Ended and out of the volume."""


class Disclosure(StrEnum):
    """What one party may know of an item."""

    FULL = "full"
    COARSE = "coarse"
    """Only that it is there, at the grain of the agreement."""
    WITHHELD = "withheld"
    """Nothing; it still counts in this node's own checks."""


@dataclass(frozen=True, slots=True)
class Notify:
    """The first revision of an item, told to a party concerned."""

    item: Item


@dataclass(frozen=True, slots=True)
class Amend:
    """A later revision of an item already told."""

    item: Item
    replaces: Sha256
    """The revision before it."""


@dataclass(frozen=True, slots=True)
class Cancel:
    """The owner gives an item up."""

    item: ItemId
    revision: Sha256
    """The revision known last."""


@dataclass(frozen=True, slots=True)
class Release:
    """The owner's revision no longer binds anyone (rules 5, 7a)."""

    item: ItemId
    revision: Sha256


@dataclass(frozen=True, slots=True)
class StatusReport:
    """The owner's word on its own activity."""

    item: ItemId
    revision: Sha256
    status: ActivityStatus
    unilateral: bool = False
    """For active: it starts although it is held; alarms every console."""
    holds: int = 0
    """For held: how many holds stand at the owner; which ones is not told."""
    cease: CeaseId | None = None
    """For suspended: by which cease."""
