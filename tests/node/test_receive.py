"""Taking a peer's message in, or setting it aside and saying so; and stopping where words or bytes ask for it."""

from __future__ import annotations

import base64
import json
from dataclasses import replace

import pytest

from tansiq.airspace.states import MovementState
from tansiq.base.ids import AgreementId, CeaseId, Sha256
from tansiq.coordination import statements as say
from tansiq.coordination.holds import HoldCode
from tansiq.ledger.envelope import Chain, Envelope, seal
from tansiq.node.orders import cease, messages, status, submit
from tansiq.node.orders.agreements import hash_terms
from tansiq.node.receive import Incoming, cease_id, take_in
from tests.coordination.book import (
    AGREEMENT,
    ALFA,
    BRAVO,
    CEASE,
    CHARLIE,
    SHEET,
    START_MS,
    id_of,
    movement,
    protection,
    terms,
    volume,
)
from tests.node.pair import Node, Pair, coordinated, key_of

ONE = id_of(1)
NOWHERE = Sha256("0" * 64)


def forge(pair: Pair, said: say.Said) -> None:
    """Alfa says what its own node would not let it say; bravo takes it in."""
    pair.alfa.act(lambda desk: desk.say(BRAVO, said))
    pair.bravo.take(pair.alfa)


def hand_over(pair: Pair, **changes: object) -> Envelope:
    """A changed copy of alfa's next note reaches bravo."""
    pair.alfa.act(lambda desk: desk.say(BRAVO, say.Note("all is well", "en")))
    _, _, envelope = pair.alfa.outgoing.pop()
    changed = replace(envelope, **changes)  # type: ignore[arg-type]
    sealed = seal(changed, key_of(ALFA))
    incoming = Incoming(pair.bravo.kernel.seats[ALFA], sealed, changed)
    pair.bravo.act(lambda desk: take_in(desk, incoming))
    return changed


def aside(node: Node) -> list[str]:
    return [row.code for row in node.picture.set_asides.values()]


OTHER = AgreementId("22222222-2222-4222-8222-222222222229")
CHARLIES = replace(terms(ALFA, CHARLIE), id=OTHER)
SHEET_ = say.Sheet(SHEET, 1, "Joint", AGREEMENT, (say.SheetLine(ALFA, ONE, NOWHERE),), "", "en")


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (say.Notify(movement(5, BRAVO)), "not_theirs"),
        (say.Notify(movement(2, ALFA)), "not_theirs"),
        (say.Amend(protection(1, ALFA, revision=2), NOWHERE), "kind_differs"),
        (say.Cancel(id_of(2), NOWHERE), "not_theirs"),
        (say.Release(id_of(2), NOWHERE), "not_theirs"),
        (say.StatusReport(id_of(2), NOWHERE, say.ActivityStatus.ENDED), "not_theirs"),
        (say.AgreementAct(say.AgreementAction.OFFER, OTHER, NOWHERE, replace(terms(), id=OTHER)), "hash_differs"),
        (say.AgreementAct(say.AgreementAction.OFFER, OTHER, hash_terms(CHARLIES), CHARLIES), "not_theirs"),
        (say.SheetAct(say.SheetAction.OFFER, SHEET, NOWHERE, SHEET_), "hash_differs"),
    ],
)
def test_what_a_party_may_not_say_is_set_aside_and_changes_nothing_else(said: say.Said, code: str) -> None:
    pair = coordinated(movement())
    pair.bravo.act(lambda desk: submit.submit(desk, movement(2, BRAVO, volume(north_km=100)), {}))
    pair.settle()
    before = pair.bravo.tables()
    pair.alfa.act(lambda desk: desk.say(BRAVO, said))
    del pair.alfa.outgoing[1:]  # what alfa's own machine makes of it is another matter
    pair.bravo.take(pair.alfa)
    after = pair.bravo.tables()
    assert aside(pair.bravo) == [code]
    for name in ("items", "revisions", "agreements", "sheets"):
        assert after[name] == before[name], name
    assert [said.code for said in pair.bravo.said_to(ALFA, say.Rejected)] == [code]


def test_line_with_a_message_set_aside_holds_what_is_shared_until_an_officer_clears_it() -> None:
    pair = coordinated(movement())
    envelope = hand_over(pair, body=b'{"text":1}')
    assert HoldCode.SET_ASIDE in pair.bravo.codes(ONE)
    (hash_,) = pair.bravo.picture.set_asides
    pair.bravo.act(lambda desk: messages.clear_set_aside(desk, Sha256(hash_)))
    assert HoldCode.SET_ASIDE not in pair.bravo.codes(ONE)
    assert envelope.serial == pair.bravo.picture.set_asides[hash_].serial


