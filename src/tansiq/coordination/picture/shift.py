"""Rows on who is on watch, and on handovers of it."""

from __future__ import annotations

from dataclasses import dataclass

from tansiq.base.ids import HandoverId, OfficerId, Sha256
from tansiq.coordination.noted import OpenThing


@dataclass(frozen=True, slots=True)
class WatchState:
    """An officer who is on watch."""

    officer: OfficerId
    since_ms: int


@dataclass(frozen=True, slots=True)
class HandoverState:
    """A handover: the list, who handed over, and who accepted."""

    id: HandoverId
    by: OfficerId
    to: OfficerId | None
    open: tuple[OpenThing, ...]
    hash: Sha256
    """Of the entry that holds the list; the acceptance names it."""
    text: str
    text_lang: str
    at_ms: int
    entry: int
    accepted_by: OfficerId | None = None
    accepted_ms: int | None = None
