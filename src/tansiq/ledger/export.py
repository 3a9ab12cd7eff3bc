"""The log of one line as one end keeps it, as lines of JSON: written, read, checked from the file alone, compared.

The first line says whose log it is: ``line``, ``party`` (whose node wrote it), ``peer`` and ``keys`` (public key of
each party, hexadecimal). Then a line for each envelope: ``direction`` (out: by the party; in: by the peer), ``chain``,
``serial``, ``raw``; and a line ``receipt`` for each of the peer's latest receipts: what it names, and the signed frame.
Signed bytes stand as they were made.

Nothing here trusts a file: what it says of itself is proved by the signatures in it, and the keys by the people who
compare their fingerprints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Final, Literal

import msgspec

from tansiq.base.errors import BadRequest, TansiqError
from tansiq.base.ids import LineId, PartyId, Sha256
from tansiq.ledger.canonical import first_differing_byte
from tansiq.ledger.envelope import NO_PREVIOUS, PAYLOAD_TYPE, Chain, Envelope, decode_envelope, parse_sealed
from tansiq.ledger.frames import Frame, Heartbeat, Receipts, open_frame
from tansiq.ledger.keys import PublicKey
from tansiq.ledger.receipt import Receipt
from tansiq.ledger.succession import Successor
from tansiq.ledger.terms import Term, authenticate_by, check_turn, first_term

Direction = Literal["out", "in"]
DIRECTIONS: Final[tuple[Direction, ...]] = ("out", "in")


class BadLog(BadRequest):
    """A file is not the log of a line."""

    code: ClassVar[str] = "bad_log"


class LogsUnrelated(BadRequest):
    """Two logs are not the two ends of one line."""

    code: ClassVar[str] = "logs_unrelated"


@dataclass(frozen=True, slots=True)
class LogHead:
    """Whose log it is."""

    line: LineId
    party: PartyId
    peer: PartyId
    keys: Mapping[PartyId, PublicKey]
    """Those that the line began with."""
    later: Mapping[PartyId, tuple[Term, ...]] = field(default_factory=dict)
    """By rotation, oldest first."""
    successors: tuple[Successor, ...] = ()
    """Keys of the log's own party that came after the line had ended, oldest first."""

    @property
    def sealing_key(self) -> PublicKey:
        """The last key of the log's own party."""
        return self.successors[-1].key if self.successors else self.terms(self.party)[-1].key

    def terms(self, party: PartyId) -> tuple[Term, ...]:
        """All keys of a party."""
        return (first_term(self.keys[party]), *self.later.get(party, ()))

    def sender(self, direction: Direction) -> PartyId:
        """Who signs in a direction."""
        return self.party if direction == "out" else self.peer


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One envelope of a log."""

    direction: Direction
    chain: Chain
    serial: int
    raw: bytes


@dataclass(frozen=True, slots=True)
class LogReceipt:
    """The peer's latest receipt for one chain."""

    receipt: Receipt
    raw: bytes
    """The signed frame."""


@dataclass(frozen=True, slots=True)
class Log:
    """A log as read; nothing in it is proved yet."""

    head: LogHead
    chains: Mapping[tuple[Direction, Chain], Mapping[int, bytes]]
    """All four; signed wrappers by serial."""
    receipts: tuple[LogReceipt, ...] = ()
    beat: bytes | None = None
    """The peer's latest heartbeat that was kept: evidence of how far the two clocks lay apart."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in a log that is not as it must be."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Verified:
    """What checking a log found."""

    envelopes: int
    receipts: int
    findings: tuple[Finding, ...]

    @property
    def is_good(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


@dataclass(frozen=True, slots=True)
class LogDifference:
    """The first difference of two ends' logs."""

    sender: PartyId
    chain: Chain
    serial: int
    byte: int
    """Offset in the signed wrapper; 0 where one end has none."""
    sent: bytes | None
    """At the sender; None where it is missing there."""
    received: bytes | None


