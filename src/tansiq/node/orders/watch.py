"""What any officer on watch may do with what waits: take it, or put an alert aside for a while."""

from __future__ import annotations

from typing import ClassVar

from tansiq.base.errors import NotAllowed
from tansiq.base.ids import MessageId
from tansiq.base.units import MS_PER_MIN
from tansiq.coordination.alarms import SHELVED_MS, find_priority, is_of_active
from tansiq.coordination.duties import find_duties
from tansiq.coordination.noted import LocalShelved, LocalTaken
from tansiq.node.kernel import Desk
from tansiq.node.orders.cease import take
from tansiq.node.refusals import UnknownThing


class NeverShelved(NotAllowed):
    """An alert of the first priority, or a conflict of an activity being flown, is never put aside."""

    code: ClassVar[str] = "never_shelved"

    def default_advice(self) -> str:
        """What may be done."""
        return "Take it: that stops the sound on every console and clears nothing."


class ShelvedTooLong(NotAllowed):
    """An alert is put aside for a short time only."""

    code: ClassVar[str] = "shelved_too_long"

    def default_advice(self) -> str:
        """How long is allowed."""
        return "At most 15 minutes for the second priority, 60 for the third; it returns by itself."


def take_duty(desk: Desk, subject: str, *, is_over: bool = False) -> None:
    """An officer has something that waits for a person here; it is answered by that not yet."""
    if subject in desk.picture.ceases or subject in desk.picture.alerts:
        take(desk, subject, is_over=is_over)
        return
    if all(duty.subject != subject for duty in find_duties(desk.picture, desk.now_ms)):
        raise UnknownThing("duty", subject)
    desk.note(LocalTaken(subject, is_over))


def shelve(desk: Desk, id_: MessageId, *, minutes: int, reason: str) -> None:
    """Put an alert aside for a while, with a reason; it returns by itself and is in every handover."""
    row = desk.picture.alerts.get(id_)
    if row is None:
        raise UnknownThing("alert", id_)
    longest_ms = SHELVED_MS.get(find_priority(desk.picture, row.alert))
    if longest_ms is None or is_of_active(desk.picture, row.alert):
        raise NeverShelved(f"{row.alert.code} is never put aside", where="alert")
    if minutes * MS_PER_MIN > longest_ms:
        raise ShelvedTooLong(f"{minutes} min is longer than {longest_ms // MS_PER_MIN}", where="minutes")
    desk.note(LocalShelved(id_, desk.now_ms + minutes * MS_PER_MIN, reason))
