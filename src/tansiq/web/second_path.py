"""What a console keeps for when it has lost its node: whom to call, and each cease to read out with check words."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from tansiq.coordination.picture import ItemState
from tansiq.web.ask import Ask
from tansiq.web.shapes import find_name
from tansiq.wire.http import Form
from tansiq.wire.voice import NotSpeakable, VoiceLine, write_voice

_SHOWN_DIGITS = 8


class CallView(msgspec.Struct, frozen=True):
    """A party that is called by a second path."""

    party: str
    name: str
    telephone: str | None
    """As the settings have it; null where they name none."""


class VoiceCeaseView(msgspec.Struct, frozen=True, kw_only=True):
    """One cease that may be raised, ready to be read out."""

    id: str
    """Fresh; the cease that is queued for the node takes it, so that both are the same one."""
    item: str | None
    """Null: everything that is shared."""
    party: str | None
    """Null: every party with a line."""
    text: str
    """A line a fact; each word is followed by its check word."""


class SecondPathView(msgspec.Struct, frozen=True):
    """Telephones and forms."""

    calls: tuple[CallView, ...]
    forms: tuple[VoiceCeaseView, ...]


def show_second_path(ask: Ask[Form]) -> SecondPathView:
    """Whom to call, and each cease as a form to read out, for when the node itself cannot be reached."""
    numbers = dict(ask.node.config.telephones)
    parties = [line.peer for line in ask.node.line_views()]
    calls = tuple(CallView(party, find_name(ask.node, party), numbers.get(party)) for party in parties)
    return SecondPathView(calls, tuple(_forms(ask, list(parties))))


def _forms(ask: Ask[Form], parties: list[str]) -> Iterator[VoiceCeaseView]:
    yield _make(ask, item=None, party=None)
    for party in parties:
        yield _make(ask, item=None, party=party)
    for state in ask.picture.items.values():
        if _may_stop(ask, state):
            yield _make(ask, item=state, party=None)


def _may_stop(ask: Ask[Form], state: ItemState) -> bool:
    item = ask.picture.revisions[state.current].item
    is_over = state.declared in {"ended", "cancelled"} or (
        ask.node.kernel.clock.now_ms() >= item.end_ms and state.declared != "active"
    )
    return item.is_movement and not is_over and not state.is_suspended


def _make(ask: Ask[Form], *, item: ItemState | None, party: str | None) -> VoiceCeaseView:
    id_ = ask.node.kernel.new_id()
    return VoiceCeaseView(
        id=id_,
        item=None if item is None else item.id,
        party=party,
        text=_write(ask, id_, item=item, party=party),
    )


def _write(ask: Ask[Form], id_: str, *, item: ItemState | None, party: str | None) -> str:
    """Names that nobody can read out are left to the digits of the id."""
    lines = [VoiceLine("cease", id_[:_SHOWN_DIGITS]), VoiceLine("from", ask.node.party)]
    if party is not None:
        lines.append(VoiceLine("to", party))
    if item is None:
        return write_voice([*lines, VoiceLine("stop", "everything")])
    digits = VoiceLine("item", item.id[:_SHOWN_DIGITS])
    name = ask.picture.revisions[item.current].item.name
    try:
        return write_voice([*lines, VoiceLine("stop", name), digits])
    except NotSpeakable:
        return write_voice([*lines, digits])
