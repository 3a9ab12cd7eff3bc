"""Messages that could not be used, shown raw: of an unknown kind, of a newer version, or broken."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from tansiq.base.clock import write_instant
from tansiq.coordination.picture import SetAside
from tansiq.web.ask import Ask
from tansiq.wire.http import Form


class SetAsideView(msgspec.Struct, frozen=True, kw_only=True):
    """A message as it came, and why it could not be used."""

    hash: str
    party: str
    code: str
    text: str
    at: str
    chain: str | None
    serial: int
    cleared: bool
    """Until it is, it holds everything shared on its line."""
    size_bytes: int
    raw: str
    """As far as it was kept, as text; bytes that are none are shown as replacement characters."""


def list_set_asides(ask: Ask[Form]) -> list[SetAsideView]:
    """Every message that could not be used, oldest first, as it came."""
    return sorted(_views(ask), key=lambda view: (view.at, view.hash))


def _views(ask: Ask[Form]) -> Iterator[SetAsideView]:
    for line in ask.node.lines.by_peer.values():
        for kept in ask.node.store.set_aside(line.seat.line):
            row = ask.picture.set_asides.get(kept.hash)
            if row is not None:
                yield _show(row, kept.size_bytes, kept.raw)


def _show(row: SetAside, size_bytes: int, raw: bytes) -> SetAsideView:
    return SetAsideView(
        hash=row.hash,
        party=row.party,
        code=row.code,
        text=row.text,
        at=write_instant(row.at_ms),
        chain=row.chain,
        serial=row.serial,
        cleared=row.is_cleared,
        size_bytes=size_bytes,
        raw=raw.decode("utf-8", "replace"),
    )
