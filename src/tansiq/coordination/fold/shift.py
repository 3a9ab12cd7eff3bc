"""Who is on watch, and handovers of it."""

from __future__ import annotations

from dataclasses import replace

from tansiq.base.ids import OfficerId
from tansiq.coordination.entry import Entry
from tansiq.coordination.fold.steps import Steps
from tansiq.coordination.noted import LocalHandover, LocalHandoverAccepted, LocalWatch
from tansiq.coordination.picture import HandoverState, Picture, WatchState


def _watch(picture: Picture, entry: Entry, noted: LocalWatch) -> None:
    _set_on(picture, entry.author, entry.at_ms if noted.is_on else None)


def _set_on(picture: Picture, officer: OfficerId, since_ms: int | None) -> None:
    if since_ms is None:
        picture.put("watch", officer, None)
    elif officer not in picture.watch:
        picture.put("watch", officer, WatchState(officer, since_ms))


def _handover(picture: Picture, entry: Entry, noted: LocalHandover) -> None:
    state = HandoverState(
        noted.handover, entry.author, noted.to, noted.open, entry.content, noted.text, noted.text_lang, entry.at_ms,
        entry.number,
    )  # fmt: skip
    picture.put("handovers", noted.handover, state)


def _accepted(picture: Picture, entry: Entry, noted: LocalHandoverAccepted) -> None:
    """Who accepted is on watch, who handed over is off."""
    known = picture.handovers.get(noted.handover)
    if known is None or known.accepted_by is not None or known.hash != noted.hash:
        return
    picture.put("handovers", noted.handover, replace(known, accepted_by=entry.author, accepted_ms=entry.at_ms))
    _set_on(picture, entry.author, entry.at_ms)
    _set_on(picture, known.by, None)


STEPS: Steps = {LocalWatch: _watch, LocalHandover: _handover, LocalHandoverAccepted: _accepted}
