"""Pairing: two nodes that do not know each other come to trust each other's keys, by two officers and a phrase.

A state machine without I/O. The caller carries bytes to the peer in any way, trusted or not; only the phrase goes
another way, by voice. Nothing is trusted before both ends have confirmed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import ClassVar, Final

from tansiq.base.errors import Stale, Untrusted
from tansiq.base.ids import LineId, OfficerId, Sha256
from tansiq.ledger.canonical import decode_canonical, encode_canonical
from tansiq.ledger.dsse import parse_wrapper, write_wrapper
from tansiq.ledger.errors import Malformed
from tansiq.ledger.keys import PublicKey, SigningKey
from tansiq.ledger.offer import PAIRING_TYPE, Offer, commitment, in_order, line_id, open_offer, phrase

TRIES: Final = 3
"""Wrong phrases after which a pairing is over."""
MAX_CONFIRMATION_BYTES: Final = 1024


class Step(IntEnum):
    """How far a pairing is; it only moves on."""

    OFFERED = 1
    """Own offer made, its commitment may be shown."""
    COMMITTED = 2
    """The peer's commitment is here; the own offer may be shown."""
    REVEALED = 3
    """The peer's offer is here and is the one committed to; the phrase may be read."""
    CONFIRMED_HERE = 4
    """The own officer is satisfied."""
    PAIRED = 5
    """So is the peer's: the keys are trusted from here on."""
    ENDED = 6
    """Over without trust; a new pairing needs new offers."""


class PairingRefused(Untrusted):
    """What came is not what pairing allows; this pairing is over unless the advice says otherwise."""

    code: ClassVar[str] = "pairing_refused"

    def default_advice(self) -> str:
        """Start over, on a voice line you trust."""
        return "Speak to the other officer over a channel you trust, and begin a new pairing."


class PairingOutOfOrder(Stale):
    """A step was taken before the one it rests on."""

    code: ClassVar[str] = "pairing_out_of_order"


@dataclass(frozen=True, slots=True)
class Paired:
    """What two confirmed ends have."""

    line: LineId
    own: Offer
    peer: Offer
    own_officer: OfficerId
    peer_officer: OfficerId