@dataclass(frozen=True, slots=True)
class ChainCompared:
    """One chain at both ends."""

    sender: PartyId
    chain: Chain
    same: int
    """Envelopes with the same bytes at both ends."""
    in_flight: int
    """At the end of the sender's chain, not yet at the other end and without its receipt."""


@dataclass(frozen=True, slots=True)
class Compared:
    """Two ends of one line."""

    chains: tuple[ChainCompared, ...]
    difference: LogDifference | None
    """None: identical up to what is in flight."""


class _TermRow(msgspec.Struct):
    key: str
    ordinary: int
    urgent: int


class _SuccessorRow(msgspec.Struct):
    key: str
    by_former: str = ""


class _Head(msgspec.Struct):
    line: LineId
    party: PartyId
    peer: PartyId
    keys: dict[PartyId, str]
    later_keys: dict[PartyId, list[_TermRow]] = {}
    successors: list[_SuccessorRow] = []


class _ReceiptRow(msgspec.Struct):
    chain: Chain
    serial: int
    hash: Sha256
    raw: str


class _Row(msgspec.Struct):
    direction: Direction | None = None
    chain: Chain | None = None
    serial: int = 0
    raw: str = ""
    receipt: _ReceiptRow | None = None
    beat: str | None = None
    given: msgspec.Raw = msgspec.Raw()
    offset: msgspec.Raw = msgspec.Raw()
    set_aside: msgspec.Raw = msgspec.Raw()
    fork: msgspec.Raw = msgspec.Raw()
    false_receipt: msgspec.Raw = msgspec.Raw()
    seal: msgspec.Raw = msgspec.Raw()

    @property
    def is_evidence(self) -> bool:
        """A row of a bundle, which is more than a log."""
        return any((self.given, self.offset, self.set_aside, self.fork, self.false_receipt, self.seal))


def write_log(
    head: LogHead, entries: Iterable[LogEntry], receipts: Iterable[LogReceipt], beat: bytes | None = None
) -> Iterator[bytes]:
    """The lines of a log, each with its line end."""
    yield write_head(head)
    for entry in entries:
        yield _line({
            "direction": entry.direction,
            "chain": entry.chain.value,
            "serial": entry.serial,
            "raw": entry.raw.decode("ascii"),
        })  # fmt: skip
    for each in receipts:
        named = {"chain": each.receipt.chain.value, "serial": each.receipt.serial, "hash": each.receipt.hash}
        yield _line({"receipt": {**named, "raw": each.raw.decode("ascii")}})
    if beat is not None:
        yield _line({"beat": beat.decode("ascii")})


def write_head(head: LogHead) -> bytes:
    """The first line of a log; keys by rotation are named only where there are any."""
    keys = {party: key.raw.hex() for party, key in sorted(head.keys.items())}
    later = {
        party: [
            {"key": term.key.raw.hex(), "ordinary": term.since[Chain.ORDINARY], "urgent": term.since[Chain.URGENT]}
            for term in terms
        ]
        for party, terms in sorted(head.later.items())
        if terms
    }
    line: dict[str, object] = {"line": head.line, "party": head.party, "peer": head.peer, "keys": keys}
    if later:
        line["later_keys"] = later
    if head.successors:
        line["successors"] = [{"key": s.key.raw.hex(), "by_former": s.by_former.hex()} for s in head.successors]
    return _line(line)


def parse_log(text: bytes, *, file: str = "log") -> Log:
    """Read a log; of a bundle, the log in it.

    Raises:
        BadLog: with file and line.
    """
    lines = [(number, line) for number, line in enumerate(text.split(b"\n"), start=1) if line.strip()]
    if not lines:
        raise BadLog("the file is empty", where=file)
    head = _parse_head(lines[0][1], f"{file}:{lines[0][0]}")
    chains: dict[tuple[Direction, Chain], dict[int, bytes]] = {
        (direction, chain): {} for direction in DIRECTIONS for chain in Chain
    }
    receipts: list[LogReceipt] = []
    beat: bytes | None = None
    for number, line in lines[1:]:
        where = f"{file}:{number}"
        try:
            row = msgspec.json.decode(line, type=_Row)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise BadLog(f"not a line of a log: {error}", where=where) from error
        if row.receipt is not None:
            named = Receipt(row.receipt.chain, row.receipt.serial, row.receipt.hash)
            receipts.append(LogReceipt(named, row.receipt.raw.encode("utf-8")))
        elif row.beat is not None:
            beat = row.beat.encode("utf-8")
        elif row.is_evidence:
            continue
        elif row.direction is None or row.chain is None or row.serial < 1:
            raise BadLog("neither an envelope with direction, chain and serial nor a receipt or heartbeat", where=where)
        elif row.serial in chains[row.direction, row.chain]:
            raise BadLog(f"{row.chain} {row.serial} stands there twice", where=where)
        else:
            chains[row.direction, row.chain][row.serial] = row.raw.encode("utf-8")
    return Log(head, chains, tuple(receipts), beat)


