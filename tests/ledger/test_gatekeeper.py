from __future__ import annotations

import base64
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tansiq.base.ids import LineId, PartyId, Sha256
from tansiq.ledger.canonical import encode_canonical
from tansiq.ledger.chain import GENESIS, Head
from tansiq.ledger.dsse import write_wrapper
from tansiq.ledger.envelope import (
    MAX_RAW_BYTES,
    PAYLOAD_TYPE,
    Chain,
    Sealed,
    decode_envelope,
    encode_body,
    encode_envelope,
    parse_sealed,
    seal,
)
from tansiq.ledger.frames import GapRequest, seal_frame
from tansiq.ledger.gatekeeper import MAX_AHEAD, LineEnds, RecordIncomplete
from tansiq.ledger.keys import SigningKey
from tansiq.ledger.verdicts import Accepted, Duplicate, Forked, Gap, SetAside, Verdict
from tests.ledger.builders import (
    AMMAN,
    AMMAN_KEY,
    HMEIMIM,
    LINE,
    STRANGER_KEY,
    Kept,
    Writer,
    make_envelope,
    make_gatekeeper,
)


def signed(payload: bytes, key: SigningKey = AMMAN_KEY) -> bytes:
    """A wrapper with a good signature over bytes that no honest node would sign."""
    signature = key.sign(PAYLOAD_TYPE, payload)
    return write_wrapper(payload=payload, payload_type=PAYLOAD_TYPE, signature=signature, key_id=key.public.key_id)


def changed(sealed: Sealed, **fields: Any) -> bytes:
    """The same message with fields of its JSON changed, properly signed."""
    return signed(encode_canonical(json.loads(sealed.payload) | fields))


def set_aside(verdict: Verdict) -> SetAside:
    assert isinstance(verdict, SetAside), verdict
    return verdict


def test_messages_in_order_are_accepted_and_move_the_head() -> None:
    writer, gate = Writer(), make_gatekeeper()
    for serial in (1, 2, 3):
        verdict = gate.judge(writer.write().raw())
        assert isinstance(verdict, Accepted)
        assert not verdict.out_of_order
        assert verdict.head.serial == serial
    assert gate.heads == writer.heads


def test_a_message_received_twice_changes_nothing() -> None:
    writer, gate = Writer(), make_gatekeeper()
    first = writer.write().raw()
    gate.judge(first)
    before = gate.heads
    assert isinstance(gate.judge(first), Duplicate)
    assert gate.heads == before
    assert gate.trusted


def test_an_ordinary_message_after_a_gap_waits() -> None:
    writer, gate = Writer(), make_gatekeeper()
    raws = [writer.write().raw() for _ in range(3)]
    gate.judge(raws[0])
    assert gate.judge(raws[2]) == Gap(Chain.ORDINARY, after=1, got=3)
    assert gate.heads[Chain.ORDINARY].serial == 1
    assert isinstance(gate.judge(raws[1]), Accepted)
    assert isinstance(gate.judge(raws[2]), Accepted)


def test_a_cease_after_a_gap_is_accepted_at_once_and_the_head_stays_below_the_gap() -> None:
    writer, gate = Writer(), make_gatekeeper()
    raws = [writer.write("cease").raw() for _ in range(3)]
    late = gate.judge(raws[2])
    assert isinstance(late, Accepted)
    assert late.out_of_order
    assert late.head == GENESIS
    assert isinstance(gate.judge(raws[2]), Duplicate)
    first = gate.judge(raws[0])
    assert isinstance(first, Accepted)
    assert first.head.serial == 1
    second = gate.judge(raws[1])
    assert isinstance(second, Accepted)
    assert second.head == writer.heads[Chain.URGENT]


def test_an_urgent_message_does_not_wait_for_ordinary_ones() -> None:
    writer, gate = Writer(), make_gatekeeper()
    writer.write()
    writer.write()
    verdict = gate.judge(writer.write("distress").raw())
    assert isinstance(verdict, Accepted)
    assert not verdict.out_of_order


@given(st.lists(st.sampled_from(["notify", "cease"]), min_size=1, max_size=12), st.data())
def test_whatever_order_and_however_often_all_arrives_in_the_end_exactly_once(
    kinds: list[str], data: st.DataObject
) -> None:
    writer, gate = Writer(), make_gatekeeper()
    raws = [writer.write(kind).raw() for kind in kinds]
    accepted: list[Accepted] = []
    noise = data.draw(st.lists(st.sampled_from(raws), max_size=30))
    for raw in noise + raws:
        verdict = gate.judge(raw)
        assert isinstance(verdict, Accepted | Duplicate | Gap)
        if isinstance(verdict, Accepted):
            accepted.append(verdict)
    assert gate.heads == writer.heads
    assert sorted(v.sealed.hash for v in accepted) == sorted(parse_sealed(raw).hash for raw in raws)
    ordinary = [v.envelope.serial for v in accepted if v.envelope.chain is Chain.ORDINARY]
    assert ordinary == sorted(ordinary)


