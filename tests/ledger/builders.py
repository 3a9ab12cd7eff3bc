"""Envelopes, keys and lines for the tests of this room."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import strategies as st

from tansiq.base.clock import LAST_INSTANT_MS
from tansiq.base.ids import LineId, MessageId, OfficerId, PartyId, Sha256
from tansiq.ledger.chain import GENESIS, Head, head_of, next_envelope
from tansiq.ledger.envelope import NO_PREVIOUS, Chain, Envelope, Precedence, Sealed, chain_of, encode_body, seal
from tansiq.ledger.gatekeeper import Gatekeeper, LineEnds
from tansiq.ledger.keys import SigningKey

LINE = LineId("3f0c1c52-7f7e-4d0e-9a54-0d6b1f6f2a11")
AMMAN = PartyId("amman")
HMEIMIM = PartyId("hmeimim")
AMMAN_KEY = SigningKey(bytes(range(32)))
HMEIMIM_KEY = SigningKey(bytes(range(32, 64)))
STRANGER_KEY = SigningKey(b"\x99" * 32)
STOP_WORDS = ("stop", "cease", "قف", "أوقفوا", "стоп", "прекратите", "dur", "durdurun")


def make_id(number: int) -> MessageId:
    return MessageId(f"{number:08x}-0000-4000-8000-000000000000")


def make_envelope(kind: str = "notify", number: int = 1, **changes: Any) -> Envelope:
    """First message of its chain from Amman to Hmeimim, unless changed."""
    first = Envelope(
        line=LINE,
        chain=chain_of(kind),
        sender=AMMAN,
        to=(HMEIMIM,),
        serial=1,
        prev=NO_PREVIOUS,
        id=make_id(number),
        kind=kind,
        kind_version=1,
        precedence=Precedence.ROUTINE,
        sent_ms=1_485_079_200_000,
        author=OfficerId("watch-1"),
        lang="en",
        body=encode_body({"text": f"{kind} {number}"}),
    )
    return replace(first, **changes)


@dataclass
class Writer:
    """A peer that writes its chains properly."""

    key: SigningKey = AMMAN_KEY
    heads: dict[Chain, Head] = field(default_factory=lambda: dict.fromkeys(Chain, GENESIS))
    written: list[Sealed] = field(default_factory=list)

    def write(self, kind: str = "notify", **changes: Any) -> Sealed:
        draft = make_envelope(kind, number=len(self.written) + 1, **changes)
        envelope = next_envelope(draft, self.heads[chain_of(kind)])
        sealed = seal(envelope, self.key)
        self.heads[envelope.chain] = head_of(envelope, sealed)
        self.written.append(sealed)
        return sealed


@dataclass
class Kept:
    """What a record would find: hash by chain and serial."""

    hashes: dict[tuple[Chain, int], Sha256] = field(default_factory=dict)

    def find_hash(self, chain: Chain, serial: int) -> Sha256 | None:
        return self.hashes.get((chain, serial))


def make_gatekeeper(**changes: Any) -> Gatekeeper:
    """Hmeimim's side of an empty line to Amman, unless changed."""
    given: dict[str, Any] = {
        "key": AMMAN_KEY.public,
        "heads": {},
        "find_hash": Kept().find_hash,
        "stop_words": STOP_WORDS,
    }
    ends = changes.pop("ends", LineEnds(line=LINE, own=HMEIMIM, peer=AMMAN))
    return Gatekeeper(ends, **(given | changes))


json_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | json_text,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(json_text, inner, max_size=4),
    max_leaves=12,
)
bodies = st.dictionaries(json_text, json_values, max_size=5)
sha256s = st.binary(min_size=32, max_size=32).filter(any).map(lambda data: Sha256(data.hex()))
serials = st.integers(2, 2**53 - 1)
slugs = st.from_regex(r"[a-z][a-z0-9-]{1,23}", fullmatch=True).filter(lambda slug: slug != AMMAN).map(PartyId)
envelopes = st.builds(
    make_envelope,
    kind=st.sampled_from(["notify", "cease", "distress", "note", "something_new"]),
    to=st.lists(slugs, min_size=1, max_size=4, unique=True).map(tuple),
    serial=serials,
    prev=sha256s,
    kind_version=st.integers(1, 9),
    precedence=st.sampled_from(Precedence),
    sent_ms=st.integers(0, LAST_INSTANT_MS),
    author=st.sampled_from(["watch-1", "console:hall 2", "قائد"]).map(OfficerId),
    lang=st.sampled_from(["en", "ar", "ru", "tr", "ar-SY"]),
    body=bodies.map(encode_body),
    answer_by_ms=st.none() | st.integers(0, LAST_INSTANT_MS),
    in_reply_to=st.none() | sha256s,
    releaser=st.none() | st.just(OfficerId("commander-1")),
    exercise=st.booleans(),
)
