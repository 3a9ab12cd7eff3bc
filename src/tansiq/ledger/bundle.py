"""The bundle for an inquiry: the log of a line with everything else that one end can show of it, sealed.

Lines of JSON as in a log (`export`), then a line for each piece of evidence: ``given`` (a receipt that this end
signed), ``offset`` (a heartbeat of the peer's and what this end read off it), ``set_aside``, ``fork`` and
``false_receipt``. Last stands ``seal``: the end that made the bundle signs the SHA-256 of all bytes before it. So
nothing can be taken out or put in afterwards, by whoever carried it. docs/bundle.md is the format for other programs.

Nothing here trusts a file. What one end says alone (instants of its own clock, what it set aside) is marked as such on
the page; signatures prove the rest.
"""

from __future__ import annotations

import binascii
import hashlib
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Annotated, ClassVar, Final

import msgspec

from tansiq.base.errors import TansiqError
from tansiq.base.ids import LineId, OfficerId, PartyId, Sha256
from tansiq.ledger.canonical import digest, encode_canonical
from tansiq.ledger.dsse import parse_wrapper, write_wrapper
from tansiq.ledger.envelope import NO_PREVIOUS, PAYLOAD_TYPE, Chain, decode_envelope, parse_sealed
from tansiq.ledger.errors import BadSignature, Malformed
from tansiq.ledger.export import (
    BadLog,
    Direction,
    Finding,
    Log,
    LogHead,
    Verified,
    find_frame,
    parse_log,
    verify_log,
)
from tansiq.ledger.frames import Heartbeat, Receipts
from tansiq.ledger.keys import SigningKey
from tansiq.ledger.receipt import Receipt
from tansiq.ledger.succession import authenticate_successors
from tansiq.ledger.terms import authenticate_by, check_turn

BUNDLE_TYPE: Final = "application/vnd.tansiq.bundle.v1+json"
BUNDLE_VERSION: Final = 1
_MAX_SEAL_BYTES: Final = 4096
_SEAL_MARK: Final = b'{"seal":'


class Unsealed(BadLog):
    """A bundle has no seal as its last line, or something follows it."""

    code: ClassVar[str] = "unsealed"


class Offset(msgspec.Struct, frozen=True, kw_only=True):
    """What a heartbeat told of the peer's clock."""

    at_ms: int
    """When it came in, by this end's own clock."""
    offset_ms: int
    """The peer's clock minus this end's, good to half the round trip."""
    rtt_ms: int
    raw: str
    """The signed frame."""