def test_two_messages_under_one_number_make_the_line_untrusted() -> None:
    gate = make_gatekeeper()
    one = seal(make_envelope(number=1), AMMAN_KEY)
    other = seal(make_envelope(number=2), AMMAN_KEY).raw()
    gate.judge(one.raw())
    verdict = gate.judge(other)
    assert isinstance(verdict, Forked)
    assert verdict.kept == Head(1, one.hash)
    assert verdict.evidence == other
    assert not verdict.cease
    assert not gate.trusted


def test_a_fork_below_what_is_remembered_is_found_in_the_record() -> None:
    writer, kept = Writer(), Kept()
    for _ in range(3):
        sealed = writer.write()
        kept.hashes[(Chain.ORDINARY, decode_envelope(sealed.payload).serial)] = sealed.hash
    gate = make_gatekeeper(heads=writer.heads, find_hash=kept.find_hash)
    assert isinstance(gate.judge(writer.written[1].raw()), Duplicate)
    other = Writer()
    other.write()
    verdict = gate.judge(other.write(body=encode_body({"text": "other"})).raw())
    assert isinstance(verdict, Forked)
    assert verdict.kept == Head(2, writer.written[1].hash)


def test_a_successor_of_another_message_shows_a_fork() -> None:
    gate, writer, other = make_gatekeeper(), Writer(), Writer()
    gate.judge(writer.write().raw())
    other.write(body=encode_body({"text": "never sent to us"}))
    verdict = gate.judge(other.write().raw())
    assert isinstance(verdict, Forked)
    assert verdict.kept == writer.heads[Chain.ORDINARY]


@pytest.mark.parametrize("late_first", [True, False])
def test_a_fork_around_a_gap_is_found_from_either_side(late_first: bool) -> None:
    gate, writer, other = make_gatekeeper(), Writer(), Writer()
    ours = [writer.write("cease") for _ in range(3)]
    theirs = [other.write("cease", body=encode_body({"text": "other"})) for _ in range(3)]
    pair = [ours[1], theirs[2]] if late_first else [theirs[2], ours[1]]
    assert isinstance(gate.judge(pair[0].raw()), Accepted)
    verdict = gate.judge(pair[1].raw())
    assert isinstance(verdict, Forked)
    assert verdict.cease
    assert verdict.kept.hash == pair[0].hash


def test_a_forked_cease_still_says_stop() -> None:
    gate = make_gatekeeper()
    gate.judge(seal(make_envelope("cease", 1), AMMAN_KEY).raw())
    verdict = gate.judge(seal(make_envelope("cease", 2), AMMAN_KEY).raw())
    assert isinstance(verdict, Forked)
    assert verdict.cease


@pytest.mark.parametrize("kind", ["cease", "distress", "test"])
def test_stops_and_tests_pass_an_untrusted_line(kind: str) -> None:
    writer, gate = Writer(), make_gatekeeper(trusted=False)
    assert isinstance(gate.judge(writer.write(kind).raw()), Accepted)


@pytest.mark.parametrize("kind", ["notify", "answer", "resume_agreed", "cease_executed", "note", "key_change"])
def test_nothing_else_passes_an_untrusted_line(kind: str) -> None:
    writer, gate = Writer(), make_gatekeeper(trusted=False)
    verdict = set_aside(gate.judge(writer.write(kind).raw()))
    assert verdict.reason_code == "line_untrusted"
    assert not verdict.unproven
    assert verdict.detail.kind == kind
    assert gate.heads == dict.fromkeys(Chain, GENESIS)


def test_a_test_passes_an_untrusted_line_beyond_what_was_set_aside() -> None:
    writer, gate = Writer(), make_gatekeeper(trusted=False)
    gate.judge(writer.write("notify").raw())
    verdict = gate.judge(writer.write("test").raw())
    assert isinstance(verdict, Accepted)
    assert verdict.out_of_order
    assert verdict.head == GENESIS


