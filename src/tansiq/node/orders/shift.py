"""The watch: who is on it, and its handover with a list of what is open, signed by both.

Nothing is addressed to one person. A handover may name whom it is meant for; a list is closed with it, never a duty.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from tansiq.base.errors import NotAllowed
from tansiq.base.ids import HandoverId, MessageId, OfficerId, Sha256
from tansiq.coordination.alarms import find_priority
from tansiq.coordination.duties import find_duties
from tansiq.coordination.noted import LocalAlert, LocalHandover, LocalHandoverAccepted, LocalWatch, OpenThing
from tansiq.coordination.picture import HandoverState, Picture
from tansiq.node.kernel import MACHINE_AUTHOR, Desk
from tansiq.node.refusals import RevisionMoved, UnknownThing, WrongState


class OwnHandover(NotAllowed):
    """A handover is signed by two: the officer who hands over, and another who takes the watch."""

    code: ClassVar[str] = "own_handover"

    def default_advice(self) -> str:
        """Who may."""
        return "The officer who takes the watch signs in and accepts it."


def find_open(picture: Picture, now_ms: int) -> tuple[OpenThing, ...]:
    """Everything that is open: stops, what is owed, alerts, what is shelved, what could not be used."""
    return tuple([*_duties(picture, now_ms), *_stops(picture, now_ms), *_alerts(picture, now_ms), *_asides(picture)])


def _duties(picture: Picture, now_ms: int) -> Iterator[OpenThing]:
    for duty in find_duties(picture, now_ms):
        yield OpenThing(duty.kind, duty.subject, duty.party, duty.since_ms, duty.due_ms, duty.taken_by)


def _stops(picture: Picture, now_ms: int) -> Iterator[OpenThing]:
    """Every cease that stands, whatever was done on it: resuming it takes both ends."""
    for id_ in picture.standing_ceases:
        cease = picture.ceases[id_]
        detail = "distress" if cease.is_distress else "cease"
        yield OpenThing("standing", id_, cease.by, cease.at_ms, None, cease.taken_by, detail)


def _alerts(picture: Picture, now_ms: int) -> Iterator[OpenThing]:
    for id_ in picture.open_alerts:
        row = picture.alerts[id_]
        priority = find_priority(picture, row.alert)
        shelved = row.shelved if row.is_shelved(now_ms) else None
        kind, due_ms = ("alert", None) if shelved is None else ("shelved", shelved.until_ms)
        detail = f"{row.alert.code} {priority}" if shelved is None else f"{row.alert.code} {priority}: {shelved.reason}"
        yield OpenThing(kind, row.alert.alert, row.alert.party, row.at_ms, due_ms, row.taken_by, detail)


def _asides(picture: Picture) -> Iterator[OpenThing]:
    for aside in picture.set_asides.values():
        if not aside.is_cleared:
            yield OpenThing("set_aside", aside.hash, aside.party, aside.at_ms, None, None, aside.code)


def hand_over(
    desk: Desk, id_: HandoverId, *, to: OfficerId | None, pending: tuple[OpenThing, ...], text: str, lang: str
) -> HandoverState:
    """Sign a list of everything that is open now; the watch stays ours until another officer accepts it.

    Args:
        desk: the decision.
        id_: of the handover.
        to: for whom it is meant; None: whoever of the watch accepts it.
        pending: steps that wait for a second person.
        text: what the list does not say.
        lang: of the text.
    """
    if to == desk.author.name:
        raise OwnHandover("the watch is not handed over to oneself", where="to")
    desk.note(LocalHandover(id_, to, (*find_open(desk.picture, desk.now_ms), *pending), text, lang))
    return desk.picture.handovers[id_]


def accept(desk: Desk, id_: HandoverId, hash_: Sha256) -> HandoverState:
    """Take the watch, over the very list that was read."""
    state = desk.picture.handovers.get(id_)
    if state is None:
        raise UnknownThing("handover", id_)
    if state.accepted_by is not None:
        raise WrongState(f"{state.accepted_by} has accepted it", where="handover")
    if desk.author.name == state.by or (state.to is not None and desk.author.name != state.to):
        raise OwnHandover(f"it is accepted by {state.to or 'another officer'}", where="handover")
    if hash_ != state.hash:
        raise RevisionMoved(named=hash_, current=state.hash)
    desk.note(LocalHandoverAccepted(id_, hash_))
    return desk.picture.handovers[id_]


def go(desk: Desk, *, is_on: bool) -> None:
    """Go on watch, or off. The last to go off is not kept; every console is alarmed."""
    if is_on == (desk.author.name in desk.picture.watch):
        raise WrongState("that is so already", where="watch")
    desk.note(LocalWatch(is_on))
    if not is_on and not desk.picture.watch:
        alert = LocalAlert(MessageId(desk.new_id()), "nobody_on_watch", None, None, ())
        desk.note(alert, author=MACHINE_AUTHOR)
