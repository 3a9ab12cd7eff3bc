"""A line that is down goes on by voice: what was signed is read out, typed, and judged as on the line."""

from __future__ import annotations

import pytest

from tansiq.base.ids import PartyId
from tansiq.coordination.picture import answer_key
from tansiq.coordination.statements import Verdict
from tansiq.node.kernel import Author
from tansiq.node.lines.aloud import Heard, Owed
from tansiq.wire.aloud import NotKnownHere, VoiceUnproven
from tansiq.wire.voice import VoiceLine, write_voice
from tests.sim import invariants
from tests.sim.items import doubt, file, make_item, press_cease, read_back, reply, resume
from tests.sim.network import Network
from tests.sim.nodes import SimNode

WHO = Author("watch", "en")  # type: ignore[arg-type]
NORTH, SOUTH = PartyId("north"), PartyId("south")


def owed(node: SimNode, peer: str) -> list[Owed]:
    node.lines.courier.sign_for_export(node.line_to(peer))
    node.store.flush()
    return list(node.lines.aloud.owed(node.line_to(peer)))


def form_of(node: SimNode, peer: str, kind: str) -> str:
    [form] = [each.form for each in owed(node, peer) if each.envelope.kind == kind]
    assert form is not None
    return form


def hear(node: SimNode, peer: str, text: str) -> Heard:
    heard = node.lines.aloud.take(node.line_to(peer), text, WHO)
    for _ in range(5):
        node.store.flush()
    assert all(decision.is_done and decision.error is None for decision in heard.decisions)
    return heard


def without_before(form: str) -> str:
    return "\n".join(row for row in form.splitlines() if not row.startswith("before:"))


def join(two: Network) -> None:
    two.join("north", "south")
    two.settle()
    invariants.check_i3(two)


def test_cannot_by_voice_is_the_answer_that_the_line_would_have_brought(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    item = make_item(two, "north")
    revision = file(north, item)
    two.settle()
    two.part("north", "south")
    reply(south, item.id, Verdict.CANNOT)
    heard = hear(north, "south", without_before(form_of(south, "north", "answer")).lower())
    assert (heard.outcome, heard.envelope.kind) == ("taken", "answer")
    assert north.picture.answers[answer_key(revision, SOUTH)].answer.verdict is Verdict.CANNOT
    assert north.picture.paths[SOUTH].path == "voice"
    assert hear(north, "south", form_of(south, "north", "answer")).outcome == "known"
    join(two)


def test_withdrawal_by_voice_holds_what_was_coordinated(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    item = make_item(two, "north")
    file(north, item)
    two.settle()
    reply(south, item.id)
    two.settle()
    assert north.state(item.id) == "coordinated"
    two.part("north", "south")
    doubt(south, item.id)
    assert hear(north, "south", form_of(south, "north", "doubt")).outcome == "taken"
    assert north.state(item.id) != "coordinated"
    join(two)


def test_readback_by_voice_is_compared_element_by_element(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    item = make_item(two, "north")
    file(north, item)
    two.settle()
    two.part("north", "south")
    read_back(south, item.id)
    form = form_of(south, "north", "readback")
    assert hear(north, "south", form).outcome == "taken"
    [readback] = north.picture.readbacks.values()
    assert not readback.differing and readback.elements
    assert "DIGITS" not in form
    join(two)


def test_resume_by_voice_lifts_a_cease_once_both_have_read_theirs_out(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    item = make_item(two, "north")
    file(north, item)
    two.settle()
    id_ = press_cease(south, item.id)
    two.settle()
    two.part("north", "south")
    resume(north, id_)
    resume(south, id_)
    assert hear(south, "north", form_of(north, "south", "resume_agreed")).outcome == "taken"
    assert not south.picture.ceases[id_].stands and north.picture.ceases[id_].stands
    assert hear(north, "south", form_of(south, "north", "resume_agreed")).outcome == "taken"
    assert not north.picture.ceases[id_].stands
    join(two)


def test_urgent_one_acts_where_an_earlier_is_missing_once_the_line_before_is_read_too(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = press_cease(north)
    two.settle()
    two.part("north", "south")
    press_cease(north)
    resume(north, id_)
    form = form_of(north, "south", "resume_agreed")
    with pytest.raises(NotKnownHere) as raised:
        hear(south, "north", without_before(form))
    assert raised.value.line == "before"
    assert hear(south, "north", form).outcome == "taken"
    assert NORTH in south.picture.ceases[id_].resumed_by
    join(two)


def test_ordinary_one_that_overtook_another_is_proved_and_left_alone(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    item, other = make_item(two, "north"), make_item(two, "south", place=2)
    file(north, item)
    two.settle()
    two.part("north", "south")
    file(south, other)
    reply(south, item.id, Verdict.CANNOT)
    assert [each.form is None for each in owed(south, "north") if each.envelope.kind == "notify"] == [True]
    with pytest.raises(NotKnownHere) as raised:
        hear(north, "south", form_of(south, "north", "answer"))
    assert (raised.value.line, raised.value.position) == ("signed", 2)
    assert not north.picture.answers
    join(two)
    assert north.picture.answers


def test_concur_is_not_read_out(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    item = make_item(two, "north")
    file(north, item)
    two.settle()
    two.part("north", "south")
    reply(south, item.id, Verdict.CONCUR)
    [concur] = [each for each in owed(south, "north") if each.envelope.kind == "answer"]
    assert concur.form is None


def test_what_was_said_of_what_is_not_here_names_it(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    two.part("north", "south")
    id_ = press_cease(north)
    resume(north, id_)
    with pytest.raises(NotKnownHere) as raised:
        hear(south, "north", form_of(north, "south", "resume_agreed"))
    assert raised.value.line == "cease"


def test_form_for_another_party_or_read_back_to_its_speaker_is_not_taken(two: Network) -> None:
    north = two.nodes["north"]
    id_ = press_cease(north)
    two.settle()
    two.part("north", "south")
    resume(north, id_)
    with pytest.raises(NotKnownHere) as raised:
        hear(north, "south", form_of(north, "south", "resume_agreed"))
    assert raised.value.line == "way"


def test_word_that_slips_through_is_found_by_the_seal_and_nothing_is_set_aside(two: Network) -> None:
    north, south = two.nodes["north"], two.nodes["south"]
    id_ = press_cease(south)
    two.settle()
    two.part("north", "south")
    resume(north, id_)
    rows = form_of(north, "south", "resume_agreed").splitlines()
    at = next(at for at, row in enumerate(rows) if row.startswith("name:"))
    rows[at] = write_voice([VoiceLine("name", "0B0F2F6E 3A524A53 9D6A7D3C 2B1A0F01")])
    before = south.store.record_count()
    with pytest.raises(VoiceUnproven):
        hear(south, "north", "\n".join(rows))
    assert south.store.record_count() == before
    assert south.picture.ceases[id_].stands and not south.picture.set_asides
