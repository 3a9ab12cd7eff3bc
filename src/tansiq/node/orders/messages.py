"""Prose, acknowledgements, tests of the line, accounts, and clearing what was set aside."""

from __future__ import annotations

from collections.abc import Sequence

from tansiq.base.ids import PartyId, Sha256
from tansiq.coordination.entry import Entry
from tansiq.coordination.noted import LocalCleared
from tansiq.coordination.statements import Ack, AckLevel, AssessmentAct, Note, Test
from tansiq.ledger.envelope import Precedence
from tansiq.node.kernel import Desk, Urgency
from tansiq.node.orders.units import check_unit
from tansiq.node.refusals import NoLine, UnknownThing


def send_note(desk: Desk, to: Sequence[PartyId], *, text: str, lang: str, precedence: Precedence) -> None:
    """Send prose as typed."""
    for party in to:
        _check_line(desk, party)
        desk.say(party, Note(text, lang), urgency=Urgency(precedence))


def acknowledge(desk: Desk, earlier: Entry, *, level: AckLevel, unit: str) -> None:
    """Tell a message's sender that a person has read it, entered it, or that a unit has loaded it."""
    if earlier.sent is None or earlier.source == desk.own:
        raise UnknownThing("message of a peer", str(earlier.number))
    check_unit(desk, unit)
    _check_line(desk, earlier.source)
    desk.say(earlier.source, Ack(earlier.sent.id, level, unit), in_reply_to=earlier.sent.hash)


def send_test(desk: Desk, to: PartyId, nonce: str, *, human: bool) -> None:
    """Test a line, whatever its state and that of any agreement."""
    _check_line(desk, to)
    desk.say(to, Test(nonce, human))


def assess(desk: Desk, account: AssessmentAct, to: Sequence[PartyId]) -> None:
    """Give our account of what happened; it stands beside the others' and replaces none."""
    told = [party for party in to if desk.has_line(party)]
    for party in told:
        desk.say(party, account)
    if not told:
        desk.note(account)


def clear_set_aside(desk: Desk, hash_: Sha256) -> None:
    """An officer has looked at a message that could not be used; its line is free again (rule 18)."""
    if hash_ not in desk.picture.set_asides:
        raise UnknownThing("message set aside", hash_)
    desk.note(LocalCleared(hash_))


def _check_line(desk: Desk, party: PartyId) -> None:
    if not desk.has_line(party):
        raise NoLine(party)
