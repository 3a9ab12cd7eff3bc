"""Pairing with another party's node, step by step for its officers, and the lines that come of it.

The steps and their order are those of `ledger.pairing.Pairing`; here are the officers, the record, and what is kept.
A pairing lives in memory: after a restart it is begun anew, with a new nonce. A confirmed one becomes a `LineRow` and
entry 1 of the line.

Nothing is trusted before both ends have confirmed: a connection stands only where each end has pinned the other's
certificate, which each does only after two of its own officers confirmed, and the first message of either chain is that
end's signed word for both offers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

import msgspec
from mnemonic import Mnemonic

from tansiq.base.errors import BadRequest, NotAllowed, NotFound, StoreFailed
from tansiq.base.ids import LineId, OfficerId, PartyId, Sha256, check_sha256
from tansiq.coordination.noted import LocalAct
from tansiq.coordination.statements import KeyChange
from tansiq.ledger.keys import PublicKey
from tansiq.ledger.offer import NONCE_BYTES, VALID_MS, Offer, commitment, in_order, line_id, seal_offer
from tansiq.ledger.pairing import TRIES, Pairing, PairingOutOfOrder, Step
from tansiq.ledger.terms import first_term
from tansiq.link.tls import fingerprint_of
from tansiq.node.config import is_address
from tansiq.node.keeping.folder import Identity, RandomBytes
from tansiq.node.kernel import Author, Decision, Desk, Kernel
from tansiq.node.lines.line_keys import LineKeys, to_setting
from tansiq.store.contract import Reads

LINE: Final = "line/"
FORMER: Final = "former-line/"
"""Rows of lines that a new pairing with the same party replaced, by line."""
MOST_OPEN: Final = 64


class BadAddress(BadRequest):
    """Not the address of a line."""

    code: ClassVar[str] = "bad_address"


class LineRow(msgspec.Struct, frozen=True, kw_only=True):
    """A line as kept, under its peer's name."""

    line: LineId
    peer: PartyId
    peer_name: str
    peer_key: bytes
    """Ed25519, 32 bytes."""
    cert_der: bytes
    """The pinned certificate."""
    cert_sha256: Sha256
    addresses: tuple[str, ...]
    """``host:port``; empty where only the peer dials."""
    paired_ms: int
    offers: tuple[Sha256, Sha256]
    """Hashes of both offers in fixed order."""
    officers: tuple[OfficerId, OfficerId]
    """Who asked for the pairing's confirmation here, and who released it."""
    revoked_ms: int | None = None

    @property
    def public_key(self) -> PublicKey:
        """The peer's pinned key."""
        return PublicKey(self.peer_key)


@dataclass(frozen=True, slots=True)
class Revealed:
    """What an officer sees once the peer's offer is here."""

    reads: bool
    """This end reads the phrase out; the other types it."""
    phrase: tuple[str, ...] | None
    """For the reader only."""
    peer: PartyId
    peer_name: str
    key_id: str
    certificate: str
    """SHA-256 of the peer's certificate."""


@dataclass(frozen=True, slots=True)
class Events:
    """Whom pairings tell."""

    on_paired: Callable[[LineRow], None] = lambda _: None
    """Bring the line to work: its seat stands when this returns."""
    on_unpaired: Callable[[PartyId], None] = lambda _: None
    """Revoked, or not kept: take the line down at once, open connections included."""
    on_changed: Callable[[], None] = lambda: None
    """A change of the lines is durable."""


def load_words() -> tuple[str, ...]:
    """The 2,048 English words of BIP 39, of which the phrase is made."""
    return tuple(Mnemonic("english").wordlist)


def lines_of(reads: Reads) -> tuple[LineRow, ...]:
    """All lines that stand or were revoked, by peer; those replaced by a new pairing are left out."""
    return tuple(msgspec.json.decode(raw, type=LineRow) for raw in reads.meta_under(LINE).values())


def pins_of(rows: Sequence[LineRow]) -> Mapping[PartyId, bytes]:
    """The certificate of every party with whom a line stands now."""
    return {row.peer: row.cert_der for row in rows if row.revoked_ms is None}


