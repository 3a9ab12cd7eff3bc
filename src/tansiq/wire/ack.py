"""Body of ``ack``: a person has read a message, or it is in the local system, or a unit has loaded it.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| message | SHA-256 | | hash of the envelope acknowledged | |
| level | word | | read, entered, loaded | |
| unit | text | | which unit; left out: none named | yes |
"""

from __future__ import annotations

from tansiq.coordination.statements import Ack, AckLevel
from tansiq.wire.bodies import Shape
from tansiq.wire.fields import Hash, Text


class AckV1(Shape, frozen=True):
    """Version 1."""

    message: Hash
    level: AckLevel
    unit: Text = ""


def to_body(said: Ack) -> AckV1:
    return AckV1(said.message, said.level, said.unit)


def from_body(body: AckV1) -> Ack:
    return Ack(body.message, body.level, body.unit)
