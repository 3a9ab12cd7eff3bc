"""The key of a party on a line."""

from __future__ import annotations

from dataclasses import dataclass

from tansiq.base.ids import Sha256


@dataclass(frozen=True, slots=True)
class KeySerials:
    """Where a key's turn on a line ends."""

    ordinary: int
    """First serial of the ordinary chain that the old key may not sign; so of the urgent chain."""
    urgent: int


@dataclass(frozen=True, slots=True)
class KeyChange:
    """A key of this party on this line: by pairing (the first entry of each line) or by rotation."""

    reason: str
    """``pairing`` or ``rotation``."""
    line_key: str
    """Public key, 64 hexadecimal digits."""
    epoch: int
    offers: tuple[Sha256, ...] = ()
    """For pairing: the hashes of both offers in fixed order."""
    from_serial: KeySerials | None = None
    """For rotation."""
    by_new_key: str = ""
    """For rotation: the new key's signature over the change, hexadecimal."""