class Pairings:
    """See the module's note. Owned by the node's loop."""

    def __init__(
        self,
        kernel: Kernel,
        identity: Identity,
        *,
        name: str,
        epoch: int,
        own_addresses: Callable[[], tuple[str, ...]],
        random_bytes: RandomBytes,
        words: Sequence[str],
        events: Events,
    ) -> None:
        """Prepare to pair.

        Args:
            kernel: keeps what comes of it.
            identity: whose keys are offered.
            name: of the party, as people write it.
            epoch: of this start.
            own_addresses: where peers reach our line, asked when an offer names none.
            random_bytes: of cryptographic quality.
            words: see `load_words`.
            events: whom to tell.
        """
        self._kernel = kernel
        self._identity = identity
        self._name = name
        self._epoch = epoch
        self._own_addresses = own_addresses
        self._random_bytes = random_bytes
        self._words = tuple(words)
        self._events = events
        self._open: dict[str, Pairing] = {}

    @property
    def is_under_way(self) -> bool:
        """Whether a pairing is open: its peer may be a step ahead and dial before its certificate is pinned here."""
        return any(_is_alive(each, self._kernel.clock.now_ms()) for each in self._open.values())

    def take_identity(self, identity: Identity) -> None:
        """Our key changed: what was offered with the old one is over and is begun anew."""
        self._identity = identity
        self._open.clear()

    def begin(self, addresses: Sequence[str] = ()) -> tuple[str, Sha256]:
        """Make an offer; returns the pairing's id and the commitment to show the peer.

        Args:
            addresses: ``host:port`` or ``wss://host:port`` by which the peer reaches our line.

        Raises:
            BadAddress.
        """
        now_ms = self._kernel.clock.now_ms()
        self._open = {id_: each for id_, each in self._open.items() if _is_alive(each, now_ms)}
        if len(self._open) >= MOST_OPEN:
            raise NotAllowed(f"{MOST_OPEN} pairings are open", where="pairing", advice="Finish them or wait a day.")
        offer = Offer(
            party=self._kernel.own,
            name=self._name,
            addresses=tuple(map(_parse_address, addresses)) or self._own_addresses(),
            line_key=self._identity.key.public.raw,
            tls_cert_sha256=fingerprint_of(self._identity.cert_der),
            tls_cert_der=self._identity.cert_der,
            nonce=self._random_bytes(NONCE_BYTES),
            made_ms=now_ms,
            exercise=self._identity.exercise,
        )
        seal_offer(offer, self._identity.key)  # refuses here what no peer would take
        pairing = Pairing(offer, self._words)
        id_ = self._kernel.new_id()
        self._open[id_] = pairing
        return id_, pairing.own_commitment

    def take_commitment(self, id_: str, peer: str) -> str:
        """Take the peer's commitment; returns our own offer, signed, which is shown only now.

        Raises:
            NotFound, BadId, PairingRefused, PairingOutOfOrder.
        """
        pairing = self._get(id_)
        pairing.receive_commitment(Sha256(check_sha256(peer, where="commitment")))
        return seal_offer(pairing.own, self._identity.key).decode("ascii")

    def take_offer(self, id_: str, raw: str) -> Revealed:
        """Take the peer's offer.

        Raises:
            NotFound, Malformed, BadSignature, PairingRefused, PairingOutOfOrder.
        """
        pairing = self._get(id_)
        offer = pairing.receive_offer(raw.encode("utf-8", "replace"), now_ms=self._kernel.clock.now_ms())
        return Revealed(
            reads=pairing.reads,
            phrase=pairing.phrase if pairing.reads else None,
            peer=offer.party,
            peer_name=offer.name,
            key_id=PublicKey(offer.line_key).key_id,
            certificate=offer.tls_cert_sha256,
        )

    def type_phrase(self, id_: str, heard: str, *, officer: OfficerId) -> tuple[bool, int]:
        """Compare what the hearer typed; returns whether it matched and how many tries are left.

        Raises:
            NotFound, PairingOutOfOrder; `PairingRefused` at the last failure.
        """
        pairing = self._get(id_)
        if not pairing.reads and pairing.step is Step.CONFIRMED_HERE:
            return True, TRIES - pairing.failures
        matched = pairing.type_phrase(heard, officer=officer, now_ms=self._kernel.clock.now_ms())
        return matched, TRIES - pairing.failures

    def check_confirmable(self, id_: str) -> PartyId:
        """The peer, if this pairing may now be confirmed; asked before two officers are troubled.

        Raises:
            NotFound, PairingOutOfOrder.
        """
        pairing = self._get(id_)
        wanted = Step.REVEALED if pairing.reads else Step.CONFIRMED_HERE
        if pairing.step not in {wanted, Step.CONFIRMED_HERE}:
            advice = "Compare the phrase by voice first: one officer reads it, the other types it."
            raise PairingOutOfOrder("the phrase has not been compared", where="pairing", advice=advice)
        return pairing.peer.party

    def confirm(self, id_: str, by: Author) -> Decision[LineRow]:
        """Two officers are satisfied: the peer's keys are pinned and the line begins.

        Args:
            id_: of the pairing.
            by: who asked, with the second person as releaser.

        Raises:
            NotFound, PairingOutOfOrder, PairingRefused; `NotAllowed` without a second person.
        """
        self.check_confirmable(id_)
        if by.releaser is None or by.releaser == by.name:
            raise NotAllowed("a new line takes two persons", where="pairing")
        pairing, now_ms = self._get(id_), self._kernel.clock.now_ms()
        if pairing.step is Step.REVEALED:
            pairing.confirm_heard(officer=by.name, now_ms=now_ms)
        first, second = in_order(pairing.own, pairing.peer)
        row = LineRow(
            line=line_id(first, second),
            peer=pairing.peer.party,
            peer_name=pairing.peer.name,
            peer_key=pairing.peer.line_key,
            cert_der=pairing.peer.tls_cert_der,
            cert_sha256=pairing.peer.tls_cert_sha256,
            addresses=pairing.peer.addresses,
            paired_ms=now_ms,
            offers=(commitment(first), commitment(second)),
            officers=(by.name, by.releaser),
        )
        self._events.on_paired(row)
        try:
            decision = self._kernel.run(lambda desk: self._write(desk, row), by)
        except BaseException:
            self._events.on_unpaired(row.peer)
            raise
        del self._open[id_]

        def settled(error: StoreFailed | None) -> None:
            if error is None:
                self._events.on_changed()
            else:
                self._events.on_unpaired(row.peer)

        decision.when_settled(settled)
        return decision

    def revoke(self, peer: PartyId, by: Author) -> Decision[LineRow]:
        """End the trust in a party's keys; takes effect on open connections at once.

        Raises:
            NotFound: no line with it stands.
        """
        row = self._find_row(peer)
        if row is None or row.revoked_ms is not None:
            raise NotFound(f"no line with {peer} stands", where="peer")

        def work(desk: Desk) -> LineRow:
            revoked = msgspec.structs.replace(row, revoked_ms=desk.now_ms)
            desk.extras.meta[LINE + peer] = msgspec.json.encode(revoked)
            desk.note(LocalAct("line_revoked", (("peer", peer), ("line", row.line))))
            return revoked

        decision = self._kernel.run(work, by)
        self._events.on_unpaired(peer)
        decision.when_settled(lambda error: self._events.on_changed() if error is None else None)
        return decision

    def set_addresses(self, peer: PartyId, addresses: Sequence[str], by: Author) -> Decision[LineRow]:
        """Where a peer is dialled from now on.

        Raises:
            NotFound: no line with it stands. BadAddress.
        """
        row = self._find_row(peer)
        if row is None or row.revoked_ms is not None:
            raise NotFound(f"no line with {peer} stands", where="peer")
        changed = msgspec.structs.replace(row, addresses=tuple(map(_parse_address, addresses)))

        def work(desk: Desk) -> LineRow:
            desk.extras.meta[LINE + peer] = msgspec.json.encode(changed)
            desk.note(LocalAct("line_addresses", (("peer", peer), ("addresses", " ".join(changed.addresses)))))
            return changed

        decision = self._kernel.run(work, by)
        decision.when_settled(lambda error: self._events.on_changed() if error is None else None)
        return decision

    def _write(self, desk: Desk, row: LineRow) -> LineRow:
        former = self._find_row(row.peer)
        if former is not None:
            desk.extras.meta[FORMER + former.line] = msgspec.json.encode(former)
        desk.extras.meta[LINE + row.peer] = msgspec.json.encode(row)
        own = self._identity.key.public
        desk.extras.meta.update(to_setting(row.line, LineKeys((first_term(own),), (first_term(row.public_key),))))
        facts = (("peer", row.peer), ("line", row.line), ("key", row.public_key.key_id), ("tls", row.cert_sha256))
        desk.note(LocalAct("line_paired", facts))
        desk.say(row.peer, KeyChange("pairing", own.raw.hex(), self._epoch, offers=row.offers))
        return row

    def _find_row(self, peer: PartyId) -> LineRow | None:
        raw = self._kernel.store.find_meta(LINE + peer)
        return None if raw is None else msgspec.json.decode(raw, type=LineRow)

    def _get(self, id_: str) -> Pairing:
        pairing = self._open.get(id_)
        if pairing is None or not _is_alive(pairing, self._kernel.clock.now_ms()):
            advice = "It is done, has ended, or the node was started again since: begin a new one."
            raise NotFound(f"no pairing {id_} is open", where="pairing", advice=advice)
        return pairing


def _is_alive(pairing: Pairing, now_ms: int) -> bool:
    return pairing.step is not Step.ENDED and now_ms < pairing.own.made_ms + VALID_MS


def _parse_address(text: str) -> str:
    address = text.removeprefix("wss://").rstrip("/")
    if not is_address(address):
        advice = "Write host:port, such as 127.0.0.1:4801."
        raise BadAddress(f"{text[:80]!r} is not the address of a line", where="addresses", advice=advice)
    return address
