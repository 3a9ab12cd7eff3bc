"""What a log or a bundle proves, in words: for `tansiq log verify`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from tansiq.base.clock import write_instant
from tansiq.base.errors import TansiqError
from tansiq.ledger.bundle import (
    Bundle,
    Evidence,
    FalseReceipt,
    ForkEvidence,
    GivenReceipt,
    Offset,
    SetAsideEvidence,
    is_bundle,
    open_seal,
    parse_bundle,
    verify_bundle,
)
from tansiq.ledger.export import Finding, Log, Verified, parse_log, verify_log
from tansiq.wire.key_turns import find_key_faults

_E = TypeVar("_E", GivenReceipt, Offset, SetAsideEvidence, ForkEvidence, FalseReceipt)


@dataclass(frozen=True, slots=True)
class Proved:
    """What checking one file found."""

    log: Log
    verified: Verified
    findings: tuple[Finding, ...]
    evidence: tuple[Evidence, ...] = ()
    sealed: Mapping[str, object] | None = None
    """What the seal says; None for a log, and where the seal is broken."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Ids of the keys that the line began with, by party."""

    @property
    def is_good(self) -> bool:
        """Whether nothing was found; a fork that is proved is a finding against its signer, not against the file."""
        return not self.findings

    def describe(self) -> dict[str, object]:
        """For programs."""
        return {
            "good": self.is_good,
            "envelopes": self.verified.envelopes,
            "receipts": self.verified.receipts,
            "findings": self.findings,
            "keys": self.keys,
            "sealed": self.sealed,
            "receipts_given": len(self._of(GivenReceipt)),
            "offsets": [(each.at_ms, each.offset_ms, each.rtt_ms) for each in self._of(Offset)],
            "set_aside": [(each.at_ms, each.reason, each.hash) for each in self._of(SetAsideEvidence)],
            "false_receipts": [(each.chain, each.serial, each.hash) for each in self._of(FalseReceipt)],
            "forks": [(each.direction, each.chain, each.serial) for each in self._of(ForkEvidence)],
        }

    def lines(self, file: str) -> Iterator[str]:
        """For people."""
        word = "good" if self.is_good else "NOT GOOD"
        yield f"{file}: {word}; {self.verified.envelopes} messages, {self.verified.receipts} receipts"
        for finding in self.findings:
            yield f"  {finding.where}: {finding.what}"
        for party, id_ in self.keys.items():
            yield f"  the line began with key {id_} of {party}"
        if self.sealed is not None:
            yield f"  sealed by {self.sealed['author']} of {self.sealed['from']} at {self.sealed['made']}"
            yield from self._lines_of_evidence()

    def _lines_of_evidence(self) -> Iterator[str]:
        yield f"  {len(self._of(GivenReceipt))} receipts by {self.log.head.party} for what {self.log.head.peer} sent"
        if offsets := [each.offset_ms for each in self._of(Offset)]:
            yield (
                f"  clock of {self.log.head.peer} minus that of {self.log.head.party}:"
                f" {min(offsets)} to {max(offsets)} ms, {len(offsets)} times"
            )
        for aside in self._of(SetAsideEvidence):
            yield f"  set aside at {write_instant(aside.at_ms)}: {aside.size_bytes} bytes, {aside.reason}"
        for fork in self._of(ForkEvidence):
            yield (
                f"  EQUIVOCATION: {self.log.head.sender(fork.direction)} signed two messages as {fork.chain}"
                f" {fork.serial}; found at {write_instant(fork.at_ms)}"
            )

        for false in self._of(FalseReceipt):
            yield (
                f"  FALSE RECEIPT: {self.log.head.peer} signed that it has another message as {false.chain}"
                f" {false.serial}; came at {write_instant(false.at_ms)}"
            )

    def _of(self, kind: type[_E]) -> list[_E]:
        return [each for each in self.evidence if isinstance(each, kind)]


def prove(text: bytes, *, file: str, known: Mapping[str, str]) -> Proved:
    """Check a log or a bundle.

    Args:
        text: of the file.
        file: its name, for faults.
        known: ids of keys by party, from elsewhere.
    """
    if is_bundle(text):
        bundle = parse_bundle(text, file=file)
        log, verified, evidence, sealed = bundle.log, verify_bundle(bundle), bundle.evidence, _describe_seal(bundle)
    else:
        log = parse_log(text, file=file)
        verified, evidence, sealed = verify_log(log), (), None
    keys = {str(party): key.key_id for party, key in log.head.keys.items()}
    findings = (*verified.findings, *find_key_faults(log), *_find_strangers(keys, known))
    return Proved(log, verified, findings, evidence, sealed, keys)


def _find_strangers(keys: Mapping[str, str], known: Mapping[str, str]) -> Iterator[Finding]:
    for party, id_ in known.items():
        if keys.get(party) != id_:
            yield Finding("keys", f"the line began with key {keys.get(party)} of {party}, not with {id_}")


def _describe_seal(bundle: Bundle) -> dict[str, object] | None:
    try:
        seal = open_seal(bundle)
    except TansiqError:
        return None
    return {
        "from": seal.maker,
        "author": seal.author,
        "made": write_instant(seal.made_ms),
        "lines": seal.lines,
        "exercise": seal.exercise,
    }
