"""Statements that never leave the node, as bytes for its record; and the two functions that take any statement.

Kinds of local statements begin with ``local.``, which no kind on a line can: a peer cannot send one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, cast, get_args

from tansiq.coordination.noted import (
    LocalAct,
    LocalAlert,
    LocalCease,
    LocalCleared,
    LocalDraft,
    LocalEnded,
    LocalHandover,
    LocalHandoverAccepted,
    LocalItem,
    LocalLine,
    LocalNotified,
    LocalPath,
    LocalSecondSource,
    LocalSetAside,
    LocalShelved,
    LocalStanding,
    LocalTaken,
    LocalWatch,
    Noted,
    Statement,
)
from tansiq.coordination.statements import Said
from tansiq.wire.errors import UnknownKind, UnknownVersion
from tansiq.wire.kinds import decode, encode
from tansiq.wire.values import decode_value, encode_value

LOCAL_VERSION: Final = 1

LOCAL_KINDS: Final[Mapping[str, type[Noted]]] = {
    "local.item": LocalItem,
    "local.standing": LocalStanding,
    "local.set_aside": LocalSetAside,
    "local.cleared": LocalCleared,
    "local.cease": LocalCease,
    "local.taken": LocalTaken,
    "local.second_source": LocalSecondSource,
    "local.draft": LocalDraft,
    "local.alert": LocalAlert,
    "local.line": LocalLine,
    "local.path": LocalPath,
    "local.act": LocalAct,
    "local.shelved": LocalShelved,
    "local.ended": LocalEnded,
    "local.notified": LocalNotified,
    "local.handover": LocalHandover,
    "local.handover_accepted": LocalHandoverAccepted,
    "local.watch": LocalWatch,
}
_KIND_OF: Final = {form: kind for kind, form in LOCAL_KINDS.items()}
_NOTED: Final = get_args(Noted)
_LATELY_KEPT: Final = 32
_lately: Final[dict[int, tuple[Statement, tuple[str, int, bytes]]]] = {}
"""What was encoded last: one statement is asked for three times on its way into the record and onto a line. Statements
never change; each is kept beside its bytes, so that no other can have its identity."""


def encode_local(statement: Noted) -> tuple[str, int, bytes]:
    """Kind, version and bytes of a local statement."""
    form = type(statement)
    return _KIND_OF[form], LOCAL_VERSION, encode_value(statement, form)


def decode_local(kind: str, version: int, body: bytes) -> Noted:
    """The local statement of bytes from the record.

    Raises:
        BadBody: with the path of the field; `UnknownKind`, `UnknownVersion`.
    """
    if kind not in LOCAL_KINDS:
        raise UnknownKind(kind)
    if version != LOCAL_VERSION:
        raise UnknownVersion(kind=kind, version=version)
    return decode_value(body, LOCAL_KINDS[kind])


def encode_any(statement: Statement) -> tuple[str, int, bytes]:
    """Kind, version and bytes of any statement, for the record."""
    known = _lately.get(id(statement))
    if known is not None and known[0] is statement:
        return known[1]
    made = encode_local(cast("Noted", statement)) if isinstance(statement, _NOTED) else encode(cast("Said", statement))
    if len(_lately) >= _LATELY_KEPT:
        _lately.clear()
    _lately[id(statement)] = statement, made
    return made


def decode_any(kind: str, version: int, body: bytes) -> Statement:
    """Any statement from the record."""
    return decode_local(kind, version, body) if kind.startswith("local.") else decode(kind, version, body)