def test_a_forged_signature_is_set_aside_as_unproven() -> None:
    verdict = set_aside(make_gatekeeper().judge(seal(make_envelope(), STRANGER_KEY).raw()))
    assert verdict.reason_code == "bad_signature"
    assert verdict.unproven
    assert not verdict.cease
    assert verdict.detail.kind == "notify"
    assert verdict.detail.serial == 1


def test_a_cease_with_a_forged_signature_still_stops() -> None:
    gate = make_gatekeeper()
    verdict = set_aside(gate.judge(seal(make_envelope("cease"), STRANGER_KEY).raw()))
    assert verdict.cease
    assert verdict.unproven
    assert gate.trusted
    assert gate.heads[Chain.URGENT] == GENESIS


@given(st.data())
def test_no_changed_byte_is_ever_accepted(data: st.DataObject) -> None:
    raw = bytearray(Writer().write("cease").raw())
    at = data.draw(st.integers(0, len(raw) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda byte: byte != raw[at]))
    raw[at] = byte
    gate = make_gatekeeper()
    verdict = gate.judge(bytes(raw))
    if isinstance(verdict, Accepted):
        # Only the key's name is outside the signature, and it decides nothing.
        assert verdict.sealed.payload == Writer().write("cease").payload
        assert verdict.sealed.key_id != AMMAN_KEY.public.key_id
    else:
        assert isinstance(verdict, SetAside)


@given(st.binary(max_size=200))
def test_any_bytes_get_a_verdict(raw: bytes) -> None:
    verdict = set_aside(make_gatekeeper().judge(raw))
    assert verdict.raw == raw
    assert verdict.unproven


def test_a_message_too_large_is_set_aside_whole_and_still_read_for_a_stop() -> None:
    raw = b"All aircraft STOP now. " + b"x" * MAX_RAW_BYTES
    verdict = set_aside(make_gatekeeper().judge(raw))
    assert verdict.reason_code == "too_large"
    assert verdict.raw == raw
    assert verdict.cease


def test_a_broken_cease_with_a_good_signature_stops_and_is_proven() -> None:
    cease = Writer().write("cease")
    verdict = set_aside(make_gatekeeper().judge(changed(cease, serial="one")))
    assert verdict.reason_code == "malformed"
    assert verdict.where == "$.serial"
    assert verdict.cease
    assert not verdict.unproven


def test_a_cease_on_the_ordinary_chain_is_broken_and_stops() -> None:
    verdict = set_aside(make_gatekeeper().judge(changed(Writer().write("cease"), chain="ordinary")))
    assert verdict.cease
    assert not verdict.unproven


@pytest.mark.parametrize(
    "text",
    ["Stop!", "please CEASE", "قِفْ", "أوقفوا الآن", "Стоп.", "ПРЕКРАТИТЕ полёты", "DUR", "hemen durdurun", "a\nstop"],
)
def test_a_stop_in_prose_stops_in_every_language(text: str) -> None:
    payload = json.dumps({"kind": "nota bene", "text": text}).encode()
    assert set_aside(make_gatekeeper().judge(signed(payload))).cease
    assert set_aside(make_gatekeeper().judge(text.encode())).cease


@pytest.mark.parametrize("text", ["stopover at noon", "decease", "durum", "all well", "нестоп"])
def test_a_longer_word_does_not_stop(text: str) -> None:
    assert not set_aside(make_gatekeeper().judge(signed(text.encode()))).cease


@pytest.mark.parametrize(
    ("fields", "where", "code"),
    [
        ({"line": "3f0c1c52-7f7e-4d0e-9a54-0d6b1f6f2a12"}, "$.line", "not_on_line"),
        ({"from": "incirlik"}, "$.from", "not_on_line"),
        ({"to": ["incirlik"]}, "$.to", "not_on_line"),
        ({"exercise": True}, "$.exercise", "exercise_mismatch"),
    ],
)
def test_what_is_not_meant_for_this_line_is_set_aside(fields: dict[str, Any], where: str, code: str) -> None:
    verdict = set_aside(make_gatekeeper().judge(changed(Writer().write(), **fields)))
    assert (verdict.reason_code, verdict.where, verdict.unproven) == (code, where, False)


def test_a_real_message_does_not_enter_an_exercise_line() -> None:
    gate = make_gatekeeper(ends=LineEnds(line=LINE, own=HMEIMIM, peer=AMMAN, exercise=True))
    assert set_aside(gate.judge(Writer().write().raw())).reason_code == "exercise_mismatch"
    assert isinstance(gate.judge(Writer().write(exercise=True).raw()), Accepted)


