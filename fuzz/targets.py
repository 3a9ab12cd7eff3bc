"""What is fuzzed, and what must hold: no crash, and nothing is let in that was not signed.

Each target takes any bytes. A signature would stop a fuzzer at the door for ever, so some inputs are signed here
first, by the peer's key or by a stranger's, as the first byte says; what was signed by the peer is remembered, and
whatever the reader lets in must be among it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Final

from tansiq.base.errors import BadRequest
from tansiq.base.ids import LineId, PartyId
from tansiq.ledger.bundle import parse_bundle, verify_bundle
from tansiq.ledger.chain import GENESIS, Head
from tansiq.ledger.dsse import write_wrapper
from tansiq.ledger.envelope import PAYLOAD_TYPE, Chain, Sealed, decode_envelope, encode_envelope, parse_sealed
from tansiq.ledger.errors import BadSignature, Malformed, NotOnLine, Unsealable
from tansiq.ledger.export import BadLog, parse_log, verify_log
from tansiq.ledger.frames import FRAME_TYPE, open_frame
from tansiq.ledger.gatekeeper import Gatekeeper, LineEnds
from tansiq.ledger.keys import SigningKey
from tansiq.ledger.verdicts import Accepted, Duplicate, Forked, Gap, SetAside
from tansiq.link.packing import pack, unpack
from tansiq.link.pieces import Joiner
from tansiq.wire.kinds import KINDS, decode, encode
from tansiq.words.stop_words import STOP_WORDS

LINE: Final = LineId("3f0c1c52-7f7e-4d0e-9a54-0d6b1f6f2a11")
AMMAN, HMEIMIM = PartyId("amman"), PartyId("hmeimim")
KEY, STRANGER = SigningKey(b"\x42" * 32), SigningKey(b"\x99" * 32)
"""Neither is a key of the golden files, whose true bytes are a stranger's here."""
_KIND_NAMES: Final = sorted(KINDS)
_STOPS: Final = tuple(word for words in STOP_WORDS.values() for word in words)


class Broken(AssertionError):
    """Something that must hold does not."""


def _need(is_so: object, otherwise: str) -> None:
    # Not `assert`: it must hold with optimisation too.
    if not is_so:
        raise Broken(otherwise)


def fuzz_gatekeeper(data: bytes) -> None:
    """Three messages in a row at the door of one line: each gets a verdict; only what the peer signed is let in."""
    kept: dict[tuple[Chain, int], str] = {}
    gatekeeper = Gatekeeper(
        LineEnds(line=LINE, own=HMEIMIM, peer=AMMAN, exercise=False),
        key=KEY.public,
        heads={chain: GENESIS for chain in Chain},
        find_hash=lambda chain, serial: kept.get((chain, serial)),  # type: ignore[arg-type,return-value]
        stop_words=_STOPS,
    )
    signed: set[bytes] = set()
    for part in data.split(b"\xff\xfe", 2):
        raw = _dress(part, signed)
        verdict = gatekeeper.judge(raw)
        match verdict:
            case Accepted(sealed, envelope, _, head):
                _need(sealed.payload in signed, "let in what the peer did not sign")
                _need(head.serial <= envelope.serial or head != Head(envelope.serial, sealed.hash), "a wrong head")
                kept[envelope.chain, envelope.serial] = sealed.hash
            case Duplicate(envelope) | Forked(envelope=envelope):
                _need(encode_envelope(envelope) in signed, "took for the peer's what it did not sign")
            case Gap():
                _need(parse_sealed(raw).payload in signed, "asks for a gap before what the peer did not sign")
            case SetAside(unproven=False):
                _need(parse_sealed(raw).payload in signed, "calls proven what the peer did not sign")
            case SetAside():
                pass


def _dress(part: bytes, signed: set[bytes]) -> bytes:
    """The bytes as they stand, or a payload signed by the peer, by a stranger, or under another's signature."""
    how, payload = part[:1], part[1:]
    match how:
        case b"P":
            signed.add(payload)
            return _wrap(payload, KEY.sign(PAYLOAD_TYPE, payload), KEY)
        case b"S":
            return _wrap(payload, STRANGER.sign(PAYLOAD_TYPE, payload), KEY)
        case b"O":
            return _wrap(payload, KEY.sign(PAYLOAD_TYPE, payload + b" "), KEY)
        case b"F":
            # The peer's own signature, over the same bytes as a frame: no message.
            return _wrap(payload, KEY.sign(FRAME_TYPE, payload), KEY)
        case _:
            return part


def _wrap(payload: bytes, signature: bytes, key: SigningKey, payload_type: str = PAYLOAD_TYPE) -> bytes:
    return write_wrapper(payload=payload, payload_type=payload_type, signature=signature, key_id=key.public.key_id)


def fuzz_envelope(data: bytes) -> None:
    """The decoder refuses, or gives what encodes to the very same bytes; the wrapper likewise."""
    try:
        envelope = decode_envelope(data)
    except Malformed:
        pass
    else:
        _need(encode_envelope(envelope) == data, "an envelope has two forms")
    try:
        sealed = parse_sealed(data)
    except Malformed:
        return
    again = Sealed(sealed.payload, sealed.signature, sealed.key_id)
    _need(again.raw() == data, "a wrapper has two forms")


def fuzz_frame(data: bytes) -> None:
    """A frame is opened only where the peer signed it for this line."""
    how, payload = data[:1], data[1:]
    key = STRANGER if how == b"S" else KEY
    raw = data if how not in {b"P", b"S"} else _wrap(payload, key.sign(FRAME_TYPE, payload), key, FRAME_TYPE)
    try:
        open_frame(raw, line=LINE, sender=AMMAN, key=KEY.public)
    except (Malformed, BadSignature, NotOnLine):
        return
    _need(how == b"P", "opened what the peer did not sign")


def fuzz_body(data: bytes) -> None:
    """Bodies of every kind and version: refused, or read into what says the same again."""
    if len(data) < 2:
        return
    kind = KINDS[_KIND_NAMES[data[0] % len(_KIND_NAMES)]]
    versions = sorted(kind.layouts)
    version = versions[data[1] % len(versions)]
    try:
        said = decode(kind.name, version, data[2:])
    except BadRequest:
        return
    try:
        name, written, body = encode(said)
    except Unsealable as error:
        raise Broken(f"{kind.name}: what was read cannot be said: {error}") from error
    _need(name == kind.name, "another kind is said than was read")
    if written == version:
        _need(body == data[2:], f"a body of {kind.name} has two forms")
    _need(decode(name, written, body) == said, "what is said again is not what was read")


def fuzz_log(data: bytes) -> None:
    """Files of others: a log or a bundle is refused with its line, or checked to the end."""
    with suppress(BadLog):
        verify_log(parse_log(data))
    with suppress(BadLog):
        verify_bundle(parse_bundle(data))


def fuzz_pieces(data: bytes) -> None:
    """Pieces of a connection: joined or given on, whatever comes; what was packed is unpacked to the same."""
    joiner = Joiner(1 << 16)
    for piece in data.split(b"\xff\xfe"):
        _need(all(isinstance(message, bytes) for message in joiner.take(piece)), "a message is bytes")
    packed = pack(data)
    if packed is not None:
        _need(unpack(packed) == data, "what was packed is not what comes out")


TARGETS: Final[dict[str, Callable[[bytes], None]]] = {
    "gatekeeper": fuzz_gatekeeper,
    "envelope": fuzz_envelope,
    "frame": fuzz_frame,
    "body": fuzz_body,
    "log": fuzz_log,
    "pieces": fuzz_pieces,
}
"""By the name that the command takes."""
