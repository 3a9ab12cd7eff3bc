"""Rows to fill stores with."""

from __future__ import annotations

import hashlib

from tansiq.base.errors import StoreFailed
from tansiq.base.ids import LineId, OfficerId, PartyId, Sha256
from tansiq.ledger.envelope import Chain
from tansiq.store.contract import Direction, EnvelopeRow, PictureChange, RecordRow, Transaction

LINE = LineId("6f1c2f0e-6a1e-4f43-9d5b-0d0c8a2f7b11")
OTHER_LINE = LineId("0b9d53a4-7c52-4a55-8f0e-6a3a1f6d2c22")
NORTH = PartyId("north")
SOUTH = PartyId("south")
WATCH = OfficerId("watch-1")


def hash_of(raw: bytes) -> Sha256:
    return Sha256(hashlib.sha256(raw).hexdigest())


def entry(number: int, *, kind: str = "notify", body: bytes = b"body", sent: bytes | None = b"{}") -> RecordRow:
    return RecordRow(
        number=number,
        at_ms=1_486_584_660_000 + number,
        source=NORTH,
        to=SOUTH,
        author=WATCH,
        releaser=None,
        lang="en",
        kind=kind,
        version=1,
        body=body,
        content=hash_of(body),
        sent=sent,
    )


def envelope(
    serial: int,
    *,
    line: LineId = LINE,
    direction: Direction = "out",
    chain: Chain = Chain.ORDINARY,
    raw: bytes | None = None,
    number: int | None = None,
) -> EnvelopeRow:
    raw = f"{line} {direction} {chain} {serial}".encode() if raw is None else raw
    return EnvelopeRow(line, direction, chain, serial, hash_of(raw), raw, number)


def step(number: int, *, urgent: bool = False, body: bytes = b"body") -> Transaction:
    """An entry together with the picture change that tells how far the picture is."""
    return Transaction(
        record=(entry(number, body=body),),
        picture=(PictureChange("progress", "last", str(number).encode()),),
        urgent=urgent,
    )


class Told:
    """Collects what callbacks hear, in the order in which they hear it."""

    def __init__(self) -> None:
        self.heard: list[tuple[int, StoreFailed | None]] = []

    def done(self, name: int) -> DoneOf:
        return DoneOf(self, name)

    def codes(self) -> list[tuple[int, str]]:
        """Name and error code, ``ok`` for none."""
        return [(name, "ok" if error is None else error.code) for name, error in self.heard]


class DoneOf:
    """The callback of one transaction."""

    def __init__(self, told: Told, name: int) -> None:
        self._told, self._name = told, name

    def __call__(self, error: StoreFailed | None) -> None:
        self._told.heard.append((self._name, error))
