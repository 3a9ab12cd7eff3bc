"""The peer's chains at our end: what is held of them, what was receipted, what is missing and asked for."""

from __future__ import annotations

from collections.abc import Mapping

from tansiq.ledger.chain import GENESIS, Head
from tansiq.ledger.envelope import Chain
from tansiq.ledger.frames import GapRequest, Receipts
from tansiq.ledger.receipt import receipts_for


class PeerChains:
    """Says which receipts are owed and what to ask for again. A receipt names only what was told to be durable."""

    def __init__(self, *, held: Mapping[Chain, Head], processed: Mapping[Chain, int]) -> None:
        self.held = {chain: held.get(chain, GENESIS) for chain in Chain}
        """Contiguous and durable here."""
        self.processed = {chain: processed.get(chain, 0) for chain in Chain}
        """Highest serials that took effect here."""
        self._receipted = dict(self.held)
        self._grew_s = dict.fromkeys(Chain, 0.0)
        self._gaps: dict[Chain, int] = {}
        """Asked for, until something comes."""

    def keep(self, chain: Chain, head: Head, processed: int, now_s: float) -> None:
        """A chain is durable up to here; told again for a duplicate, whose receipt was lost."""
        self.processed[chain] = max(self.processed[chain], processed)
        if head.serial > self.held[chain].serial:
            self.held[chain] = head
            self._grew_s[chain] = now_s
            self._gaps.pop(chain, None)
        else:
            self._receipted[chain] = GENESIS

    def owe_all(self) -> None:
        """The last receipts may be lost: say them again."""
        self._receipted = dict.fromkeys(Chain, GENESIS)

    def is_owing(self) -> bool:
        """Whether a receipt is due."""
        return bool(receipts_for(self.held, self._receipted))

    def take_owed(self) -> Receipts | None:
        """The receipts that are due, which count as said."""
        owed = receipts_for(self.held, self._receipted)
        self._receipted = dict(self.held)
        return Receipts(owed) if owed else None

    def ask_gap(self, chain: Chain, after: int) -> GapRequest | None:
        """What to ask for; None where the same was asked already."""
        if self._gaps.get(chain) == after:
            return None
        self._gaps[chain] = after
        return GapRequest(chain, after)

    def hear_heads(self, heads: Mapping[Chain, Head], now_s: float, *, patience_s: float) -> list[GapRequest]:
        """The peer has more, and nothing has come for so long: what it sent was lost on the way."""
        asked = []
        for chain, head in heads.items():
            if head.serial > self.held[chain].serial and now_s - self._grew_s[chain] >= patience_s:
                self._grew_s[chain] = now_s
                self._gaps.pop(chain, None)
                asked.append(self.ask_gap(chain, self.held[chain].serial))
        return [request for request in asked if request is not None]

    def start_over(self) -> None:
        """Another connection: what was asked for or receipted over the one before may be lost with it."""
        self._gaps.clear()
        self.owe_all()

    def wait_anew(self, now_s: float) -> None:
        """A new conversation: give it time to send before anything is asked for."""
        self._grew_s = dict.fromkeys(Chain, now_s)
