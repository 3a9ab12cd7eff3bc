"""Signed messages by voice: what a peer has not receipted, as forms to read out; and such a form, typed from hearing.

Guarantees: the message is judged by the gatekeeper as if it had come over the line; nothing is taken, and nothing set
aside, before the signature has been found to go with what was typed. Which way it came is in the record.

Refuses what is not short, and what nobody may say without a signature. A line that this node may not sign on yet, such
as after a restart while it is down, has only the stop.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from tansiq.base.ids import Sha256
from tansiq.base.units import MIB
from tansiq.ledger.envelope import PAYLOAD_TYPE, Chain, Envelope, Sealed, decode_envelope, parse_sealed
from tansiq.ledger.errors import BadSignature
from tansiq.ledger.terms import authenticate_by
from tansiq.ledger.verdicts import Accepted, Duplicate, Verdict
from tansiq.node.kernel import Author, Decision, Kernel
from tansiq.node.lines.courier import note_path
from tansiq.node.lines.intake import Intake
from tansiq.node.lines.line import Line
from tansiq.store.errors import DiskFull
from tansiq.wire.aloud import Hearer, NotKnownHere, VoiceUnproven, parse_aloud, write_aloud
from tansiq.wire.voice import NotSpeakable

Outcome = Literal["taken", "known", "set_aside"]

MOST_OWED: Final = 100
"""Of a chain: nobody reads out more."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A message of ours that the peer has not receipted."""

    envelope: Envelope
    form: str | None
    """None: it goes by file alone."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What came of a form."""

    envelope: Envelope
    outcome: Outcome
    decisions: tuple[Decision[Any], ...]


class Aloud:
    """Writes and takes the forms. Owned by the node's loop."""

    def __init__(self, kernel: Kernel, intake: Intake) -> None:
        self._kernel = kernel
        self._intake = intake

    def owed(self, line: Line) -> Iterator[Owed]:
        """The urgent first, each chain in order."""
        for chain in Chain:
            rows = self._kernel.store.envelopes(
                line.seat.line, "out", chain, after=line.confirmed[chain], limit_bytes=MIB
            )
            for row in rows[:MOST_OWED]:
                sealed = parse_sealed(row.raw)
                yield Owed(decode_envelope(sealed.payload), _find_form(sealed))

    def take(self, line: Line, text: str, by: Author) -> Heard:
        """Take a form in.

        Raises:
            BadVoice: naming the word, or what is lacking; nothing was taken.
        """
        sealed = self._prove(line, parse_aloud(text, self._hearer(line)))
        envelope = decode_envelope(sealed.payload)
        _check_next(line, envelope)
        verdicts: list[Verdict] = []
        decision = self._intake.ingest(line, sealed.raw(), verdicts.append)
        outcome = _outcome(verdicts)
        decisions = [] if decision is None else [decision]
        if outcome != "known":
            detail = f"in: {envelope.chain} {envelope.serial}, {envelope.kind}, {outcome}"
            decisions.append(self._kernel.run(lambda desk: note_path(desk, line.seat.peer, "voice", detail), by))
        return Heard(envelope, outcome, tuple(decisions))

    def _prove(self, line: Line, sealed: Sealed) -> Sealed:
        """With the name of the key that signed."""
        try:
            key = authenticate_by(line.seat.keys.peer, PAYLOAD_TYPE, sealed.payload, sealed.signature)
        except BadSignature as error:
            fault = "the seal does not go with what was typed: a word was misheard, or it is not theirs"
            raise VoiceUnproven(fault, line="seal") from error
        return replace(sealed, key_id=key.key_id)

    def _hearer(self, line: Line) -> Hearer:
        picture, seat = self._kernel.picture, line.seat
        return Hearer(
            line=seat.line,
            own=self._kernel.own,
            peer=seat.peer,
            exercise=self._kernel.exercise,
            items=picture.items.keys(),
            revisions=_revisions(self._kernel),
            ceases=picture.ceases.keys(),
            find_hash=lambda chain, serial: self._find_hash(line, chain, serial),
        )

    def _find_hash(self, line: Line, chain: Chain, serial: int) -> Sha256 | None:
        row = self._kernel.store.find_envelope(line.seat.line, "in", chain, serial)
        return None if row is None else row.hash


def _revisions(kernel: Kernel) -> set[str]:
    """Those known here, and those that a party was told in another form."""
    picture = kernel.picture
    return {*picture.revisions, *(told.revision for state in picture.items.values() for told in state.told)}


def _find_form(sealed: Sealed) -> str | None:
    try:
        return write_aloud(sealed)
    except NotSpeakable:
        return None


def _outcome(verdicts: list[Verdict]) -> Outcome:
    match verdicts:
        case [Accepted()]:
            return "taken"
        case [Duplicate()]:
            return "known"
        case []:
            raise DiskFull("the disk takes nothing ordinary now", where="voice")
        case _:
            return "set_aside"


def _check_next(line: Line, envelope: Envelope) -> None:
    """An ordinary message counts in its order, whatever way it came (rule 2)."""
    head = line.seat.gatekeeper.heads[envelope.chain]
    if envelope.chain is Chain.ORDINARY and envelope.serial > head.serial + 1:
        fault = f"proved and left alone: {envelope.chain} {head.serial + 1} is missing here, this is {envelope.serial}"
        raise NotKnownHere(fault, line="signed", position=2, word=str(envelope.serial))
