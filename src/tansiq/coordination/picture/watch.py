"""Rows on lines, messages set aside and alerts; and what is known of a line while the process runs."""

from __future__ import annotations

from dataclasses import dataclass

from tansiq.base.ids import OfficerId, PartyId, Sha256
from tansiq.coordination.noted import LocalAlert


@dataclass(frozen=True, slots=True)
class LineRecord:
    """A line as the record knows it."""

    party: PartyId
    state: str
    since_ms: int
    detail: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """A message that could not be used and holds its line until cleared (rule 18)."""

    hash: Sha256
    party: PartyId
    code: str
    text: str
    at_ms: int
    is_cleared: bool
    chain: str | None
    serial: int


@dataclass(frozen=True, slots=True)
class AlertState:
    """An alert and whether an officer has it."""

    alert: LocalAlert
    at_ms: int
    entry: int
    taken_by: OfficerId | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """How far this node has processed a peer's ordinary chain."""

    serial: int


@dataclass(slots=True)
class LineLive:
    """What is known of a line while the process runs. Written by the node's loop alone."""

    echoed_ping_ms: int | None = None
    """Our own send time of the last ping the peer echoed with all of its head processed here (rule 14)."""
    sent_beat_ms: int | None = None
    """When we last sent a heartbeat (rule 15)."""
    offset_ms: int | None = None
    """The peer's clock less ours, as measured."""
