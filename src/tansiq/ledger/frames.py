"""Frames: what two nodes say to each other about a line, beside its chains.

Signed and recorded, never numbered and never receipted. A frame names its line and its sender inside the signed bytes,
so one taken from another line is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeVar

import msgspec

from tansiq.base.ids import BadId, LineId, PartyId, check_sha256
from tansiq.base.units import KIB
from tansiq.ledger.canonical import MAX_INTEGER, check_same, encode_canonical, malformed_from
from tansiq.ledger.chain import GENESIS, Head
from tansiq.ledger.dsse import max_raw_bytes, parse_wrapper, write_wrapper
from tansiq.ledger.envelope import Chain
from tansiq.ledger.errors import Malformed, NotOnLine, Unsealable
from tansiq.ledger.keys import PublicKey, SigningKey
from tansiq.ledger.receipt import Receipt

FRAME_TYPE: Final = "application/vnd.tansiq.frame.v1+json"
FRAME_VERSION: Final = 1
OWN_ENTRIES_BYTES: Final = 64 * KIB
"""A sender puts no further entry into an `OwnEntries` that has this many bytes; a single longer entry goes alone."""
MAX_FRAME_BYTES: Final = 160 * KIB
"""Longest payload: one longest envelope, wrapped twice, fits."""
MAX_FRAME_RAW_BYTES: Final = max_raw_bytes(MAX_FRAME_BYTES)

Heads = Mapping[Chain, Head]
RefusedReason = Literal["second_run", "stale_epoch", "revoked", "exercise_mismatch"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hello:
    """The first frame on every connection, from both ends."""

    party: PartyId
    epoch: int
    """Counts the starts of the sender's node on this record; never goes back."""
    run: str
    """16 hexadecimal digits, drawn afresh by each process: tells two copies of one record apart."""
    held: Heads
    """What the sender holds, contiguous and durable, of the receiver's chains."""
    heads: Heads
    """The sender's own chains as its record has them."""
    exercise: bool
    version: str
    recovering: bool
    """The sender signs nothing until it has fetched its own messages back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelloRefused:
    """The hello is not taken; the one refused signs nothing on this line in this run."""

    reason: RefusedReason
    highest_epoch: int
    """Highest epoch that the refuser has seen of the refused party."""
    held: Heads
    """What the refuser holds of the refused party's chains."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat:
    """Still here; also measures the way and the clocks."""

    ping_ms: int
    """The sender's clock at sending."""
    echo_ms: int | None = None
    """``ping_ms`` of the last heartbeat received; None before the first."""
    echo_received_ms: int | None = None
    """The sender's clock when that one came in."""
    number: int | None = None
    """Counts the sender's heartbeats in this run, from 1."""
    heard: int | None = None
    """Highest number of the receiver's heartbeats that came: without it a way that is dead in one direction only would
    be seen at one end only. None before the first."""
    heads: Heads
    processed: Mapping[Chain, int]
    """Highest serial of the receiver's chains that the sender has processed."""
    waiting: int | None = None
    """How many ordinary messages the sender has decided beyond ``heads`` and not signed yet; None: none."""
    want_echo: bool
    state: str
    """``ok``, or why not, such as ``cannot_write``."""
    outage_until_ms: int | None = None
    """End of an announced outage."""


@dataclass(frozen=True, slots=True)
class Receipts:
    """What the sender has durably, at most one receipt a chain."""

    receipts: tuple[Receipt, ...]


@dataclass(frozen=True, slots=True)
class GapRequest:
    """Send the receiver's chain again from the serial after this one."""

    chain: Chain
    after: int


@dataclass(frozen=True, slots=True)
class OwnRequest:
    """Give me back my own messages after this serial: recovery."""

    chain: Chain
    after: int


@dataclass(frozen=True, slots=True)
class OwnEntries:
    """The asker's own messages in serial order, each as its signed wrapper, verbatim."""

    chain: Chain
    entries: tuple[bytes, ...]


Frame = Hello | HelloRefused | Heartbeat | Receipts | GapRequest | OwnRequest | OwnEntries

_KINDS: Final[dict[str, type[Frame]]] = {
    "hello": Hello,
    "hello_refused": HelloRefused,
    "heartbeat": Heartbeat,
    "receipts": Receipts,
    "gap_request": GapRequest,
    "own_request": OwnRequest,
    "own_entries": OwnEntries,
}
_NAMES: Final = {kind: name for name, kind in _KINDS.items()}
_MARK: Final = b'"payloadType":"' + FRAME_TYPE.encode() + b'"'


def is_frame(raw: bytes) -> bool:
    """Whether these bytes claim to be a frame; everything else on a connection goes to the gatekeeper."""
    return _MARK in raw


def seal_frame(frame: Frame, *, line: LineId, sender: PartyId, key: SigningKey, sent_ms: int) -> bytes:
    """The signed wrapper of a frame, ready to send.

    Raises:
        Unsealable: the frame says something that no peer would take, or is too long.
    """
    try:
        _check_frame(frame, sender)
    except Malformed as error:
        raise Unsealable(error.message, where=error.where) from error
    payload = _write(
        _Header(v=FRAME_VERSION, frame=_NAMES[type(frame)], line=line, sender=sender, sent_ms=sent_ms), frame
    )
    if len(payload) > MAX_FRAME_BYTES:
        raise Unsealable(f"a frame of {len(payload)} bytes; the most is {MAX_FRAME_BYTES}", where="$")
    return write_wrapper(
        payload=payload, payload_type=FRAME_TYPE, signature=key.sign(FRAME_TYPE, payload), key_id=key.public.key_id
    )


