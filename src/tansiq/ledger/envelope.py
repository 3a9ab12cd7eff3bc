"""The envelope, version 1: what every message on a line carries around its body, and its exact bytes.

The signature covers the payload bytes, which are kept and passed on verbatim and never encoded again. Unknown fields
are refused, numbers are whole, the body is an exact slice of what was signed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import msgspec

from tansiq.base.clock import LAST_INSTANT_MS
from tansiq.base.errors import BadRequest
from tansiq.base.ids import LineId, MessageId, OfficerId, PartyId, Sha256, check_sha256, check_slug, check_uuid
from tansiq.base.units import KIB
from tansiq.ledger.canonical import MAX_INTEGER, check_same, decode_canonical, digest, encode_canonical, malformed_from
from tansiq.ledger.dsse import max_raw_bytes, parse_wrapper, write_wrapper
from tansiq.ledger.errors import Malformed, TooLarge, Unsealable
from tansiq.ledger.keys import SigningKey

PAYLOAD_TYPE: Final = "application/vnd.tansiq.envelope.v1+json"
ENVELOPE_VERSION: Final = 1
MAX_ENVELOPE_BYTES: Final = 64 * KIB
"""Longest payload."""
MAX_RAW_BYTES: Final = max_raw_bytes(MAX_ENVELOPE_BYTES)
"""Longest signed wrapper of an envelope."""
MAX_RECIPIENTS: Final = 16
NO_PREVIOUS: Final = Sha256("0" * 64)
"""``prev`` of the first envelope of a chain."""


class Chain(StrEnum):
    """The two numbered sequences of one direction of a line."""

    URGENT = "urgent"
    ORDINARY = "ordinary"


class Precedence(StrEnum):
    """How fast a person must see a message."""

    FLASH = "FLASH"
    IMMEDIATE = "IMMEDIATE"
    PRIORITY = "PRIORITY"
    ROUTINE = "ROUTINE"


URGENT_KINDS: Final = frozenset({"cease", "cease_executed", "distress", "resume_agreed"})
"""These and no others travel on the urgent chain."""


def chain_of(kind: str) -> Chain:
    """The chain on which a kind travels."""
    return Chain.URGENT if kind in URGENT_KINDS else Chain.ORDINARY


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """One message on a line."""

    line: LineId
    chain: Chain
    sender: PartyId
    """``from`` on the line."""
    to: tuple[PartyId, ...]
    """At least one, each once, never the sender."""
    serial: int
    """From 1 without gaps, per sender and chain."""
    prev: Sha256
    """Hash of the envelope before it on the chain; 64 zeros at serial 1."""
    id: MessageId
    kind: str
    kind_version: int
    """Version of the body's layout, from 1."""
    precedence: Precedence
    sent_ms: int
    author: OfficerId
    lang: str
    """Language of the text that a person typed, as a BCP 47 tag."""
    body: bytes
    """Exact RFC 8785 bytes of the body object."""
    answer_by_ms: int | None = None
    in_reply_to: Sha256 | None = None
    """Hash of the envelope that this answers."""
    releaser: OfficerId | None = None
    """The second person, where two are needed."""
    exercise: bool = False

    @property
    def body_hash(self) -> Sha256:
        """Names the revision that the body states."""
        return digest(self.body)


@dataclass(frozen=True, slots=True)
class Sealed:
    """A signed envelope as it travels and is kept."""

    payload: bytes
    signature: bytes
    key_id: str

    @property
    def hash(self) -> Sha256:
        """SHA-256 of the payload: what ``prev``, receipts and ``in_reply_to`` name."""
        return digest(self.payload)

    def raw(self) -> bytes:
        """The DSSE wrapper, the same bytes every time."""
        return write_wrapper(
            payload=self.payload, payload_type=PAYLOAD_TYPE, signature=self.signature, key_id=self.key_id
        )


def encode_body(body: Mapping[str, object]) -> bytes:
    """RFC 8785 bytes of a body object.

    Raises:
        Unsealable: a float, NaN, an integer beyond ±(2**53 - 1), or a type that JSON does not have.
    """
    return encode_canonical(dict(body))


