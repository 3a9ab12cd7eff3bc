"""Which movements a cease stands on (rule 17, I4).

A cease that names nothing, or names something not known here, stands on everything that its maker and the other end
share, later submissions and amendments included, until every end has signed to resume that very cease.
"""

from __future__ import annotations

from tansiq.base.ids import PartyId
from tansiq.coordination.picture import AckState, CeaseState, ItemState, Picture, ack_key


def is_suspended_by(picture: Picture, cease: CeaseState, item: ItemState) -> bool:
    """Whether a standing cease stands on a movement."""
    if not cease.stands or not picture.revisions[item.current].item.is_movement:
        return False
    if cease.items and all(named in picture.items for named in cease.items):
        return item.id in cease.items
    return item.id in cease.items or _is_shared(picture, item, cease.ends)


def find_ceases(picture: Picture, item: ItemState) -> list[CeaseState]:
    """Every cease that stands on a movement, the earliest first."""
    ids = {*picture.wide_ceases, *picture.ceases_naming.get(item.id, ())}
    ceases = (picture.ceases[id_] for id_ in ids if id_ in picture.standing_ceases)
    standing = [cease for cease in ceases if is_suspended_by(picture, cease, item)]
    return sorted(standing, key=lambda cease: (cease.at_ms, cease.id))


def find_unresumed(cease: CeaseState) -> frozenset[PartyId]:
    """The ends that have not yet signed to resume."""
    return cease.ends - cease.resumed_by


def find_taken(picture: Picture, cease: CeaseState, party: PartyId) -> AckState | None:
    """That a person at a party has our cease; None where nobody has said so."""
    found = (picture.acks.get(ack_key(message, to, "")) for to, message in cease.messages if to == party)
    return next((ack for ack in found if ack is not None), None)


def _is_shared(picture: Picture, item: ItemState, ends: frozenset[PartyId]) -> bool:
    """Whether a movement is known to two of the ends: its owner's own, or told by us to one of them, or to us by it."""
    if item.owner != picture.own:
        return item.owner in ends
    return any(told.party in ends for told in item.told)
