"""The owner's word on its own movement: it starts, it is over."""

from __future__ import annotations

from tansiq.airspace.states import MovementState
from tansiq.base.ids import ItemId, MessageId
from tansiq.coordination.concerned import parties_told
from tansiq.coordination.holds import holds, state_of
from tansiq.coordination.noted import LocalAlert
from tansiq.coordination.picture import ItemState
from tansiq.coordination.statements import ActivityStatus, StatusReport
from tansiq.node.kernel import MACHINE_AUTHOR, Desk
from tansiq.node.orders.submit import get_own, release
from tansiq.node.refusals import HeldBack, WrongState


def activate(desk: Desk, id_: ItemId, *, unilateral: bool) -> None:
    """Start a movement of ours, at or after its start.

    Refused while anything holds it, unless the owner states that it flies unilaterally: that alarms every console at
    both ends and stays in the record.
    """
    state = _get_movement(desk, id_)
    revision = desk.picture.revisions[state.current]
    agreements = list(desk.picture.agreements.values())
    found = holds(id_, desk.picture, agreements, desk.now_ms)
    now = state_of(id_, desk.picture, agreements, desk.now_ms, found=found)
    if now in {MovementState.ACTIVE, MovementState.ENDED, MovementState.CANCELLED}:
        raise WrongState(f"it is {now}", where="status")
    if desk.now_ms < revision.item.start_ms:
        raise WrongState("it has not reached its start", where="status", advice="Amend the start, or wait.")
    if now is MovementState.SUSPENDED:
        raise HeldBack(found, what="a suspended activity")
    if found and not unilateral:
        raise HeldBack(found, what="the start")
    _tell(desk, state, StatusReport(id_, state.current, ActivityStatus.ACTIVE, unilateral=bool(found)))
    if found:
        desk.note(LocalAlert(MessageId(desk.new_id()), "unilateral", desk.own, id_, ()), author=MACHINE_AUTHOR)


def end(desk: Desk, id_: ItemId) -> None:
    """Say that a movement of ours is over and out of its volume; all its revisions are released (rule 5)."""
    state = _get_movement(desk, id_)
    if state.declared in {"ended", "cancelled"}:
        raise WrongState(f"it is {state.declared} already", where="status")
    _tell(desk, state, StatusReport(id_, state.flown or state.current, ActivityStatus.ENDED))
    for hash_ in state.revisions:
        if desk.picture.revisions[hash_].is_live:
            release(desk, id_, hash_)


def _get_movement(desk: Desk, id_: ItemId) -> ItemState:
    state = get_own(desk, id_)
    if not desk.picture.revisions[state.current].item.is_movement:
        raise WrongState("only activities and transits start and end; cancel the item instead", where="item")
    return state


def _tell(desk: Desk, state: ItemState, report: StatusReport) -> None:
    told = [party for party in parties_told(state) if desk.has_line(party)]
    for party in told:
        desk.say(party, report)
    if not told:
        desk.note(report)
