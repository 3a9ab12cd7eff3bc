"""Body of ``rejected``: a message was received and could not be used; it is kept. Never answers a rejected.

| field | type | unit | meaning | optional |
|---|---|---|---|---|
| message | SHA-256 | | hash of the envelope | |
| code | word | | stable code of the refusal | |
| text | text | | what was wrong, where | |
"""

from __future__ import annotations

from tansiq.coordination.statements import Rejected
from tansiq.wire.bodies import Shape
from tansiq.wire.fields import Hash, Text, Word


class RejectedV1(Shape, frozen=True):
    """Version 1."""

    message: Hash
    code: Word
    text: Text


def to_body(said: Rejected) -> RejectedV1:
    return RejectedV1(said.message, said.code, said.text)


def from_body(body: RejectedV1) -> Rejected:
    return Rejected(body.message, body.code, body.text)
