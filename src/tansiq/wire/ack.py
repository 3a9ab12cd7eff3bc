"""Body of ``ack``: a person has read a message, or it is in the local system, or a unit has loaded it.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| message | UUID | | id of the message acknowledged; its hash stands in the envelope's in_reply_to | |
| level | word | | read, entered, loaded | |
| unit | text | | which unit of the sender's distribution tree; left out: the party itself | yes |

Version 1 named the message by the SHA-256 of its envelope. It is still read; it counts for no reach, since a message
that waits unsigned has no such hash yet.
"""

from __future__ import annotations

from tansiq.base.ids import MessageId, Sha256
from tansiq.coordination.statements import Ack, AckLevel
from tansiq.wire.bodies import Shape
from tansiq.wire.fields import Hash, MessageUuid, Text

_HASH_DIGITS = 64


class AckV1(Shape, frozen=True):
    """Version 1."""

    message: Hash
    level: AckLevel
    unit: Text = ""


class AckV2(Shape, frozen=True):
    """Version 2."""

    message: MessageUuid
    level: AckLevel
    unit: Text = ""


def is_v1(said: Ack) -> bool:
    return len(said.message) == _HASH_DIGITS


def to_body_v1(said: Ack) -> AckV1:
    return AckV1(Sha256(said.message), said.level, said.unit)


def from_body_v1(body: AckV1) -> Ack:
    return Ack(body.message, body.level, body.unit)


def to_body(said: Ack) -> AckV2:
    return AckV2(MessageId(said.message), said.level, said.unit)


def from_body(body: AckV2) -> Ack:
    return Ack(body.message, body.level, body.unit)