def test_our_own_message_thrown_back_is_set_aside() -> None:
    gate = make_gatekeeper(ends=LineEnds(line=LINE, own=AMMAN, peer=PartyId("hmeimim")))
    assert set_aside(gate.judge(Writer().write().raw())).where == "$.from"


def test_a_message_addressed_to_several_is_taken_by_each() -> None:
    assert isinstance(make_gatekeeper().judge(Writer().write(to=(PartyId("incirlik"), HMEIMIM)).raw()), Accepted)


def test_a_message_of_an_unknown_kind_keeps_its_place_in_the_chain() -> None:
    writer, gate = Writer(), make_gatekeeper()
    assert isinstance(gate.judge(writer.write("kind_of_tomorrow").raw()), Accepted)
    assert isinstance(gate.judge(writer.write().raw()), Accepted)


def test_a_frame_is_no_message() -> None:
    raw = seal_frame(GapRequest(Chain.URGENT, 0), line=LINE, sender=AMMAN, key=AMMAN_KEY, sent_ms=1)
    assert set_aside(make_gatekeeper().judge(raw)).where == "$.payloadType"


def test_after_rotation_the_old_key_is_refused_from_its_serial_on() -> None:
    new = SigningKey(b"\x42" * 32)
    writer, gate = Writer(), make_gatekeeper()
    gate.judge(writer.write().raw())
    gate.change_key(new.public, {Chain.ORDINARY: 3, Chain.URGENT: 1})
    too_soon = seal(replace(decode_envelope(Writer(heads=dict(writer.heads)).write().payload)), new).raw()
    assert set_aside(gate.judge(too_soon)).reason_code == "bad_signature"
    assert isinstance(gate.judge(writer.write().raw()), Accepted)
    old_style = Writer(heads=dict(writer.heads)).write().raw()
    refused = set_aside(gate.judge(old_style))
    assert refused.reason_code == "bad_signature"
    assert refused.unproven
    writer.key = new
    assert isinstance(gate.judge(writer.write().raw()), Accepted)
    old_cease = set_aside(gate.judge(Writer().write("cease").raw()))
    assert old_cease.cease
    assert isinstance(gate.judge(writer.write("cease").raw()), Accepted)


def test_built_again_from_the_record_it_judges_the_same() -> None:
    writer, kept = Writer(), Kept()
    raws = [writer.write("cease") for _ in range(4)]
    kept.hashes[(Chain.URGENT, 1)] = raws[0].hash
    gate = make_gatekeeper(heads={Chain.URGENT: Head(1, raws[0].hash)}, find_hash=kept.find_hash, ahead=[raws[2]])
    assert isinstance(gate.judge(raws[0].raw()), Duplicate)
    assert isinstance(gate.judge(raws[2].raw()), Duplicate)
    verdict = gate.judge(raws[1].raw())
    assert isinstance(verdict, Accepted)
    assert verdict.head == Head(3, raws[2].hash)
    other = seal(make_envelope("cease", 77), AMMAN_KEY).raw()
    assert isinstance(gate.judge(other), Forked)


def test_a_record_with_a_hole_below_its_head_is_said_to_be_so() -> None:
    writer = Writer()
    first = writer.write()
    writer.write()
    with pytest.raises(RecordIncomplete):
        make_gatekeeper(heads=writer.heads).judge(first.raw())


def test_wild_numbers_do_not_fill_the_memory() -> None:
    gate = make_gatekeeper()
    incoming = gate._chains[Chain.URGENT]
    incoming.ahead = {serial: (Sha256("a" * 64), Sha256("b" * 64)) for serial in range(10, 10 + 2 * MAX_AHEAD, 2)}
    far = make_envelope("cease", serial=2**40, prev=Sha256("c" * 64))
    verdict = set_aside(gate.judge(seal(far, AMMAN_KEY).raw()))
    assert verdict.reason_code == "too_far_ahead"
    assert verdict.cease


def test_a_half_arrived_cease_still_stops() -> None:
    raw = Writer().write("cease").raw()
    assert set_aside(make_gatekeeper().judge(raw[: len(raw) // 2])).cease


def test_the_detail_names_the_payload_by_its_hash() -> None:
    sealed = Writer().write()
    forged = replace(sealed, signature=b"\x00" * 64)
    detail = set_aside(make_gatekeeper().judge(forged.raw())).detail
    assert detail.hash == sealed.hash
    assert base64.b64encode(encode_envelope(decode_envelope(sealed.payload))) in forged.raw()
    assert detail.id == decode_envelope(sealed.payload).id
    assert LineId(decode_envelope(sealed.payload).line) == LINE
