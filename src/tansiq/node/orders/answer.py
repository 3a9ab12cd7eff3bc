"""Read back, answer and doubt another party's movement; sign a resolution."""

from __future__ import annotations

from collections.abc import Sequence

from tansiq.airspace.item import Item
from tansiq.base.ids import ItemId, PartyId, Sha256
from tansiq.coordination.binding import find_obstacles, is_bound
from tansiq.coordination.concerned import articles_for, find_binding
from tansiq.coordination.holds import Hold, HoldCode, holds
from tansiq.coordination.picture import ItemState, Revision
from tansiq.coordination.statements import (
    Answer,
    CannotReason,
    Doubt,
    Element,
    Readback,
    Resolution,
    Verdict,
    Verify,
)
from tansiq.node.kernel import Desk
from tansiq.node.orders.submit import get_own
from tansiq.node.react import processed
from tansiq.node.refusals import (
    BoundByConcur,
    ConflictStands,
    HeldBack,
    NoLine,
    OwnItem,
    RevisionMoved,
    UnknownThing,
    WrongState,
)

_BEFORE_CONCUR = frozenset(
    {HoldCode.READBACK_MISSING, HoldCode.READBACK_MISMATCH, HoldCode.VERIFICATION_MISSING,
     HoldCode.VERIFICATION_MISMATCH, HoldCode.VERIFICATION_CANNOT, HoldCode.WORDS_DISAGREE,
     HoldCode.WORDS_UNRESOLVABLE, HoldCode.OPERATION_NOT_AGREED, HoldCode.READBACK_INCOMPLETE,
     HoldCode.VERIFICATION_EXPIRED, HoldCode.PLACE_UNRESOLVED, HoldCode.PLACE_DIFFERS}
)  # fmt: skip
"""What a recipient must have done, or found in order, before it may concur."""


def read_back(desk: Desk, id_: ItemId, hash_: Sha256, elements: Sequence[Element]) -> None:
    """Restate the critical elements of a peer's revision; both machines compare."""
    state, _ = get_theirs(desk, id_, hash_)
    desk.say(state.owner, Readback(hash_, tuple(elements)))


def answer(
    desk: Desk,
    id_: ItemId,
    hash_: Sha256,
    verdict: Verdict,
    *,
    reason: CannotReason | None = None,
    counter: Item | None = None,
) -> None:
    """Answer one exact revision.

    Rule 6: a concur is sent only if, in this very transaction, the revision conflicts with nothing that this node must
    keep clear of. An earlier test was advice.
    """
    state, revision = get_theirs(desk, id_, hash_)
    agreements = list(desk.picture.agreements.values())
    binding = find_binding(agreements, parties=(state.owner, desk.own), item=revision.item, now_ms=desk.now_ms)
    articles = articles_for(binding, revision.item)
    if verdict is Verdict.CONCUR:
        obstacles = find_obstacles(desk.picture, revision, now_ms=desk.now_ms, articles=articles)
        if obstacles:
            raise ConflictStands([f"{met.other.item.kind} {met.other.item.name}" for met in obstacles])
        missing = _missing(desk, id_)
        if missing:
            raise HeldBack(missing, what="a concur")
    elif is_bound(desk.picture, desk.own, revision, now_ms=desk.now_ms, articles=articles):
        raise BoundByConcur(f"a concur to revision {hash_[:8]} stands", where="verdict")
    if verdict is Verdict.CANNOT and reason is None:
        reason = CannotReason.NOT_DISCLOSED
    if (verdict is Verdict.COUNTER) != (counter is not None):
        raise WrongState("a counter, and a counter only, has what would be concurred to", where="counter")
    # Rule 13: the picture version is a position on this line, never a counter of the whole picture.
    said = Answer(hash_, verdict, processed(desk.picture, state.owner), reason, counter)
    desk.say(state.owner, said)


def doubt(desk: Desk, id_: ItemId, hash_: Sha256 | None, *, text: str, lang: str) -> None:
    """Say that something seems wrong; withdraws a concur given, without need of a reason (rule 12)."""
    state = desk.picture.items.get(id_)
    if state is None:
        raise UnknownThing("item", id_)
    if state.owner == desk.own:
        raise OwnItem("one's own item is amended or cancelled, not doubted", where="item")
    if hash_ is not None and hash_ not in state.revisions:
        raise UnknownThing("revision", hash_)
    if not desk.has_line(state.owner):
        raise NoLine(state.owner)
    desk.say(state.owner, Doubt(id_, hash_, text, lang))


def ask_verification(desk: Desk, id_: ItemId, party: PartyId) -> None:
    """Ask a party that knows one of our items to check its place from a source of its own."""
    state = get_own(desk, id_)
    if not desk.has_line(party):
        raise NoLine(party)
    known = next((told.revision for told in state.told if told.party == party), None)
    if known is None:
        raise WrongState(f"{party} was not told of it", where="party", advice="Tell the party of the item first.")
    desk.say(party, Verify(id_, known))


def resolve(desk: Desk, a: Sha256, b: Sha256, *, terms: str, lang: str) -> None:
    """Sign that two revisions, one of them ours, may stand side by side (rule 16)."""
    owners = []
    for hash_ in (a, b):
        revision = desk.picture.revisions.get(hash_)
        if revision is None:
            raise UnknownThing("revision", hash_)
        owners.append(revision.item.owner)
    others = [owner for owner in owners if owner != desk.own]
    if len(others) != 1:
        raise WrongState("a resolution is between a revision of ours and one of another party's", where="revisions")
    if not desk.has_line(others[0]):
        raise NoLine(others[0])
    first, second = sorted((a, b))
    desk.say(others[0], Resolution(first, second, terms, lang))


def get_theirs(desk: Desk, id_: ItemId, hash_: Sha256) -> tuple[ItemState, Revision]:
    """A peer's movement whose current revision is the one named, or a refusal."""
    state = desk.picture.items.get(id_)
    if state is None:
        raise UnknownThing("item", id_)
    if state.owner == desk.own:
        raise OwnItem("a party does not answer itself", where="item")
    if state.current != hash_:
        raise RevisionMoved(named=hash_, current=state.current)
    revision = desk.picture.revisions[hash_]
    if not revision.item.is_movement:
        raise WrongState("only activities and transits are answered; doubt the item instead", where="item")
    if not desk.has_line(state.owner):
        raise NoLine(state.owner)
    return state, revision


def _missing(desk: Desk, id_: ItemId) -> list[Hold]:
    found = holds(id_, desk.picture, list(desk.picture.agreements.values()), desk.now_ms)
    return [hold for hold in found if hold.code in _BEFORE_CONCUR]
