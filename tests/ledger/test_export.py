"""Logs of a line: proved from the file alone, and the two ends set beside each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tansiq.base.errors import BadRequest
from tansiq.base.ids import PartyId
from tansiq.ledger.envelope import Chain
from tansiq.ledger.export import (
    BadLog,
    Direction,
    Log,
    LogEntry,
    LogHead,
    LogReceipt,
    LogsUnrelated,
    compare_logs,
    parse_log,
    verify_log,
    write_log,
)
from tansiq.ledger.frames import Receipts, seal_frame
from tansiq.ledger.keys import SigningKey
from tansiq.ledger.receipt import Receipt
from tests.ledger.builders import AMMAN, AMMAN_KEY, HMEIMIM, HMEIMIM_KEY, LINE, STRANGER_KEY, Writer

KEYS = {AMMAN: AMMAN_KEY.public, HMEIMIM: HMEIMIM_KEY.public}
KINDS = ("notify", "cease", "note", "cease", "note")


def make_log(*, sent: int = 5, received: int = 5, party: PartyId = AMMAN, receipt: int = 0) -> Log:
    """Amman wrote ``sent`` messages, of which Hmeimim has the first ``received``; the log of either end."""
    writer = Writer()
    for kind in KINDS[:sent]:
        writer.write(kind)
    is_sender = party == AMMAN
    serials = {chain: 0 for chain in Chain}
    entries, hashes = [], []
    for kind, sealed in zip(KINDS, writer.written, strict=False):
        chain = Chain.URGENT if kind == "cease" else Chain.ORDINARY
        serials[chain] += 1
        entries.append(LogEntry("out" if is_sender else "in", chain, serials[chain], sealed.raw()))
        hashes.append((chain, serials[chain], sealed.hash))
    receipts = []
    if receipt:
        receipts = [make_receipt(Receipt(*hashes[receipt - 1]))]
    head = LogHead(LINE, party, HMEIMIM if is_sender else AMMAN, KEYS)
    kept = entries if is_sender else entries[:received]
    return parse_log(b"".join(write_log(head, kept, receipts)))


def make_receipt(named: Receipt, *, key: SigningKey = HMEIMIM_KEY) -> LogReceipt:
    return LogReceipt(named, seal_frame(Receipts((named,)), line=LINE, sender=HMEIMIM, key=key, sent_ms=1))


def change(log: Log, place: tuple[Direction, Chain], serial: int, raw: bytes | None) -> Log:
    """The log with one envelope replaced, or left out for None."""
    chain = {at: each for at, each in log.chains[place].items() if at != serial or raw is not None}
    if raw is not None:
        chain[serial] = raw
    return replace(log, chains={**log.chains, place: chain})


def flip(raw: bytes, at: int) -> bytes:
    return raw[:at] + (b"A" if raw[at : at + 1] != b"A" else b"B") + raw[at + 1 :]


def test_a_good_log_is_proved_from_the_file_alone() -> None:
    found = verify_log(make_log(receipt=3))
    assert found.is_good
    assert (found.envelopes, found.receipts) == (5, 1)
    assert verify_log(make_log(party=HMEIMIM)).is_good


def test_one_changed_byte_anywhere_in_an_envelope_is_found() -> None:
    log = make_log()
    raw = log.chains["out", Chain.ORDINARY][2]
    for at in range(0, len(raw), 7):
        found = verify_log(change(log, ("out", Chain.ORDINARY), 2, flip(raw, at)))
        assert "out ordinary 2" in {finding.where for finding in found.findings}


def test_an_envelope_left_out_is_named() -> None:
    found = verify_log(change(make_log(), ("out", Chain.ORDINARY), 2, None))
    assert [(finding.where, finding.what) for finding in found.findings] == [("out ordinary 2", "is missing")]


def test_a_message_signed_by_another_key_is_found() -> None:
    forged = Writer(key=STRANGER_KEY).write("notify").raw()
    found = verify_log(change(make_log(), ("out", Chain.ORDINARY), 1, forged))
    assert [finding.where for finding in found.findings] == ["out ordinary 1"]


def test_a_properly_signed_message_in_another_place_is_found() -> None:
    log = make_log()
    found = verify_log(change(log, ("out", Chain.ORDINARY), 2, log.chains["out", Chain.ORDINARY][3]))
    assert "out ordinary 2" in {finding.where for finding in found.findings}


def test_a_chain_rewritten_by_its_own_signer_does_not_follow() -> None:
    other = Writer()
    other.write("note")
    second = other.write("note").raw()
    found = verify_log(change(make_log(), ("out", Chain.ORDINARY), 2, second))
    assert "does not follow the envelope before it" in {finding.what for finding in found.findings}


def test_a_receipt_for_something_else_is_found() -> None:
    log = make_log(receipt=3)
    good = log.receipts[0]
    other = Receipt(Chain.ORDINARY, 1, Writer().write("note").hash)
    for bad in (make_receipt(other), make_receipt(good.receipt, key=STRANGER_KEY), LogReceipt(other, good.raw)):
        assert [finding.where[:7] for finding in verify_log(replace(log, receipts=(bad,))).findings] == ["receipt"]


def test_two_ends_with_the_same_bytes_are_identical() -> None:
    found = compare_logs(make_log(), make_log(party=HMEIMIM))
    assert found.difference is None
    assert sum(chain.same for chain in found.chains) == 5
    assert sum(chain.in_flight for chain in found.chains) == 0


def test_the_first_difference_is_shown_with_its_byte() -> None:
    theirs = make_log(party=HMEIMIM)
    raw = theirs.chains["in", Chain.ORDINARY][2]
    found = compare_logs(make_log(), change(theirs, ("in", Chain.ORDINARY), 2, flip(raw, 40))).difference
    assert found is not None
    assert (found.sender, found.chain, found.serial, found.byte) == (AMMAN, Chain.ORDINARY, 2, 40)
    assert (found.sent, found.received) == (raw, flip(raw, 40))


def test_what_is_on_its_way_is_no_difference() -> None:
    found = compare_logs(make_log(), make_log(party=HMEIMIM, received=3))
    assert found.difference is None
    assert {(chain.chain, chain.in_flight) for chain in found.chains if chain.in_flight} == {
        (Chain.ORDINARY, 1),
        (Chain.URGENT, 1),
    }


def test_what_was_receipted_and_is_gone_is_a_difference() -> None:
    found = compare_logs(make_log(receipt=5), make_log(party=HMEIMIM, received=3)).difference
    assert found is not None
    assert (found.serial, found.received) == (3, None)


def test_what_the_sender_no_longer_has_is_a_difference() -> None:
    found = compare_logs(make_log(sent=3), make_log(party=HMEIMIM)).difference
    assert found is not None
    assert (found.serial, found.sent) == (2, None)


def test_either_log_may_be_given_first() -> None:
    a, b = make_log(), make_log(party=HMEIMIM, received=3)
    assert set(compare_logs(a, b).chains) == set(compare_logs(b, a).chains)


def test_logs_of_different_lines_are_not_compared() -> None:
    with pytest.raises(LogsUnrelated):
        compare_logs(make_log(), make_log())


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{}",
        b"not json",
        b'{"line":"x","party":"a","peer":"b","keys":{"a":"00"}}',
        b'{"line":"x","party":"a","peer":"b","keys":{}}',
        b"".join(write_log(LogHead(LINE, AMMAN, HMEIMIM, KEYS), [], [])) + b'{"serial":1}',
        b"".join(write_log(LogHead(LINE, AMMAN, HMEIMIM, KEYS), [], [])) + b"\xff",
        b"".join(write_log(LogHead(LINE, AMMAN, HMEIMIM, KEYS), [LogEntry("out", Chain.URGENT, 1, b"x")] * 2, [])),
    ],
)
def test_a_file_that_is_no_log_is_refused_with_its_line(text: bytes) -> None:
    with pytest.raises(BadLog) as caught:
        parse_log(text, file="a.ndjson")
    assert (caught.value.where or "").startswith("a.ndjson")
    assert isinstance(caught.value, BadRequest)
