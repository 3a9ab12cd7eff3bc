"""The recipient's own blind check of a place from a second source, by a second person."""

from __future__ import annotations

from tansiq.base.ids import ItemId, OfficerId, Sha256
from tansiq.coordination.concerned import articles_for, find_binding
from tansiq.coordination.noted import LocalSecondSource
from tansiq.coordination.picture import ItemState, answer_key
from tansiq.coordination.statements import Verified
from tansiq.coordination.verification import Outcome, compare_blind
from tansiq.geometry.notation import Location
from tansiq.node.kernel import Desk
from tansiq.node.refusals import HasSeenPlace, NoLine, RevisionMoved, UnknownThing


def verify_blind(desk: Desk, id_: ItemId, hash_: Sha256, second: Location | None, *, source: str) -> Outcome:
    """Compare what a verifier found, not having seen the place, with the stated place, and tell the owner.

    Args:
        desk: the decision.
        id_: the item.
        hash_: its revision; an amendment asks for a new check.
        second: where the second source has it; None: cannot be found.
        source: the kind of source, such as ``satellite image``.
    """
    state = desk.picture.items.get(id_)
    if state is None:
        raise UnknownThing("item", id_)
    if state.current != hash_:
        raise RevisionMoved(named=hash_, current=state.current)
    _check_second_person(desk, state, hash_)
    item = desk.picture.revisions[hash_].item
    parties = (state.owner, desk.own)
    agreements = list(desk.picture.agreements.values())
    binding = find_binding(agreements, parties=parties, item=item, now_ms=desk.now_ms)
    outcome = compare_blind(item, second, articles_for(binding, item))
    if second is not None:
        desk.note(LocalSecondSource(hash_, second.text, second.datum, second.position, second.uncertainty_mm, source))
    said = Verified(
        item=id_,
        revision=hash_,
        match=outcome.match,
        distance_mm=outcome.distance_mm,
        tolerance_mm=outcome.tolerance_mm,
        source=source,
        causes=outcome.causes,
        stated_uncertainty_mm=outcome.stated_uncertainty_mm,
        second_uncertainty_mm=outcome.second_uncertainty_mm,
    )
    if state.owner == desk.own:
        desk.note(said)
    elif desk.has_line(state.owner):
        desk.say(state.owner, said)
    else:
        raise NoLine(state.owner)
    return outcome


def _check_second_person(desk: Desk, state: ItemState, hash_: Sha256) -> None:
    """Neither who entered the item nor who read it back, for both have seen the place."""
    readback = desk.picture.readbacks.get(answer_key(hash_, desk.own))
    seen: set[OfficerId] = set()
    if state.owner == desk.own and state.author is not None:
        seen.add(state.author)
    if readback is not None:
        seen |= {readback.author, *readback.earlier}
    if desk.author.name in seen:
        raise HasSeenPlace(f"{desk.author.name} has seen the place", where="officer")
