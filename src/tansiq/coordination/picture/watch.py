"""Rows on lines, messages set aside and alerts; and what is known of a line while the process runs."""

from __future__ import annotations

from dataclasses import dataclass

from tansiq.base.ids import MessageId, OfficerId, PartyId, Sha256
from tansiq.base.units import MS_PER_H
from tansiq.coordination.noted import LocalAlert


@dataclass(frozen=True, slots=True)
class LineRecord:
    """A line as the record knows it."""

    party: PartyId
    state: str
    since_ms: int
    detail: str


@dataclass(frozen=True, slots=True)
class OutageState:
    """A party's latest word that it will be away; our own is under our own name."""

    party: PartyId
    starts_ms: int
    ends_ms: int
    text: str
    text_lang: str

    def covers(self, now_ms: int) -> bool:
        """Whether the time is within it."""
        return self.starts_ms <= now_ms < self.ends_ms


@dataclass(frozen=True, slots=True)
class LineTests:
    """Tests of one line, by either end."""

    party: PartyId
    sent_ms: int | None = None
    """Our machine's last."""
    came_ms: int | None = None
    """Their machine's last."""
    asked_ms: int | None = None
    """Our officer's last."""
    heard_ms: int | None = None
    """Their officer's last."""

    @property
    def human_ms(self) -> int | None:
        """When persons at both ends last tested it: the later of two tests within an hour; None: never."""
        if self.asked_ms is None or self.heard_ms is None or abs(self.asked_ms - self.heard_ms) > MS_PER_H:
            return self.done_ms
        return max(self.asked_ms, self.heard_ms)

    done_ms: int | None = None
    """The last such moment before."""


@dataclass(frozen=True, slots=True)
class PathState:
    """Which way last carried what was said on a line."""

    party: PartyId
    path: str
    detail: str
    at_ms: int


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
class Shelved:
    """That an officer put an alert aside, until when, and why."""

    until_ms: int
    reason: str
    by: OfficerId
    at_ms: int


@dataclass(frozen=True, slots=True)
class TakenState:
    """Who has something that waits for a person."""

    by: OfficerId
    at_ms: int


@dataclass(frozen=True, slots=True)
class NotifiedState:
    """The last call about one thing by one way to one recipient."""

    subject: str
    step: str
    way: str
    to: str
    is_delivered: bool
    detail: str
    tries: int
    at_ms: int


@dataclass(frozen=True, slots=True)
class NoticeState:
    """A message from a person at a peer that nobody here has acknowledged; gone when one has."""

    id: MessageId
    party: PartyId
    precedence: str
    at_ms: int
    entry: int


@dataclass(frozen=True, slots=True)
class AlertState:
    """An alert and whether an officer has it."""

    alert: LocalAlert
    at_ms: int
    entry: int
    taken_by: OfficerId | None = None
    taken_ms: int | None = None
    shelved: Shelved | None = None
    """The latest shelving; over when its time is."""
    ended_ms: int | None = None
    """When what it was about was over; a return is a new alert."""

    def is_shelved(self, now_ms: int) -> bool:
        """Whether it is put aside for now; it returns by itself."""
        return self.shelved is not None and now_ms < self.shelved.until_ms


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
    heard_real_ms: int | None = None
    """Real time at which the peer's last heartbeat came: the domain's clock may stand still."""
    offset_ms: int | None = None
    """The peer's clock less ours, as measured."""