class Pairing:
    """One pairing at one end.

    1. The own offer is made; show `own_commitment`.
    2. `receive_commitment` takes the peer's, once.
    3. Only then is the own offer shown; `receive_offer` takes the peer's: the one committed to, signed by the key it
       names, not expired, another party's, with other keys, exercise as ours.
    4. The officer of the party whose offer comes first in order (`reads`) reads `phrase` by voice. The other types
       what was heard: `type_phrase`; three failures end it. The reader hears "match": `confirm_heard`.
    5. Each end sends its signed confirmation and takes the other's: `seal_confirmation`, `receive_confirmation`.

    The caller's part: a fresh nonce, the instant, the word list, two officers of the right role, and throwing the
    object away when it has ended.
    """

    def __init__(self, own: Offer, words: Sequence[str]) -> None:
        self.own = own
        self.step = Step.OFFERED
        self.failures = 0
        self._words = tuple(words)
        self._peer_commitment: Sha256 | None = None
        self._peer: Offer | None = None
        self._own_officer: OfficerId | None = None
        self._peer_officer: OfficerId | None = None

    # 1
    @property
    def own_commitment(self) -> Sha256:
        """To be shown to the peer before anything else."""
        return commitment(self.own)

    # 2
    def receive_commitment(self, peer: Sha256) -> None:
        """Take the peer's commitment; a second one, or our own thrown back, is refused."""
        if self._peer_commitment == peer:
            return
        self._check_at(Step.OFFERED)
        if peer == self.own_commitment:
            raise self._end("the peer's commitment is our own thrown back")
        self._peer_commitment = peer
        self.step = Step.COMMITTED

    # 3
    def receive_offer(self, raw: bytes, *, now_ms: int) -> Offer:
        """Take the peer's offer.

        Raises:
            PairingRefused: the pairing is over.
            Malformed, BadSignature: it is not an offer; another may still come.
        """
        offer = open_offer(raw)
        if self._peer == offer:
            return offer
        self._check_at(Step.COMMITTED)
        if commitment(offer) != self._peer_commitment:
            raise self._end("the peer's offer is not the one that it committed to")
        if offer.party == self.own.party:
            raise self._end(f"both ends call themselves {offer.party}")
        if offer.line_key == self.own.line_key or offer.tls_cert_sha256 == self.own.tls_cert_sha256:
            raise self._end("the peer shows our own keys")
        if offer.exercise != self.own.exercise:
            raise self._end("an exercise node and a real node never pair")
        self._check_valid(self.own, now_ms)
        self._check_valid(offer, now_ms)
        self._peer = offer
        self.step = Step.REVEALED
        return offer

    @property
    def peer(self) -> Offer:
        """The peer's offer, from step 3 on; not trusted before `PAIRED`."""
        if self._peer is None:
            raise PairingOutOfOrder("the peer's offer is not here yet", advice="Wait for the peer's offer.")
        return self._peer

    # 4
    @property
    def reads(self) -> bool:
        """This end's officer reads the phrase; False: types it. Fixed, so that never both only read."""
        return in_order(self.own, self.peer)[0] == self.own

    @property
    def phrase(self) -> tuple[str, ...]:
        """Eight words to read out. Shown to the reader only: who sees them need not listen."""
        if not self.reads:
            raise PairingOutOfOrder("this end types the phrase", advice="Type what the other officer reads out.")
        return phrase(self.own, self.peer, self._words)

    def type_phrase(self, heard: str, *, officer: OfficerId, now_ms: int) -> bool:
        """Compare what the hearer typed; False leaves tries, the last failure ends the pairing.

        Raises:
            PairingRefused: third failure, or an offer has expired.
        """
        self._check_at(Step.REVEALED)
        if self.reads:
            raise PairingOutOfOrder("this end reads the phrase", advice="Read the eight words to the other officer.")
        self._check_valid_both(now_ms)
        if _plain_words(heard) == tuple(map(_plain, phrase(self.own, self.peer, self._words))):
            self._confirm(officer)
            return True
        self.failures += 1
        if self.failures >= TRIES:
            raise self._end(f"the phrase did not match {TRIES} times: someone may stand between the two nodes")
        return False

    def confirm_heard(self, *, officer: OfficerId, now_ms: int) -> None:
        """The reader heard the other officer say that the machine found a match."""
        self._check_at(Step.REVEALED)
        if not self.reads:
            raise PairingOutOfOrder("this end types the phrase", advice="Type what the other officer reads out.")
        self._check_valid_both(now_ms)
        self._confirm(officer)

    # 5
    def seal_confirmation(self, key: SigningKey) -> bytes:
        """The own officer's word, signed, for the peer."""
        if self._own_officer is None or self.step is Step.ENDED:
            raise PairingOutOfOrder("nothing is confirmed here", advice="Compare the phrase first.")
        payload = encode_canonical(self._confirmation(self.own, self._own_officer))
        signature = key.sign(PAIRING_TYPE, payload)
        return write_wrapper(payload=payload, payload_type=PAIRING_TYPE, signature=signature, key_id=key.public.key_id)

    def receive_confirmation(self, raw: bytes) -> None:
        """Take the peer's confirmation; it may come before our own officer is satisfied.

        Raises:
            Malformed, BadSignature: it is not the peer's confirmation of this pairing; the true one may still come.
        """
        if self.step is Step.ENDED:
            raise self._end("this pairing is over")
        wrapper = parse_wrapper(raw, payload_type=PAIRING_TYPE, max_payload_bytes=MAX_CONFIRMATION_BYTES)
        PublicKey(self.peer.line_key).authenticate(PAIRING_TYPE, wrapper.payload, wrapper.signature)
        read = decode_canonical(wrapper.payload)
        officer = read.get("officer") if isinstance(read, dict) else None
        if not isinstance(officer, str) or read != self._confirmation(self.peer, OfficerId(officer)):
            raise Malformed("not a confirmation of this pairing", where="$")
        self._peer_officer = OfficerId(officer)
        self._settle()

    def get_paired(self) -> Paired:
        """What may be trusted from now on.

        Raises:
            PairingOutOfOrder: one end has not confirmed.
        """
        if self.step is not Step.PAIRED or self._own_officer is None or self._peer_officer is None:
            raise PairingOutOfOrder("not confirmed at both ends", advice="Wait until both officers have confirmed.")
        return Paired(line_id(self.own, self.peer), self.own, self.peer, self._own_officer, self._peer_officer)

    def _confirmation(self, by: Offer, officer: OfficerId) -> dict[str, object]:
        offers = [commitment(offer) for offer in in_order(self.own, self.peer)]
        return {"v": 1, "confirmed_by": by.party, "officer": officer, "offers": offers}

    def _confirm(self, officer: OfficerId) -> None:
        self._own_officer = officer
        self.step = Step.CONFIRMED_HERE
        self._settle()

    def _settle(self) -> None:
        if self.step is Step.CONFIRMED_HERE and self._peer_officer is not None:
            self.step = Step.PAIRED

    def _check_at(self, step: Step) -> None:
        if self.step is not step:
            raise PairingOutOfOrder(
                f"the pairing is at step {self.step.name.lower()}, not {step.name.lower()}",
                advice="Look at how far the pairing is and go on from there.",
            )

    def _check_valid_both(self, now_ms: int) -> None:
        self._check_valid(self.own, now_ms)
        self._check_valid(self.peer, now_ms)

    def _check_valid(self, offer: Offer, now_ms: int) -> None:
        if not offer.is_valid_at(now_ms):
            raise self._end(f"the offer of {offer.party} is not valid now: it lasts 24 h from its making")

    def _end(self, why: str) -> PairingRefused:
        self.step = Step.ENDED
        return PairingRefused(why, where="pairing")


def _plain(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold()


def _plain_words(heard: str) -> tuple[str, ...]:
    """Words however they were typed: case, hyphens, commas and line ends do not count."""
    return tuple(re.findall(r"\w+", _plain(heard)))
