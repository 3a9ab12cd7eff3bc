"""Joint operations: one sheet over activities of several parties, signed by each over the same hash."""

from __future__ import annotations

from tansiq.base.ids import Sha256, SheetId
from tansiq.coordination.agreement import AgreementStatus, Scope
from tansiq.coordination.picture import SheetState
from tansiq.coordination.statements import Sheet, SheetAct, SheetAction
from tansiq.ledger.canonical import digest
from tansiq.ledger.envelope import encode_body
from tansiq.node.kernel import Desk
from tansiq.node.orders.agreements import get_agreement
from tansiq.node.refusals import NotAParty, UnknownThing, WrongState
from tansiq.wire.bodies import to_plain
from tansiq.wire.sheet import to_content


def offer_sheet(desk: Desk, sheet: Sheet) -> Sha256:
    """Offer a sheet to the parties whose activities it names, signed by us; gives the hash that everybody signs.

    Only under an agreement in force that is for joint operations: one for flight safety alone binds to no more.
    """
    agreement = get_agreement(desk, sheet.agreement)
    if agreement.status(desk.now_ms) is not AgreementStatus.IN_FORCE:
        raise WrongState(f"the agreement is {agreement.status(desk.now_ms)}", where="agreement")
    if agreement.terms.scope is not Scope.JOINT_OPERATIONS:
        raise WrongState("the agreement is for flight safety only", where="agreement")
    parties = {line.party for line in sheet.lines}
    if desk.own not in parties or not parties <= set(agreement.terms.parties):
        raise NotAParty("a sheet is between parties of its agreement, our own among them", where="lines")
    for line in sheet.lines:
        if line.revision not in desk.picture.revisions:
            raise UnknownThing("revision", line.revision)
    known = desk.picture.sheets.get(sheet.id)
    if known is not None and sheet.number <= known.sheet.number:
        raise WrongState(f"number {sheet.number} has been used", where="number")
    hash_ = hash_sheet(sheet)
    _tell(desk, sheet, SheetAct(SheetAction.OFFER, sheet.id, hash_, sheet))
    return hash_


def sign_sheet(desk: Desk, id_: SheetId) -> None:
    """Sign a sheet as offered."""
    known = _get(desk, id_)
    if desk.own in known.signed_by or known.is_withdrawn:
        raise WrongState("it does not wait for our signature", where="sheet")
    _tell(desk, known.sheet, SheetAct(SheetAction.SIGN, id_, known.hash))


def withdraw_sheet(desk: Desk, id_: SheetId) -> None:
    """Take a sheet back; any party to it may."""
    known = _get(desk, id_)
    _tell(desk, known.sheet, SheetAct(SheetAction.WITHDRAW, id_, known.hash))


def hash_sheet(sheet: Sheet) -> Sha256:
    """SHA-256 over the wire form of the sheet's content."""
    return digest(encode_body(to_plain(to_content(sheet))))


def _get(desk: Desk, id_: SheetId) -> SheetState:
    known = desk.picture.sheets.get(id_)
    if known is None:
        raise UnknownThing("sheet", id_)
    if desk.own not in {line.party for line in known.sheet.lines}:
        raise NotAParty("our own party is not on this sheet", where="sheet")
    return known


def _tell(desk: Desk, sheet: Sheet, said: SheetAct) -> None:
    told = [party for party in sorted({line.party for line in sheet.lines} - {desk.own}) if desk.has_line(party)]
    for party in told:
        desk.say(party, said)
    if not told:
        desk.note(said)
