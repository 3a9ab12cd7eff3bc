"""Receipts that the peer signed for what we never sent so: kept, since they show that somebody has two histories."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import msgspec

from tansiq.base.ids import LineId, Sha256
from tansiq.ledger.bundle import FalseReceipt
from tansiq.ledger.chain import Head
from tansiq.ledger.envelope import Chain
from tansiq.link.events import Alarm
from tansiq.node.kernel import Decision, Extras, Kernel
from tansiq.store.contract import Reads

FALSE_RECEIPT: Final = "false-receipt/"
"""Settings that keep them, by line, place and hash."""
MOST_KEPT: Final = 64
"""On one line: a peer that signs such without end fills no disk."""


def keep_false_receipt(kernel: Kernel, line: LineId, chain: Chain, head: Head, *, raw: bytes) -> Decision[None] | None:
    """Keep one as it was signed; None where it is kept already, or as many as ever are.

    Args:
        kernel: keeps it.
        line: on which it came.
        chain: of ours.
        head: what it names.
        raw: the signed frame.
    """
    setting = f"{FALSE_RECEIPT}{line}/{chain}/{head.serial}/{head.hash}"
    kept = kernel.store.meta_under(f"{FALSE_RECEIPT}{line}/")
    if setting in kept or len(kept) >= MOST_KEPT:
        return None
    shown = FalseReceipt(
        chain=chain, serial=head.serial, hash=head.hash, at_ms=kernel.clock.now_ms(), raw=raw.decode("ascii")
    )
    return kernel.keep(Extras(meta={setting: msgspec.json.encode(shown)}, is_urgent=chain is Chain.URGENT))


def keep_alarmed(kernel: Kernel, line: LineId, alarm: Alarm) -> Decision[None] | None:
    """Keep the receipt that an exchange alarmed about, where there is one."""
    if not alarm.evidence:
        return None
    head = Head(int(alarm.facts["serial"]), Sha256(str(alarm.facts["hash"])))
    return keep_false_receipt(kernel, line, Chain(str(alarm.facts["chain"])), head, raw=alarm.evidence)


def false_receipts(reads: Reads, line: LineId) -> Iterator[FalseReceipt]:
    """Those of a line, by place."""
    for raw in reads.meta_under(f"{FALSE_RECEIPT}{line}/").values():
        yield msgspec.json.decode(raw, type=FalseReceipt)
