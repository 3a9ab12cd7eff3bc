"""The states of a movement, and their names in ASTM F3548-21."""

from __future__ import annotations

from enum import StrEnum


class MovementState(StrEnum):
    """The state of an activity or transit, as one node computes it."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    """Told to those concerned; held while any hold stands."""
    COORDINATED = "coordinated"
    """At least one party is concerned, all have concurred and no hold is left. Computed, never set by hand."""
    NOT_SHARED = "not_shared"
    """It concerns nobody; never shown as coordinated."""
    ACTIVE = "active"
    SUSPENDED = "suspended"
    """Coordination is withdrawn and crews are to be called. It never commands an aircraft."""
    ENDED = "ended"
    CANCELLED = "cancelled"


F3548_STATES = {
    MovementState.COORDINATED: "Accepted",
    MovementState.ACTIVE: "Activated",
    MovementState.SUSPENDED: "Contingent",
    MovementState.ENDED: "Ended",
    MovementState.CANCELLED: "Ended",
}
"""What a service supplier would see; states not named are not visible to it."""
OVER = frozenset({MovementState.ENDED, MovementState.CANCELLED})