def verify_log(log: Log) -> Verified:
    """Prove a log from itself.

    1. Every envelope is signed by a key of the party whose direction it is in, in that key's turn.
    2. It is of this line, by that party, at the chain and serial under which it stands.
    3. Serials run from 1 without a gap, and each names the hash of the one before.
    4. Every receipt is signed by the peer and names an envelope of ours by its hash.
    5. The heartbeat is the peer's.

    The caller's part: that the keys are the parties'; each later one stands in a ``key_change`` of the log.
    """
    findings: list[Finding] = []
    hashes: dict[tuple[Direction, Chain, int], Sha256] = {}
    for (direction, chain), entries in log.chains.items():
        findings += _verify_chain(log.head, (direction, chain), entries, hashes)
    for each in log.receipts:
        # 4
        findings += _verify_receipt(log.head, each, hashes)
    # 5
    if log.beat is not None and not isinstance(find_frame(log.head, log.beat, log.head.peer), Heartbeat):
        findings.append(Finding("heartbeat", "is not what the peer signed"))
    return Verified(sum(map(len, log.chains.values())), len(log.receipts), tuple(findings))


def compare_logs(a: Log, b: Log) -> Compared:
    """Set what each end sent beside what the other received.

    What stands at the end of a sender's chain and not at the other end is in flight, unless the other end has signed a
    receipt for it: then it was lost there, which is a difference.

    Raises:
        LogsUnrelated: they are not the two ends of one line.
    """
    if a.head.line != b.head.line or (a.head.party, a.head.peer) != (b.head.peer, b.head.party):
        advice = "Give the log of one end and that of the other, both of the same line."
        raise LogsUnrelated("these are not the two ends of one line", where=a.head.line, advice=advice)
    compared, difference = [], None
    for chain in Chain:
        for sender, receiver in ((a, b), (b, a)):
            found, first = _compare_chain(sender, receiver, chain)
            compared.append(found)
            difference = difference or first
    return Compared(tuple(compared), difference)


@dataclass(slots=True)
class _Walk:
    """How far the check of a chain has come."""

    before: int = 0
    hash: Sha256 | None = field(default=NO_PREVIOUS)
    """Of the envelope before; None where it could not be read."""


def _verify_chain(
    head: LogHead,
    place: tuple[Direction, Chain],
    entries: Mapping[int, bytes],
    hashes: dict[tuple[Direction, Chain, int], Sha256],
) -> Iterator[Finding]:
    direction, chain = place
    sender, walk = head.sender(direction), _Walk()
    for serial in sorted(entries):
        where = f"{direction} {chain} {serial}"
        if serial != walk.before + 1:
            # 3
            yield Finding(f"{direction} {chain} {walk.before + 1}", "is missing")
            walk.hash = None
        try:
            # 1
            sealed = parse_sealed(entries[serial])
            key = authenticate_by(head.terms(sender), PAYLOAD_TYPE, sealed.payload, sealed.signature)
            envelope = decode_envelope(sealed.payload)
            check_turn(head.terms(sender), key, chain, serial)
        except TansiqError as error:
            yield Finding(where, error.message)
            walk = _Walk(serial, None)
            continue
        if sealed.key_id != key.key_id:
            # The name of the key is outside what is signed.
            yield Finding(where, f"names the key {sealed.key_id[:40]}, which did not sign it")
        # 2
        if not _is_at(envelope, head.line, sender, (chain, serial)):
            yield Finding(where, f"was made as {envelope.chain} {envelope.serial} by {envelope.sender}")
        # 3
        if walk.hash is not None and envelope.prev != walk.hash:
            yield Finding(where, "does not follow the envelope before it")
        hashes[direction, chain, serial] = sealed.hash
        walk = _Walk(serial, sealed.hash)


