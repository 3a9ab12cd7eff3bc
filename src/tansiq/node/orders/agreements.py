"""Agreements: draft, offer, sign, suspend, end; areas changed one by one; the situation of an area."""

from __future__ import annotations

from tansiq.base.ids import AgreementId, AreaId, Sha256
from tansiq.coordination.agreement import Agreement, AgreementStatus, AreaChange, AreaStatus, Terms
from tansiq.coordination.noted import LocalDraft
from tansiq.coordination.statements import AgreementAct, AgreementAction, Situation
from tansiq.ledger.canonical import digest
from tansiq.ledger.envelope import encode_body
from tansiq.node.kernel import Desk
from tansiq.node.refusals import NotAParty, UnknownThing, WrongState
from tansiq.wire.bodies import to_plain
from tansiq.wire.terms import to_terms


def draft(desk: Desk, terms: Terms) -> None:
    """Write down an agreement that nobody else knows of; a draft by the same id is replaced."""
    if desk.own not in terms.parties:
        raise NotAParty("our own party is not among its parties", where="terms.parties")
    known = desk.picture.agreements.get(terms.id)
    if known is not None and known.offered_by is not None:
        raise WrongState("it has been offered; end it and write a new one", where="agreement")
    desk.note(LocalDraft(terms))


def offer(desk: Desk, id_: AgreementId) -> Sha256:
    """Offer a draft to its other parties, signed by us; gives the hash that everybody signs."""
    known = get_agreement(desk, id_)
    if known.offered_by is not None:
        raise WrongState("it has been offered already", where="agreement")
    hash_ = hash_terms(known.terms)
    _tell(desk, known, AgreementAct(AgreementAction.OFFER, id_, hash_, known.terms))
    return hash_


def sign(desk: Desk, id_: AgreementId) -> None:
    """Sign the terms as offered."""
    known = get_agreement(desk, id_)
    if known.status(desk.now_ms) is not AgreementStatus.OFFERED or desk.own in known.signed_by:
        raise WrongState(f"it is {known.status(desk.now_ms)} and not waiting for our signature", where="agreement")
    _tell(desk, known, AgreementAct(AgreementAction.SIGN, id_, known.hash))


def suspend(desk: Desk, id_: AgreementId) -> None:
    """Suspend it, alone and at once. Cease, distress and test stay as they are."""
    known = get_agreement(desk, id_)
    if known.status(desk.now_ms) not in {AgreementStatus.IN_FORCE, AgreementStatus.SUSPENDED, AgreementStatus.SIGNED}:
        raise WrongState(f"it is {known.status(desk.now_ms)}", where="agreement")
    _tell(desk, known, AgreementAct(AgreementAction.SUSPEND, id_))


def lift_suspension(desk: Desk, id_: AgreementId) -> None:
    """Take back our own suspension; the agreement is in force again when nobody suspends it."""
    known = get_agreement(desk, id_)
    if desk.own not in known.suspended_by:
        raise WrongState("we have not suspended it", where="agreement")
    _tell(desk, known, AgreementAct(AgreementAction.RESUME, id_))


def end(desk: Desk, id_: AgreementId) -> None:
    """End it for good."""
    known = get_agreement(desk, id_)
    if known.status(desk.now_ms) is AgreementStatus.ENDED:
        raise WrongState("it has ended already", where="agreement")
    _tell(desk, known, AgreementAct(AgreementAction.END, id_))


def offer_change(desk: Desk, id_: AgreementId, area: AreaId, status: AreaStatus) -> int:
    """Offer another status for one area, signed by us; gives the change's number."""
    known = get_agreement(desk, id_)
    if known.status(desk.now_ms) in {AgreementStatus.DRAFT, AgreementStatus.ENDED}:
        raise WrongState(f"it is {known.status(desk.now_ms)}", where="agreement")
    if all(area != named.id for named in known.terms.areas):
        raise UnknownThing("area", area)
    number = max((change.number for change, _ in known.changes), default=0) + 1
    change = AreaChange(id_, number, area, status)
    _tell(desk, known, AgreementAct(AgreementAction.OFFER_CHANGE, id_, change=change))
    return number


def sign_change(desk: Desk, id_: AgreementId, number: int) -> None:
    """Sign a change of an area; it takes effect at both ends when every party has."""
    known = get_agreement(desk, id_)
    offered = known.offered_changes
    waiting = [change for change, signers in offered if change.number == number and desk.own not in signers]
    if len(waiting) != 1:
        raise WrongState(f"change {number} does not wait for our signature, or is offered twice", where="number")
    _tell(desk, known, AgreementAct(AgreementAction.SIGN_CHANGE, id_, change=waiting[0]))


def report_situation(desk: Desk, situation: Situation) -> None:
    """Tell the other parties of an agreement how an area stands."""
    known = get_agreement(desk, situation.agreement)
    if all(situation.area != area.id for area in known.terms.areas):
        raise UnknownThing("area", situation.area)
    _tell(desk, known, situation)


def get_agreement(desk: Desk, id_: AgreementId) -> Agreement:
    """An agreement that we are a party to, or a refusal."""
    known = desk.picture.agreements.get(id_)
    if known is None:
        raise UnknownThing("agreement", id_)
    if desk.own not in known.terms.parties:
        raise NotAParty("our own party is not among its parties", where="agreement")
    return known


def hash_terms(terms: Terms) -> Sha256:
    """SHA-256 over the wire form of the terms: the same at every party."""
    return digest(encode_body(to_plain(to_terms(terms))))


def _tell(desk: Desk, agreement: Agreement, said: AgreementAct | Situation) -> None:
    """A draft stays here: nobody else is told of it before it is offered."""
    is_offer = isinstance(said, AgreementAct) and said.action is AgreementAction.OFFER
    is_told = is_offer or agreement.offered_by is not None
    others = [party for party in sorted(agreement.terms.parties) if party != desk.own and desk.has_line(party)]
    for party in others if is_told else []:
        desk.say(party, said)
    if not others or not is_told:
        desk.note(said)
