"""The gatekeeper: judges every message that comes in on one line, whatever path brought it.

No I/O. The caller fetches, keeps, asks for gaps and tells people; the gatekeeper knows only what it was given and what
it has let in since. If the caller fails to keep what was accepted, it throws the gatekeeper away and builds another
from the record.

Invariants: nothing is accepted without a signature of the pinned key over its exact bytes; ordinary messages are
accepted in serial order only; no place in a chain is ever accepted with two hashes; a stop is recognisable in every
verdict.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from tansiq.base.errors import StoreFailed, TansiqError
from tansiq.base.ids import LineId, PartyId, Sha256
from tansiq.ledger.chain import GENESIS, Head
from tansiq.ledger.envelope import PAYLOAD_TYPE, Chain, Envelope, Sealed, decode_envelope, parse_sealed
from tansiq.ledger.errors import BadSignature, Malformed, NotOnLine
from tansiq.ledger.keys import PublicKey
from tansiq.ledger.prose import StopWords, find_readable, find_text
from tansiq.ledger.terms import Term, authenticate_by, check_turn, first_term
from tansiq.ledger.verdicts import STOPPING_KINDS, Accepted, Duplicate, Forked, Gap, SetAside, Verdict

PASS_UNTRUSTED: Final = STOPPING_KINDS | {"test"}
"""What still passes on an untrusted line."""
MAX_AHEAD: Final = 4096
"""Envelopes kept beyond a gap; bounds memory against a peer that numbers wildly."""
REMEMBERED: Final = 1024
"""Hashes kept in memory a chain: covers what is accepted but not yet durable. Older ones are looked up."""

FindHash = Callable[[Chain, int], Sha256 | None]
"""Hash of the peer's envelope that the record keeps at this place; None where it keeps none."""


class ExerciseMismatch(NotOnLine):
    """An exercise message on a real line, or the other way round."""

    code: ClassVar[str] = "exercise_mismatch"


class LineUntrusted(NotOnLine):
    """The peer signed two different messages for one place; only stops and tests pass."""

    code: ClassVar[str] = "line_untrusted"


class TooFarAhead(NotOnLine):
    """More urgent messages wait behind a gap than are kept."""

    code: ClassVar[str] = "too_far_ahead"


class RecordIncomplete(StoreFailed):
    """The record lacks an envelope below the head that it gave."""

    code: ClassVar[str] = "record_incomplete"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineEnds:
    """Who speaks to whom on this line."""

    line: LineId
    own: PartyId
    peer: PartyId
    exercise: bool = False


class _Incoming:
    """One incoming chain: its contiguous head, what waits beyond a gap, recent hashes."""

    def __init__(self, head: Head) -> None:
        self.head = head
        self.ahead: dict[int, tuple[Sha256, Sha256]] = {}
        """Serial → hash, prev."""
        self.recent: OrderedDict[int, Sha256] = OrderedDict()

    def remember(self, envelope: Envelope, hash_: Sha256) -> None:
        """Let an envelope in and close up whatever now follows without a gap."""
        self.recent[envelope.serial] = hash_
        self.ahead[envelope.serial] = (hash_, envelope.prev)
        while (after := self.head.serial + 1) in self.ahead:
            self.head = Head(after, self.ahead.pop(after)[0])
        while len(self.recent) > REMEMBERED:
            self.recent.popitem(last=False)

    def find_hash_before(self, serial: int) -> Sha256 | None:
        if serial - 1 == self.head.serial:
            return self.head.hash
        return self.ahead[serial - 1][0] if serial - 1 in self.ahead else None


