"""A stop is short on the wire: with its signature it fits into 600 bytes, one packet of a poor link."""

from __future__ import annotations

import hashlib
import uuid

import pytest

from tansiq.base.ids import CeaseId, ItemId, LineId, MessageId, OfficerId, PartyId, Sha256
from tansiq.coordination import statements as say
from tansiq.ledger.envelope import Chain, Envelope, Sealed, seal
from tansiq.ledger.keys import SIGNATURE_BYTES, SigningKey
from tansiq.link.packing import pack, unpack
from tansiq.wire.kinds import encode, get_kind

MOST_BYTES = 600
LONGEST_PARTY = PartyId("a" * 24)
UUIDS = [str(uuid.UUID(bytes=hashlib.sha256(bytes([number])).digest()[:16], version=4)) for number in range(10)]
"""As chance would make them, so that nothing of them can be packed away."""
CEASE = CeaseId(UUIDS[0])


def sealed(said: say.Said, *, author: str = "officer-with-a-long-name", exercise: bool = True) -> Sealed:
    kind, version, body = encode(said)
    envelope = Envelope(
        line=LineId(UUIDS[1]),
        chain=Chain.URGENT,
        sender=PartyId("b" * 24),
        to=(LONGEST_PARTY,),
        serial=2**53 - 1,
        prev=Sha256(hashlib.sha256(b"before").hexdigest()),
        id=MessageId(UUIDS[2]),
        kind=kind,
        kind_version=version,
        precedence=get_kind(kind).precedence,
        sent_ms=253_402_300_799_999,
        author=OfficerId(author),
        lang="en",
        body=body,
        exercise=exercise,
    )
    return seal(envelope, SigningKey(b"k" * 32))


@pytest.mark.parametrize("cause", [cause for cause in say.CeaseCause if cause is not say.CeaseCause.DISTRESS])
@pytest.mark.parametrize("items", [(), (ItemId(UUIDS[3]),), (ItemId(UUIDS[3]), ItemId(UUIDS[4]))])
def test_cease_with_its_signature_fits_into_600_bytes(cause: say.CeaseCause, items: tuple[ItemId, ...]) -> None:
    made = sealed(say.Cease(CEASE, items, cause, (LONGEST_PARTY,)))
    packed = pack(made.raw())
    assert packed is not None
    assert made.signature in packed and len(made.signature) == SIGNATURE_BYTES
    assert len(packed) <= MOST_BYTES
    assert unpack(packed) == made.raw(), "what was signed comes out as it went in"


def test_call_of_distress_with_a_line_of_words_fits_too() -> None:
    call = say.Distress(CEASE, (), (LONGEST_PARTY,), "bus with 12 children on the bridge, engine dead", "en",
                        "2 km east of the bridge", "clinic", "+90 000 0000")  # fmt: skip
    packed = pack(sealed(call).raw())
    assert packed is not None
    assert len(packed) <= MOST_BYTES


@pytest.mark.parametrize(
    "said", [say.CeaseExecuted(CEASE, 2**40, 2**40 + 60_000), say.ResumeAgreed(CEASE)], ids=["executed", "resumed"]
)
def test_what_follows_a_stop_is_as_short(said: say.Said) -> None:
    packed = pack(sealed(said).raw())
    assert packed is not None
    assert len(packed) <= MOST_BYTES