def open_frame(raw: bytes, *, line: LineId, sender: PartyId, key: PublicKey) -> Frame:
    """The frame in a wrapper, once its signature is the sender's.

    1. The wrapper is a frame's, of permitted length.
    2. The signature is by the pinned key: nothing inside is looked at before.
    3. It was made for this line by this party.
    4. Its fields are those of its kind, in the one form of their bytes.

    Freshness is the caller's matter: frames travel only inside an authenticated connection.

    Raises:
        Malformed, BadSignature, NotOnLine: by step.
    """
    # 1
    wrapper = parse_wrapper(raw, payload_type=FRAME_TYPE, max_payload_bytes=MAX_FRAME_BYTES)
    # 2
    key.authenticate(FRAME_TYPE, wrapper.payload, wrapper.signature)
    # 3
    header = _read(wrapper.payload, _Header)
    if header.v != FRAME_VERSION or header.frame not in _KINDS:
        raise Malformed(f"frame {header.frame[:40]!r} version {header.v} is not known here", where="$.frame")
    if header.line != line or header.sender != sender:
        raise NotOnLine(f"a frame by {header.sender[:40]} for line {header.line[:40]}", where="$.line")
    # 4
    frame = _read(wrapper.payload, _KINDS[header.frame])
    _check_frame(frame, sender)
    try:
        again = _write(header, frame)
    except Unsealable as error:
        raise Malformed(error.message, where=error.where) from error
    check_same(wrapper.payload, again, where="$")
    return frame


class _Header(msgspec.Struct):
    v: int
    frame: str
    line: str
    sent_ms: int
    sender: str = msgspec.field(name="from")


T = TypeVar("T")


def _read(payload: bytes, kind: type[T]) -> T:
    try:
        return msgspec.json.decode(payload, type=kind)
    except msgspec.DecodeError as error:
        raise malformed_from(error, "$") from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise Malformed("not JSON text in UTF-8", where="$") from error


def _write(header: _Header, frame: Frame) -> bytes:
    """Canonical bytes of header and fields in one object; what a frame leaves open stays out."""
    fields: dict[str, object] = msgspec.to_builtins(header)
    fields |= {name: value for name, value in msgspec.to_builtins(frame).items() if value is not None}
    return encode_canonical(fields)


def _check_frame(frame: Frame, sender: PartyId) -> None:
    """What the types of the fields cannot say."""
    match frame:
        case Hello():
            if frame.party != sender:
                raise Malformed(f"{sender} says hello as {frame.party[:40]}", where="$.party")
            if not _RUN.fullmatch(frame.run):
                raise Malformed("a run is 16 hexadecimal digits", where="$.run")
            _check_count(frame.epoch, "$.epoch")
            _check_short(frame.version, "$.version")
            _check_heads(frame.held, "$.held")
            _check_heads(frame.heads, "$.heads")
        case HelloRefused():
            _check_count(frame.highest_epoch, "$.highest_epoch")
            _check_heads(frame.held, "$.held")
        case Heartbeat():
            _check_short(frame.state, "$.state")
            _check_heads(frame.heads, "$.heads")
            for value, where in ((frame.waiting, "$.waiting"), (frame.number, "$.number"), (frame.heard, "$.heard")):
                if value is not None:
                    _check_count(value, where, least=1)
            for chain, serial in frame.processed.items():
                _check_count(serial, f"$.processed.{chain}")
        case Receipts():
            if len({receipt.chain for receipt in frame.receipts}) != len(frame.receipts):
                raise Malformed("two receipts for one chain", where="$.receipts")
            for at, receipt in enumerate(frame.receipts):
                _check_head(receipt.head, f"$.receipts[{at}]", least=1)
        case GapRequest() | OwnRequest():
            _check_count(frame.after, "$.after")
        case OwnEntries():
            pass


_RUN = re.compile(r"[0-9a-f]{16}")


def _check_heads(heads: Heads, where: str) -> None:
    for chain, head in heads.items():
        _check_head(head, f"{where}.{chain}", least=0)


def _check_head(head: Head, where: str, *, least: int) -> None:
    _check_count(head.serial, f"{where}.serial", least=least)
    try:
        check_sha256(head.hash, where=f"{where}.hash")
    except BadId as error:
        raise Malformed(error.message, where=error.where) from error
    if (head.serial == 0) != (head.hash == GENESIS.hash):
        raise Malformed("an empty chain has serial 0 and 64 zeros", where=where)


def _check_count(value: int, where: str, *, least: int = 0) -> None:
    if not least <= value <= MAX_INTEGER:
        raise Malformed(f"{value} is not between {least} and 2**53 - 1", where=where)


def _check_short(text: str, where: str) -> None:
    if not 1 <= len(text) <= 64:
        raise Malformed("1 to 64 characters belong here", where=where)