class SetAsideEvidence(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes that came in on the line and were not let in."""

    hash: Sha256
    """Of all the bytes, also where only the first were kept."""
    at_ms: int
    size_bytes: int
    reason: str
    raw: bytes
    """Base64 in the file."""


class ForkEvidence(msgspec.Struct, frozen=True, kw_only=True):
    """The second of two messages that were signed for one place."""

    direction: Direction
    chain: Chain
    serial: int
    at_ms: int
    raw: bytes
    """Base64 in the file."""


class FalseReceipt(msgspec.Struct, frozen=True, kw_only=True):
    """A receipt of the peer's for what was not sent so: it has another message at that place, or claims to."""

    chain: Chain
    serial: Annotated[int, msgspec.Meta(ge=1)]
    hash: Sha256
    at_ms: int
    raw: str
    """The signed frame."""


class GivenReceipt(msgspec.Struct, frozen=True, kw_only=True):
    """A receipt by the end that made the bundle."""

    chain: Chain
    serial: Annotated[int, msgspec.Meta(ge=1)]
    hash: Sha256
    raw: str


class Seal(msgspec.Struct, frozen=True, kw_only=True):
    """What the end that made the bundle signs."""

    v: int
    line: LineId
    maker: PartyId = msgspec.field(name="from")
    author: OfficerId
    made_ms: int
    exercise: bool
    lines: int
    """Before the seal."""
    sha256: Sha256
    """Of all bytes before the seal's line, line ends counted in."""


Evidence = GivenReceipt | Offset | SetAsideEvidence | ForkEvidence | FalseReceipt
_NAMES: Final[dict[type[Evidence], str]] = {
    GivenReceipt: "given",
    Offset: "offset",
    SetAsideEvidence: "set_aside",
    ForkEvidence: "fork",
    FalseReceipt: "false_receipt",
}


class _Row(msgspec.Struct):
    given: GivenReceipt | None = None
    offset: Offset | None = None
    set_aside: SetAsideEvidence | None = None
    fork: ForkEvidence | None = None
    false_receipt: FalseReceipt | None = None


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle as read; nothing in it is proved yet."""

    log: Log
    evidence: tuple[Evidence, ...]
    seal: bytes
    """The signed wrapper."""
    lines: int
    sha256: Sha256
    """Of the bytes that the seal must name."""


def write_bundle(lines: Iterable[bytes], evidence: Iterable[Evidence], seal: Seal, key: SigningKey) -> Iterator[bytes]:
    """The lines of a bundle.

    Args:
        lines: of the log, each with its line end.
        evidence: beside it.
        seal: who makes it and when; its counts are filled in here.
        key: the maker's newest on the line.
    """
    rows = (msgspec.json.encode({_NAMES[type(each)]: each}) + b"\n" for each in evidence)
    count, total = 0, hashlib.sha256()
    for line in itertools.chain(lines, rows):
        count += 1
        total.update(line)
        yield line
    payload = encode_canonical(
        msgspec.to_builtins(msgspec.structs.replace(seal, lines=count, sha256=Sha256(total.hexdigest())))
    )
    signed = write_wrapper(
        payload=payload,
        payload_type=BUNDLE_TYPE,
        signature=key.sign(BUNDLE_TYPE, payload),
        key_id=key.public.key_id,
    )
    yield msgspec.json.encode({"seal": signed.decode("ascii")}) + b"\n"


def is_bundle(text: bytes) -> bool:
    """Whether a file is meant as a bundle: its last line is a seal."""
    return text.rstrip().rpartition(b"\n")[2].startswith(_SEAL_MARK)


def parse_bundle(text: bytes, *, file: str = "bundle") -> Bundle:
    """Read a bundle.

    Raises:
        BadLog: with file and line; `Unsealed` where the last line is no seal.
    """
    before, _, last = text.removesuffix(b"\n").rpartition(b"\n")
    before += b"\n"
    number = before.count(b"\n") + 1
    try:
        seal = msgspec.json.decode(last, type=dict[str, str])["seal"].encode("ascii")
    except (msgspec.DecodeError, UnicodeError, KeyError) as error:
        raise Unsealed("the last line is no seal", where=f"{file}:{number}") from error
    evidence = [
        each for at, line in enumerate(before.split(b"\n"), start=1) if (each := _parse_row(line, f"{file}:{at}"))
    ]
    return Bundle(parse_log(before, file=file), tuple(evidence), seal, number - 1, digest(before))


def verify_bundle(bundle: Bundle) -> Verified:
    """Prove a bundle from itself.

    1. Its log proves itself (`export.verify_log`).
    2. The seal is signed by the maker of the log, with the last of its keys, over exactly these bytes; a key from after
       the end of the line is signed by the one before it.
    3. Every receipt given is signed by the maker and names an envelope of the peer's by its hash.
    4. Every heartbeat is the peer's.
    5. Every fork is signed by who it is held against, for this line, and contradicts what the log has.
    6. What was set aside has its hash, where all of it was kept.
    7. Every false receipt is signed by the peer, and the log has no such message there.

    The caller's part: that the keys are the parties'.
    """
    # 1
    verified = verify_log(bundle.log)
    findings = list(verified.findings)
    # 2
    findings += [*_verify_successors(bundle.log.head), *_verify_seal(bundle)]
    for each in bundle.evidence:
        findings += _verify_evidence(bundle.log, each)
    return replace(verified, findings=tuple(findings))


def open_seal(bundle: Bundle) -> Seal:
    """What the seal says, once its signature is the maker's.

    Raises:
        Malformed, BadSignature.
    """
    wrapper = parse_wrapper(bundle.seal, payload_type=BUNDLE_TYPE, max_payload_bytes=_MAX_SEAL_BYTES)
    key = bundle.log.head.sealing_key
    if wrapper.key_id != key.key_id:
        raise BadSignature(key_id=wrapper.key_id[:40])
    key.authenticate(BUNDLE_TYPE, wrapper.payload, wrapper.signature)
    try:
        return msgspec.json.decode(wrapper.payload, type=Seal)
    except msgspec.DecodeError as error:
        raise Malformed(str(error), where="$") from error


def _parse_row(line: bytes, where: str) -> Evidence | None:
    if not line.strip():
        return None
    try:
        row = msgspec.json.decode(line, type=_Row)
    except (msgspec.DecodeError, UnicodeDecodeError, binascii.Error) as error:
        raise BadLog(f"not a line of a bundle: {error}", where=where) from error
    return row.given or row.offset or row.set_aside or row.fork or row.false_receipt


def _verify_successors(head: LogHead) -> Iterator[Finding]:
    try:
        authenticate_successors(head.line, head.party, head.terms(head.party)[-1].key, head.successors)
    except TansiqError as error:
        yield Finding("successors", f"{error.message}: the maker alone says that this later key is its own")


def _verify_seal(bundle: Bundle) -> Iterator[Finding]:
    head = bundle.log.head
    try:
        seal = open_seal(bundle)
    except TansiqError as error:
        yield Finding("seal", error.message)
        return
    if (seal.v, seal.line, seal.maker) != (BUNDLE_VERSION, head.line, head.party):
        yield Finding("seal", f"was made for line {seal.line} by {seal.maker}")
    if (seal.lines, seal.sha256) != (bundle.lines, bundle.sha256):
        yield Finding("seal", f"covers {seal.lines} other lines than the {bundle.lines} that stand before it")


def _verify_evidence(log: Log, each: Evidence) -> Iterator[Finding]:
    match each:
        case GivenReceipt():
            # 3
            yield from _verify_given(log, each)
        case Offset():
            # 4
            if not isinstance(find_frame(log.head, each.raw.encode(), log.head.peer), Heartbeat):
                yield Finding(f"offset at {each.at_ms}", "is not what the peer signed")
        case ForkEvidence():
            # 5
            yield from _verify_fork(log, each)
        case SetAsideEvidence():
            # 6
            if len(each.raw) == each.size_bytes and digest(each.raw) != each.hash:
                yield Finding(f"set aside {each.hash[:16]}", "is not what its hash says")
        case FalseReceipt():
            # 7
            yield from _verify_false_receipt(log, each)


def _verify_given(log: Log, given: GivenReceipt) -> Iterator[Finding]:
    where = f"receipt given for {given.chain} {given.serial}"
    frame = find_frame(log.head, given.raw.encode(), log.head.party)
    if not isinstance(frame, Receipts) or Receipt(given.chain, given.serial, given.hash) not in frame.receipts:
        yield Finding(where, "is not what its maker signed")
    elif _hash_at(log, "in", given.chain, given.serial) != given.hash:
        yield Finding(where, "names another envelope than this log has there")


def _verify_false_receipt(log: Log, false: FalseReceipt) -> Iterator[Finding]:
    where = f"false receipt for {false.chain} {false.serial}"
    frame = find_frame(log.head, false.raw.encode(), log.head.peer)
    if not isinstance(frame, Receipts) or Receipt(false.chain, false.serial, false.hash) not in frame.receipts:
        yield Finding(where, "is not what the peer signed")
    elif _hash_at(log, "out", false.chain, false.serial) == false.hash:
        yield Finding(where, "names the message that was sent there")


def _verify_fork(log: Log, fork: ForkEvidence) -> Iterator[Finding]:
    where = f"fork at {fork.direction} {fork.chain} {fork.serial}"
    sender = log.head.sender(fork.direction)
    try:
        sealed = parse_sealed(fork.raw)
        key = authenticate_by(log.head.terms(sender), PAYLOAD_TYPE, sealed.payload, sealed.signature)
        envelope = decode_envelope(sealed.payload)
        check_turn(log.head.terms(sender), key, fork.chain, fork.serial)
    except TansiqError as error:
        yield Finding(where, error.message)
        return
    place = (envelope.line, envelope.sender, envelope.chain, envelope.serial)
    if place != (log.head.line, sender, fork.chain, fork.serial):
        yield Finding(where, f"was made as {envelope.chain} {envelope.serial} by {envelope.sender}")
    elif not _contradicts(log, fork, sealed.hash, envelope.prev):
        yield Finding(where, "does not contradict what this log has")


def _contradicts(log: Log, fork: ForkEvidence, hash_: Sha256, prev: Sha256) -> bool:
    """Whether it and the log cannot both be of one chain: at its place, before it or after it."""
    there = _hash_at(log, fork.direction, fork.chain, fork.serial)
    before = _hash_at(log, fork.direction, fork.chain, fork.serial - 1) if fork.serial > 1 else NO_PREVIOUS
    after = log.chains[fork.direction, fork.chain].get(fork.serial + 1)
    follows = None if after is None else _find_prev(after)
    known = ((there, hash_), (before, prev), (follows, hash_))
    return any(kept is not None and kept != said for kept, said in known)


def _hash_at(log: Log, direction: Direction, chain: Chain, serial: int) -> Sha256 | None:
    raw = log.chains[direction, chain].get(serial)
    if raw is None:
        return None
    try:
        return parse_sealed(raw).hash
    except TansiqError:
        return None


def _find_prev(raw: bytes) -> Sha256 | None:
    try:
        return decode_envelope(parse_sealed(raw).payload).prev
    except TansiqError:
        return None


def make_seal(head: LogHead, *, author: OfficerId, made_ms: int, exercise: bool) -> Seal:
    """A seal by the party of a log; what it covers is filled in by `write_bundle`."""
    return Seal(
        v=BUNDLE_VERSION,
        line=head.line,
        maker=head.party,
        author=author,
        made_ms=made_ms,
        exercise=exercise,
        lines=0,
        sha256=Sha256(NO_PREVIOUS),
    )
