"""Whether the two ends' logs of a line are the same, computed from what both ends export."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from tansiq.scenario.doc import Doc

CHAINS = ("urgent", "ordinary")


@dataclass(frozen=True, slots=True)
class LineProof:
    """The comparison of one line."""

    one: str
    other: str
    counts: tuple[tuple[str, str, int], ...]
    """(sender, chain, messages that both ends hold), for each direction and chain."""
    difference: str
    """The first difference in words; empty where there is none."""

    @property
    def is_equal(self) -> bool:
        """Whether both ends hold the same bytes under the same numbers."""
        return not self.difference


def parse_log(text: str) -> tuple[Doc, ...]:
    """The lines of an exported log; the first says whose it is."""
    return tuple(Doc(json.loads(line)) for line in text.splitlines() if line.strip())


def compare_logs(one: Sequence[Doc], other: Sequence[Doc]) -> LineProof:
    """Set what each end sent beside what the other end received, chain by chain and number by number.

    A message that one end has sent and the other has not yet is a difference too: the logs are compared at rest.
    """
    parties = (one[0].text("party"), other[0].text("party")) if one and other else ("", "")
    counts: list[tuple[str, str, int]] = []
    differences: list[str] = []
    for chain in CHAINS:
        for sender, sent, received in ((parties[0], one, other), (parties[1], other, one)):
            out = _envelopes(sent, "out", chain)
            into = _envelopes(received, "in", chain)
            counts.append((sender, chain, len(out)))
            difference = _first_difference(out, into)
            if difference is not None:
                differences.append(f"{chain} of {sender}: {difference}")
    return LineProof(*parties, tuple(counts), differences[0] if differences else "")


def _envelopes(log: Sequence[Doc], direction: str, chain: str) -> dict[int, str]:
    return {
        line.whole("serial"): line.text("raw") or json.dumps(line.at("raw").value, sort_keys=True)
        for line in log
        if line.text("direction") == direction and line.text("chain") == chain
    }


def _first_difference(out: dict[int, str], into: dict[int, str]) -> str | None:
    for serial in range(1, max([0, *out, *into]) + 1):
        sent, received = out.get(serial), into.get(serial)
        if sent is None or received is None:
            return f"serial {serial} is missing at the {'sender' if sent is None else 'recipient'}"
        if sent != received:
            at = next((i for i, (a, b) in enumerate(zip(sent, received, strict=False)) if a != b), None)
            return f"serial {serial} differs at character {min(len(sent), len(received)) if at is None else at}"
    return None