def _is_at(envelope: Envelope, line: LineId, sender: PartyId, place: tuple[Chain, int]) -> bool:
    return (envelope.line, envelope.sender, envelope.chain, envelope.serial) == (line, sender, *place)


def _verify_receipt(
    head: LogHead, kept: LogReceipt, hashes: Mapping[tuple[Direction, Chain, int], Sha256]
) -> Iterator[Finding]:
    named = kept.receipt
    where = f"receipt for {named.chain} {named.serial}"
    frame = find_frame(head, kept.raw, head.peer)
    if not isinstance(frame, Receipts) or named not in frame.receipts:
        yield Finding(where, "is not what the peer signed")
    elif hashes.get(("out", named.chain, named.serial)) != named.hash:
        yield Finding(where, "names another envelope than this log has there")


def _compare_chain(sender: Log, receiver: Log, chain: Chain) -> tuple[ChainCompared, LogDifference | None]:
    sent, received = sender.chains["out", chain], receiver.chains["in", chain]
    party = sender.head.party
    receipted = _highest_receipt(sender, chain)
    same = 0
    for serial in range(1, max([0, *sent, *received]) + 1):
        here, there = sent.get(serial), received.get(serial)
        if here is not None and here == there:
            same += 1
        elif here is not None and there is None and serial > max([receipted, *received]):
            break
        else:
            byte = first_differing_byte(here, there) if here is not None and there is not None else 0
            return ChainCompared(party, chain, same, 0), LogDifference(party, chain, serial, byte, here, there)
    return ChainCompared(party, chain, same, len(sent) - same), None


def _highest_receipt(log: Log, chain: Chain) -> int:
    """Highest serial for which the log has the peer's good receipt; bad ones are `verify_log`'s to find."""
    highest = 0
    for each in log.receipts:
        frame = find_frame(log.head, each.raw, log.head.peer)
        if isinstance(frame, Receipts):
            highest = max([highest, *(receipt.serial for receipt in frame.receipts if receipt.chain is chain)])
    return highest


def find_frame(head: LogHead, raw: bytes, sender: PartyId) -> Frame | None:
    """A party's frame, by any of its keys; None where it is not that party's."""
    after = head.successors if sender == head.party else ()
    for key in reversed([*(term.key for term in head.terms(sender)), *(each.key for each in after)]):
        try:
            return open_frame(raw, line=head.line, sender=sender, key=key)
        except TansiqError:
            continue
    return None


def _parse_head(line: bytes, where: str) -> LogHead:
    try:
        read = msgspec.json.decode(line, type=_Head)
        keys = {party: PublicKey(bytes.fromhex(key)) for party, key in read.keys.items()}
        later = {party: tuple(map(_parse_term, rows)) for party, rows in read.later_keys.items()}
        successors = tuple(
            Successor(PublicKey(bytes.fromhex(row.key)), bytes.fromhex(row.by_former)) for row in read.successors
        )
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError, BadRequest) as error:
        raise BadLog(f"the first line does not say whose log this is: {error}", where=where) from error
    if {read.party, read.peer} - keys.keys():
        raise BadLog("the first line lacks a key of one of its parties", where=where)
    return LogHead(read.line, read.party, read.peer, keys, later, successors)


def _parse_term(row: _TermRow) -> Term:
    return Term(PublicKey(bytes.fromhex(row.key)), {Chain.ORDINARY: row.ordinary, Chain.URGENT: row.urgent})


def _line(value: Mapping[str, object]) -> bytes:
    return msgspec.json.encode(value) + b"\n"
