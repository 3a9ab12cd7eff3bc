"""The keys of both ends of a line as they are kept: each with its serials, and whether its change is complete."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tansiq.base.ids import LineId
from tansiq.ledger.keys import PublicKey, SigningKey
from tansiq.ledger.terms import Term
from tansiq.node.keeping.folder import LINE_KEYS
from tansiq.store.contract import Reads
from tansiq.wire.values import decode_value, encode_value


@dataclass(frozen=True, slots=True)
class LineKeys:
    """Both ends' keys on one line, oldest first."""

    own: tuple[Term, ...]
    peer: tuple[Term, ...]
    is_own_settled: bool = True
    """The peer's receipt covers our last change: everything is signed by our newest key from then on."""
    is_peer_settled: bool = True
    """The peer's newest key has signed a frame: its key before opens nothing any more."""


@dataclass(slots=True)
class KeyRing:
    """The line keys that this node holds, on all its lines. Owned by the node's loop."""

    newest: SigningKey
    old: SigningKey | None = None
    """Until every line has changed to the newest."""

    @property
    def first(self) -> SigningKey:
        """What signs on a line of which nothing was kept: it began before the rotation that is under way."""
        return self.old or self.newest

    def find(self, public: PublicKey) -> SigningKey | None:
        """The key to a public one; None where it is lost."""
        held = (self.newest, self.old)
        return next((key for key in held if key is not None and key.public == public), None)

    def publics(self) -> Iterable[PublicKey]:
        """What our own messages may have been signed by, beside the keys kept with a line."""
        return [key.public for key in (self.old, self.newest) if key is not None]


def find_line_keys(reads: Reads, line: LineId) -> LineKeys | None:
    """What is kept of a line's keys."""
    raw = reads.find_meta(f"{LINE_KEYS}{line}")
    return None if raw is None else decode_value(raw, LineKeys)


def to_setting(line: LineId, keys: LineKeys) -> dict[str, bytes | None]:
    """The setting that keeps a line's keys."""
    return {f"{LINE_KEYS}{line}": encode_value(keys, LineKeys)}