class Gatekeeper:
    """Judges what comes in on one line.

    `judge` does, in this order:

    1. Read the wrapper: the right type, one signature, within the size.
    2. Authenticate the signature with the pinned key (or a former one, for its own serials only, step 4).
    3. Read the envelope: strict fields, whole numbers, the one form of its bytes, the chain of its kind.
    4. Check that it is for us: this line, from the peer by the key of that serial, to us, exercise as agreed.
    5. Find its place: had already → duplicate; same place or neighbour with another hash → forked, line untrusted.
    6. On an untrusted line let only stops and tests pass.
    7. Next in order → accepted. Later: urgent → accepted at once, ordinary → gap.

    Whatever fails in 1 to 4 or 6 is set aside, and is read for a stop.

    The caller's part: keep accepted bytes before a receipt is signed, ask for gaps, keep evidence, act on ``cease`` in
    every verdict that has it *before* writing anything, judge the body, rebuild this object when the store fails.
    """

    def __init__(
        self,
        ends: LineEnds,
        *,
        key: PublicKey,
        heads: Mapping[Chain, Head],
        find_hash: FindHash,
        trusted: bool = True,
        ahead: Collection[Sealed] = (),
        stop_words: Collection[str] = (),
    ) -> None:
        """Start from the record.

        Args:
            ends: the line and its two parties.
            key: the peer's first key on this line; later ones follow by `change_key`, oldest first.
            heads: contiguous and durable, of the peer's chains; a chain left out is empty.
            find_hash: looks up the record at or below a head.
            trusted: False once the peer has forked; only pairing again brings trust back.
            ahead: what the record keeps beyond a gap.
            stop_words: words that stop, in every language of the line.
        """
        self._ends = ends
        self._terms = [first_term(key)]
        self._chains = {chain: _Incoming(heads.get(chain, GENESIS)) for chain in Chain}
        self._find_hash = find_hash
        self._stop_words = StopWords(stop_words)
        self.trusted = trusted
        for sealed in ahead:
            envelope = decode_envelope(sealed.payload)
            self._chains[envelope.chain].remember(envelope, sealed.hash)

    @property
    def heads(self) -> dict[Chain, Head]:
        """Contiguous heads of the peer's chains with everything accepted counted in, durable or not."""
        return {chain: incoming.head for chain, incoming in self._chains.items()}

    def change_key(self, key: PublicKey, from_serial: Mapping[Chain, int]) -> None:
        """The peer signs with this key from these serials on; the old key stays good below them only."""
        self._terms.append(Term(key, dict(from_serial)))

    def close_term(self, from_serial: Mapping[Chain, int]) -> None:
        """The old key's turn turns out to have ended earlier than announced: the new one is at work everywhere."""
        self._terms[-1] = Term(self._terms[-1].key, dict(from_serial))

    def judge(self, raw: bytes) -> Verdict:
        """Judge one message; the steps are those of the class.

        Raises:
            RecordIncomplete: the record cannot say what it keeps below its own head; nothing else is ever raised.
        """
        proven = False
        try:
            # 1
            sealed = parse_sealed(raw)
            # 2
            key = authenticate_by(self._terms, PAYLOAD_TYPE, sealed.payload, sealed.signature)
            proven = True
            # 3
            envelope = decode_envelope(sealed.payload)
            # 4
            self._check_ends(envelope)
            check_turn(self._terms, key, envelope.chain, envelope.serial)
            # 5
            incoming = self._chains[envelope.chain]
            kept = self._find_conflict(incoming, envelope, sealed.hash)
            if kept is not None:
                self.trusted = False
                return Forked(envelope, kept, raw, cease=envelope.kind in STOPPING_KINDS)
            if envelope.serial <= incoming.head.serial or envelope.serial in incoming.ahead:
                return Duplicate(envelope)
            # 6
            self._check_trust(envelope)
            # 7
            return self._admit(incoming, envelope, sealed)
        except (Malformed, BadSignature, NotOnLine) as error:
            return self._set_aside(raw, error, proven=proven)

    def _check_ends(self, envelope: Envelope) -> None:
        ends = self._ends
        if envelope.line != ends.line:
            raise NotOnLine(f"made for line {envelope.line}", where="$.line")
        if envelope.sender != ends.peer:
            raise NotOnLine(f"from {envelope.sender} on the line to {ends.peer}", where="$.from")
        if ends.own not in envelope.to:
            raise NotOnLine(f"not addressed to {ends.own}", where="$.to")
        if envelope.exercise != ends.exercise:
            kind = "an exercise message on a real line" if envelope.exercise else "a real message on an exercise line"
            raise ExerciseMismatch(kind, where="$.exercise")

    def _find_conflict(self, incoming: _Incoming, envelope: Envelope, hash_: Sha256) -> Head | None:
        """What is kept at this place, before it or after it, if that and this cannot both be of one chain."""
        serial = envelope.serial
        if serial in incoming.ahead or serial <= incoming.head.serial:
            kept = self._get_hash(incoming, envelope.chain, serial)
            return None if kept == hash_ else Head(serial, kept)
        before = incoming.find_hash_before(serial)
        if before is not None and before != envelope.prev:
            return Head(serial - 1, before)
        after = incoming.ahead.get(serial + 1)
        return None if after is None or after[1] == hash_ else Head(serial + 1, after[0])

    def _get_hash(self, incoming: _Incoming, chain: Chain, serial: int) -> Sha256:
        if serial in incoming.ahead:
            return incoming.ahead[serial][0]
        found = incoming.recent.get(serial) or self._find_hash(chain, serial)
        if found is None:
            raise RecordIncomplete(f"the record lacks {chain} {serial} of {self._ends.peer}", where=self._ends.line)
        return found

    def _check_trust(self, envelope: Envelope) -> None:
        if not self.trusted and envelope.kind not in PASS_UNTRUSTED:
            raise LineUntrusted(f"{envelope.kind} does not pass while the line is untrusted", where="$.kind")

    def _admit(self, incoming: _Incoming, envelope: Envelope, sealed: Sealed) -> Accepted | Gap:
        early = envelope.serial > incoming.head.serial + 1
        # On an untrusted line the ordinary messages between do not pass, so a test could never be next in order.
        if early and self.trusted and envelope.chain is Chain.ORDINARY:
            return Gap(envelope.chain, incoming.head.serial, envelope.serial)
        if early and len(incoming.ahead) >= MAX_AHEAD:
            raise TooFarAhead(f"{MAX_AHEAD} messages already wait behind the gap", where="$.serial")
        incoming.remember(envelope, sealed.hash)
        return Accepted(sealed, envelope, out_of_order=early, head=incoming.head)

    def _set_aside(self, raw: bytes, error: TansiqError, *, proven: bool) -> SetAside:
        text, payload = find_text(raw)
        detail = find_readable(text, payload)
        return SetAside(
            raw=raw,
            reason_code=error.code,
            message=error.message,
            where=error.where,
            detail=detail,
            cease=self._stop_words.is_stop(text, detail.kind),
            unproven=not proven or isinstance(error, BadSignature),
        )
