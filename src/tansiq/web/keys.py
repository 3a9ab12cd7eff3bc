"""The line key of this node: which it is, and its rotation by two administrators."""

from __future__ import annotations

import msgspec

from tansiq.node.kernel import Decision
from tansiq.web.ask import Ask, Kept, Reply, Tried
from tansiq.wire.fields import Text
from tansiq.wire.http import Form, Write


class RotateForm(Write, frozen=True, kw_only=True):
    """The key that is to be replaced, so that one order replaces one key."""

    key: Text


class KeyView(msgspec.Struct, frozen=True):
    """The line key, and the peers that have not yet receipted it."""

    key: str
    waiting_for: tuple[str, ...]


def get_key(ask: Ask[Form]) -> KeyView:
    """The id of our line key; a rotation is under way while it waits for a peer."""
    return _show(ask, ask.node.identity.key.public.key_id)


def rotate_key(ask: Ask[RotateForm]) -> Decision[Kept]:
    """Replace our line key; every line changes to the new one as soon as it can."""
    if ask.is_trial:
        raise Tried(ask.node.rotations.check_rotatable(ask.form.key))
    decision = ask.node.rotations.rotate(ask.form.key, ask.author)
    kept = Decision(Kept(Reply(msgspec.json.encode(_show(ask, decision.value)))), decision.entries)
    decision.when_settled(kept.settle)
    return kept


def _show(ask: Ask[Form], key: str) -> KeyView:
    return KeyView(key, tuple(ask.node.rotations.waiting_for()))