def test_unknown_kind_is_set_aside_and_answered_with_a_rejected() -> None:
    pair = coordinated(movement())
    hand_over(pair, kind="weather", body=b"{}")
    assert len(pair.bravo.said_to(ALFA, say.Rejected)) == 1


def test_a_rejected_that_cannot_be_read_is_not_answered_by_a_rejected() -> None:
    pair = coordinated(movement())
    hand_over(pair, kind="rejected", body=b"{}")
    assert aside(pair.bravo) and not pair.bravo.said_to(ALFA, say.Rejected)


def active() -> Pair:
    pair = coordinated(movement())
    pair.move_to(START_MS)
    pair.alfa.act(lambda desk: status.activate(desk, ONE, unilateral=False))
    pair.settle()
    return pair


@pytest.mark.parametrize("kind", ["cease", "distress"])
def test_stop_of_a_newer_version_than_is_known_here_stops(kind: str) -> None:
    pair = active()
    hand_over(pair, kind=kind, kind_version=9, chain=Chain.URGENT, body=b'{"new":1}')
    assert pair.bravo.state(ONE) is MovementState.SUSPENDED
    assert aside(pair.bravo) == ["unknown_version"]


def test_newer_version_of_a_known_kind_is_kept_raw_and_answered() -> None:
    pair = coordinated(movement())
    envelope = hand_over(pair, kind="query", kind_version=2, body=b'{"new":1}')
    assert aside(pair.bravo) == ["unknown_version"]
    (kept,) = pair.bravo.store.set_aside(envelope.line)
    assert envelope.id.encode() in base64.b64decode(json.loads(kept.raw)["payload"])
    (rejected,) = pair.bravo.said_to(ALFA, say.Rejected)
    assert rejected.code == "unknown_version"


def test_cease_that_cannot_be_read_stops_all_that_is_shared() -> None:
    pair = active()
    hand_over(pair, kind="cease", chain=Chain.URGENT, body=b'{"cease":"?"}')
    assert pair.bravo.state(ONE) is MovementState.SUSPENDED
    pair.settle()
    assert pair.alfa.state(ONE) is MovementState.SUSPENDED, "its sender is told what its message did"


@pytest.mark.parametrize("text", ["STOP all flights near the bridge", "أوقفوا", "Прекратите", "durdurun"])
def test_prose_that_asks_to_stop_stops_all_that_is_shared(text: str) -> None:
    pair = active()
    forge(pair, say.Note(text, "en"))
    assert pair.bravo.state(ONE) is MovementState.SUSPENDED
    (standing,) = pair.bravo.picture.ceases.values()
    assert (standing.cause, standing.text) == (say.CeaseCause.PROSE, text)


def test_prose_that_asks_for_nothing_of_the_kind_stops_nothing() -> None:
    pair = active()
    forge(pair, say.Note("Good morning. The weather is fine.", "en"))
    assert pair.bravo.state(ONE) is MovementState.ACTIVE


def test_prose_cease_is_resumed_by_name_like_any_other() -> None:
    pair = active()
    forge(pair, say.Note("stop now", "en"))
    pair.settle()
    (id_,) = pair.alfa.picture.ceases
    for node in (pair.alfa, pair.bravo):
        node.act(lambda desk: cease.resume(desk, CeaseId(id_)))
        pair.settle()
    assert pair.alfa.state(ONE) is pair.bravo.state(ONE) is MovementState.COORDINATED


def test_id_of_a_prose_cease_follows_from_its_message() -> None:
    assert cease_id(NOWHERE) == cease_id(NOWHERE) != cease_id(Sha256("1" * 64))
    assert cease_id(NOWHERE)[14] == "4"


def test_cease_received_before_what_it_names_is_tied_to_it_when_that_arrives() -> None:
    pair = Pair()
    pair.agree()
    pair.bravo.act(lambda desk: submit.submit(desk, movement(2, BRAVO, volume(north_km=100)), {}))
    pair.settle()
    forge(pair, say.Cease(CEASE, (ONE,), say.CeaseCause.OFFICER, (BRAVO,)))
    assert HoldCode.CEASE_STANDS in pair.bravo.codes(id_of(2)), "it names nothing known here: all that is shared"
    pair.file(movement())
    assert HoldCode.CEASE_STANDS in pair.bravo.codes(ONE)
    assert HoldCode.CEASE_STANDS not in pair.bravo.codes(id_of(2))
