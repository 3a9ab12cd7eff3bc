"""Stop: raise a cease or a call of distress, take it, report on it, agree to resume.

No agreement, role, schema or state stands before a cease. With nothing named it stops all that is shared, and with
nobody named it goes to every line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tansiq.base.ids import CeaseId, ItemId, PartyId
from tansiq.coordination.concerned import parties_told
from tansiq.coordination.noted import LocalTaken
from tansiq.coordination.picture import CeaseState
from tansiq.coordination.statements import (
    Ack,
    AckLevel,
    Cease,
    CeaseCause,
    CeaseExecuted,
    Distress,
    DistressCheck,
    ResumeAgreed,
)
from tansiq.node.kernel import Desk
from tansiq.node.refusals import UnknownThing, WrongState


def cease(
    desk: Desk,
    id_: CeaseId,
    *,
    items: Sequence[ItemId] = (),
    text: str = "",
    lang: str = "en",
    to: Sequence[PartyId] = (),
    lines: Sequence[PartyId],
    cause: CeaseCause = CeaseCause.OFFICER,
) -> CeaseState:
    """Stop at once; asked again with the same id it changes nothing.

    Args:
        desk: the decision; taken as urgent by its caller.
        id_: the cease's own id, by which it is resumed.
        items: what to stop; empty: everything shared. Items not known here are passed on as named.
        text: any words, in any language; none are needed.
        lang: of the text.
        to: which parties; empty: those who share a named item, else every party we have a line to.
        lines: every party we have a line to.
        cause: an officer's word, or prose in which a machine found one.
    """
    known = desk.picture.ceases.get(id_)
    if known is not None:
        return known
    told = tuple(sorted(set(to) & set(lines) or _sharers(desk, items, lines)))
    said = Cease(id_, tuple(items), cause, told, text, lang)
    for party in told:
        desk.say(party, said)
    if not told:
        desk.note(said)
    return desk.picture.ceases[id_]


@dataclass(frozen=True, slots=True)
class Call:
    """A call of distress as it was told; for somebody who is on no line, by whom and from which number."""

    text: str
    lang: str
    place: str = ""
    caller: str = ""
    number: str = ""


def distress(
    desk: Desk,
    id_: CeaseId,
    call: Call,
    *,
    items: Sequence[ItemId] = (),
    to: Sequence[PartyId] = (),
    lines: Sequence[PartyId],
) -> CeaseState:
    """Pause first, verify second; otherwise as `cease`."""
    known = desk.picture.ceases.get(id_)
    if known is not None:
        return known
    told = tuple(sorted(set(to) & set(lines) or _sharers(desk, items, lines)))
    said = Distress(id_, tuple(items), told, call.text, call.lang, call.place, call.caller, call.number)
    for party in told:
        desk.say(party, said)
    if not told:
        desk.note(said)
    return desk.picture.ceases[id_]


def tell_found(desk: Desk, check: DistressCheck) -> None:
    """Tell the other ends what was found out about a call of distress; it resumes nothing."""
    state = _get(desk, check.cease)
    if not state.is_distress:
        raise WrongState("a cease is not checked; it is resumed by both ends", where="cease")
    _tell(desk, state, check)


def _sharers(desk: Desk, items: Sequence[ItemId], lines: Sequence[PartyId]) -> set[PartyId]:
    """The parties that share every named item with us; all of them where one of the items is not known here."""
    found: set[PartyId] = set()
    for item in items:
        state = desk.picture.items.get(item)
        if state is None:
            return set(lines)
        found.update(parties_told(state) if state.owner == desk.own else [state.owner])
    return found & set(lines) or set(lines)


def take(desk: Desk, subject: str, *, is_over: bool = False) -> None:
    """An officer has a cease or an alert. Clears nothing; the maker of a cease is told that a person has it.

    Args:
        subject: of the picture.
        is_over: from whoever has it, if anybody does.
    """
    cease = desk.picture.ceases.get(CeaseId(subject))
    if cease is None and subject not in desk.picture.alerts:
        raise UnknownThing("cease or alert", subject)
    desk.note(LocalTaken(subject, is_over))
    if cease is not None and cease.by != desk.own and cease.taken_by is None:
        for party, message in cease.messages:
            if desk.has_line(party):
                desk.say(party, Ack(message, AckLevel.READ))


def report_executed(
    desk: Desk, id_: CeaseId, *, taken_ms: int, executed_ms: int, text: str = "", lang: str = "en"
) -> None:
    """Tell the other ends when an officer had the cease and when the crews had it."""
    state = _get(desk, id_)
    if executed_ms < taken_ms:
        raise WrongState("it was executed before it was taken", where="executed")
    _tell(desk, state, CeaseExecuted(id_, taken_ms, executed_ms, text, lang))


def resume(desk: Desk, id_: CeaseId) -> None:
    """Sign that this cease no longer stands; it stands until every end has signed (rule 17)."""
    state = _get(desk, id_)
    if desk.own in state.resumed_by:
        raise WrongState("we have agreed to resume it already", where="cease")
    _tell(desk, state, ResumeAgreed(id_))


def _get(desk: Desk, id_: CeaseId) -> CeaseState:
    state = desk.picture.ceases.get(id_)
    if state is None:
        raise UnknownThing("cease", id_)
    return state


def _tell(desk: Desk, state: CeaseState, said: CeaseExecuted | ResumeAgreed | DistressCheck) -> None:
    others = [party for party in sorted(state.ends - {desk.own}) if desk.has_line(party)]
    for party in others:
        desk.say(party, said)
    if not others:
        desk.note(said)
