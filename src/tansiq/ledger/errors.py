"""What can be wrong with signed bytes. Each refusal has a stable code and says where the fault lies."""

from __future__ import annotations

from typing import ClassVar

from tansiq.base.errors import BadRequest, Untrusted


class Malformed(Untrusted):
    """Bytes from outside that are not the one exact form of a message, frame or offer."""

    code: ClassVar[str] = "malformed"

    def default_advice(self) -> str:
        """What to do about bytes that cannot be read."""
        return "The message is kept as received; tell the peer what is named here, by voice if it is urgent."


class TooLarge(Malformed):
    """More bytes than a message may have; only the first part is kept."""

    code: ClassVar[str] = "too_large"

    def __init__(self, *, size_bytes: int, limit_bytes: int, where: str) -> None:
        super().__init__(f"{size_bytes} bytes where at most {limit_bytes} are taken", where=where)
        self.size_bytes = size_bytes
        self.limit_bytes = limit_bytes


class BadSignature(Untrusted):
    """The signature is not one made by the pinned key over these bytes."""

    code: ClassVar[str] = "bad_signature"

    def __init__(self, *, key_id: str) -> None:
        super().__init__(f"the signature was not made by key {key_id} over these bytes", where="signatures[0].sig")
        self.key_id = key_id


class NotOnLine(Untrusted):
    """Properly signed, but meant for another line, or by or for another party."""

    code: ClassVar[str] = "not_on_line"


class Unsealable(BadRequest):
    """Our own side tried to sign something that no peer would take."""

    code: ClassVar[str] = "unsealable"