def encode_envelope(envelope: Envelope) -> bytes:
    """The payload to sign.

    Raises:
        Unsealable: it would not be taken by a peer; ``where`` names the field.
    """
    try:
        _check_envelope(envelope)
        _check_body(envelope.body)
        payload = _write(envelope)
        if len(payload) > MAX_ENVELOPE_BYTES:
            raise TooLarge(size_bytes=len(payload), limit_bytes=MAX_ENVELOPE_BYTES, where="$")
    except Malformed as error:
        raise Unsealable(error.message, where=error.where) from error
    return payload


def decode_envelope(payload: bytes) -> Envelope:
    """The envelope that these bytes are, and no other bytes are.

    Raises:
        Malformed: with the field path, or the byte, in ``where``.
    """
    if len(payload) > MAX_ENVELOPE_BYTES:
        raise TooLarge(size_bytes=len(payload), limit_bytes=MAX_ENVELOPE_BYTES, where="$")
    try:
        read = _decoder.decode(payload)
    except msgspec.DecodeError as error:
        raise malformed_from(error, "$") from error
    except (UnicodeDecodeError, RecursionError) as error:
        raise Malformed("not JSON text in UTF-8", where="$") from error
    envelope = _from_json(read)
    _check_envelope(envelope)
    _check_body(envelope.body)
    check_same(payload, _write(envelope), where="$")
    return envelope


def seal(envelope: Envelope, key: SigningKey) -> Sealed:
    """Sign an envelope; it is checked first, since a bad message once signed can never be taken back."""
    payload = encode_envelope(envelope)
    return Sealed(payload=payload, signature=key.sign(PAYLOAD_TYPE, payload), key_id=key.public.key_id)


def parse_sealed(raw: bytes) -> Sealed:
    """Read a wrapped envelope without judging signature or payload.

    Raises:
        Malformed: `TooLarge` beyond `MAX_RAW_BYTES`.
    """
    wrapper = parse_wrapper(raw, payload_type=PAYLOAD_TYPE, max_payload_bytes=MAX_ENVELOPE_BYTES)
    return Sealed(payload=wrapper.payload, signature=wrapper.signature, key_id=wrapper.key_id)


class _EnvelopeJson(msgspec.Struct, forbid_unknown_fields=True):
    v: int
    line: str
    chain: Chain
    sender: str = msgspec.field(name="from")
    to: list[str]
    serial: int
    prev: str
    id: str
    kind: str
    kind_version: int
    precedence: Precedence
    sent_ms: int
    author: str
    lang: str
    body: msgspec.Raw
    answer_by_ms: int | None = None
    in_reply_to: str | None = None
    releaser: str | None = None
    exercise: bool = False


_decoder = msgspec.json.Decoder(_EnvelopeJson)


def _from_json(read: _EnvelopeJson) -> Envelope:
    if read.v != ENVELOPE_VERSION:
        raise Malformed(f"envelope version {read.v}; this node reads version {ENVELOPE_VERSION}", where="$.v")
    return Envelope(
        line=LineId(read.line),
        chain=read.chain,
        sender=PartyId(read.sender),
        to=tuple(PartyId(party) for party in read.to),
        serial=read.serial,
        prev=Sha256(read.prev),
        id=MessageId(read.id),
        kind=read.kind,
        kind_version=read.kind_version,
        precedence=read.precedence,
        sent_ms=read.sent_ms,
        author=OfficerId(read.author),
        lang=read.lang,
        body=bytes(read.body),
        answer_by_ms=read.answer_by_ms,
        in_reply_to=None if read.in_reply_to is None else Sha256(read.in_reply_to),
        releaser=None if read.releaser is None else OfficerId(read.releaser),
        exercise=read.exercise,
    )


