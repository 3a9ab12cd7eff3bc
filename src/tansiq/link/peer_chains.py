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
        self._behind_s: dict[Chain, float] = {}
        """Since when the peer says that it has more."""
        self._gaps: dict[Chain, int] = {}
        """Asked for, until something comes."""

    def keep(self, chain: Chain, head: Head, processed: int, now_s: float) -> None:
        """A chain is durable up to here; told again for a duplicate, whose receipt was lost."""
        self.processed[chain] = max(self.processed[chain], processed)
        if head.serial > self.held[chain].serial:
            self.held[chain] = head
            self._grew_s[chain] = now_s
            self._behind_s.pop(chain, None)
            self._gaps.pop(chain, None)
        else:
            self._receipted[chain] = GENESIS

    def owe_all(self) -> None:
        """The last receipts may be lost: say them again."""
        self._receipted = dict.fromkeys(Chain, GENESIS)

    def is_owing(self) -> bool:
        """Whether a receipt is due."""
        return bool(receipts_for(self.held, self._receipted))

    def take_owed(self, *, is_room: bool) -> Receipts | None:
        """The receipts that are due, which count as said.

        Args:
            is_room: else only where one of the urgent chain is due; those of many ordinary messages become one.
        """
        owed = receipts_for(self.held, self._receipted)
        if not owed or not (is_room or owed[0].chain is Chain.URGENT):
            return None
        self._receipted = dict(self.held)
        return Receipts(owed)

    def ask_gap(self, chain: Chain, after: int) -> GapRequest | None:
        """What to ask for; None where the same was asked already."""
        if self._gaps.get(chain) == after:
            return None
        self._gaps[chain] = after
        return GapRequest(chain, after)

    def hear_heads(
        self, heads: Mapping[Chain, Head], now_s: float, *, patience_s: float, way_s: float
    ) -> list[GapRequest]:
        """The peer has more, and nothing has come for so long: what it sent was lost on the way.

        Args:
            heads: as it says.
            now_s: monotonic.
            patience_s: since anything of the chain came.
            way_s: since it said first that it has more; a heartbeat overtakes what a thin way still carries.
        """
        asked = []
        for chain, head in heads.items():
            if head.serial <= self.held[chain].serial:
                self._behind_s.pop(chain, None)
                continue
            behind_s = now_s - self._behind_s.setdefault(chain, now_s)
            if now_s - self._grew_s[chain] >= patience_s and behind_s >= way_s:
                self._grew_s[chain] = self._behind_s[chain] = now_s
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
