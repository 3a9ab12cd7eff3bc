"""How items that a party was not told exactly stand for that party; derived, never stored."""

from __future__ import annotations

from dataclasses import dataclass, field

from tansiq.airspace.item import Item
from tansiq.base.ids import Sha256
from tansiq.geometry.index import VolumeIndex


@dataclass(slots=True)
class Veil:
    """What one party's questions are answered by, for what it was not told. Kept true by `coordination.veil`."""

    covers: dict[Sha256, Item] = field(default_factory=dict)
    """By revision: the item as a coarse disclosure would show it."""
    index: VolumeIndex[Sha256] = field(default_factory=VolumeIndex)
    """The covers."""
    stale: dict[Sha256, None] = field(default_factory=dict)
    """Revisions that something changed of since they were last looked at."""