def _write(envelope: Envelope) -> bytes:
    """RFC 8785 bytes with the body's own bytes put in as they are. Field names are ASCII: their order is plain."""
    fields: dict[str, object] = {
        "v": ENVELOPE_VERSION,
        "line": envelope.line,
        "chain": str(envelope.chain),
        "from": envelope.sender,
        "to": list(envelope.to),
        "serial": envelope.serial,
        "prev": envelope.prev,
        "id": envelope.id,
        "kind": envelope.kind,
        "kind_version": envelope.kind_version,
        "precedence": str(envelope.precedence),
        "sent_ms": envelope.sent_ms,
        "author": envelope.author,
        "lang": envelope.lang,
    }
    optional: dict[str, object] = {
        "answer_by_ms": envelope.answer_by_ms,
        "in_reply_to": envelope.in_reply_to,
        "releaser": envelope.releaser,
        "exercise": envelope.exercise or None,
    }
    fields |= {name: value for name, value in optional.items() if value is not None}
    before, after = _around_body(fields)
    return before + b',"body":' + envelope.body + b"," + after


def _around_body(fields: dict[str, object]) -> tuple[bytes, bytes]:
    """What stands before and after the body: the names that sort below it are ``answer_by_ms`` and ``author``."""
    before = encode_canonical({name: value for name, value in fields.items() if name < "body"})
    after = encode_canonical({name: value for name, value in fields.items() if name > "body"})
    return before[:-1], after[1:]


_KIND = re.compile(r"[a-z][a-z_]{1,31}")
_LANG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_OFFICER = re.compile(r"[^\s\x00-\x1f\x7f](?:[^\x00-\x1f\x7f]{0,62}[^\s\x00-\x1f\x7f])?")


def _check_body(body: bytes) -> None:
    if not isinstance(decode_canonical(body, where="$.body"), dict):
        raise Malformed("a body is an object", where="$.body")


def _check_envelope(envelope: Envelope) -> None:
    """Everything about one envelope that can be judged without knowing the line's other envelopes."""
    try:
        check_uuid(envelope.line, where="$.line")
        check_uuid(envelope.id, where="$.id")
        check_slug(envelope.sender, where="$.from")
        for at, party in enumerate(envelope.to):
            check_slug(party, where=f"$.to[{at}]")
        check_sha256(envelope.prev, where="$.prev")
        if envelope.in_reply_to is not None:
            check_sha256(envelope.in_reply_to, where="$.in_reply_to")
    except BadRequest as error:
        raise Malformed(error.message, where=error.where) from error
    _check_recipients(envelope)
    _check_number(envelope.serial, 1, "$.serial")
    _check_number(envelope.kind_version, 1, "$.kind_version")
    _check_instant(envelope.sent_ms, "$.sent_ms")
    if envelope.answer_by_ms is not None:
        _check_instant(envelope.answer_by_ms, "$.answer_by_ms")
    if (envelope.serial == 1) != (envelope.prev == NO_PREVIOUS):
        raise Malformed("64 zeros at serial 1 and nowhere else", where="$.prev")
    _check_form(_KIND, envelope.kind, "$.kind", "a kind is lower-case letters and underscores")
    if envelope.chain is not chain_of(envelope.kind):
        raise Malformed(f"{envelope.kind} does not travel on the {envelope.chain} chain", where="$.chain")
    _check_form(_LANG, envelope.lang, "$.lang", "a language tag such as en, ar, ru or tr")
    _check_form(_OFFICER, envelope.author, "$.author", "an officer's id has 1 to 64 printable characters")
    if envelope.releaser is not None:
        _check_form(_OFFICER, envelope.releaser, "$.releaser", "an officer's id has 1 to 64 printable characters")


def _check_recipients(envelope: Envelope) -> None:
    if not 1 <= len(envelope.to) <= MAX_RECIPIENTS:
        raise Malformed(f"{len(envelope.to)} recipients where 1 to {MAX_RECIPIENTS} belong", where="$.to")
    if len(set(envelope.to)) != len(envelope.to) or envelope.sender in envelope.to:
        raise Malformed("each recipient once, and never the sender", where="$.to")


def _check_number(value: int, least: int, where: str) -> None:
    if not least <= value <= MAX_INTEGER:
        raise Malformed(f"{value} is not between {least} and 2**53 - 1", where=where)


def _check_instant(value: int, where: str) -> None:
    if not 0 <= value <= LAST_INSTANT_MS:
        raise Malformed(f"{value} ms is not between 1970 and 9999", where=where)


def _check_form(form: re.Pattern[str], text: str, where: str, want: str) -> None:
    if not form.fullmatch(text):
        raise Malformed(f"{text[:80]!r}: {want}", where=where)
