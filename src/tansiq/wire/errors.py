"""What can be wrong with a body. Each refusal names the field."""

from __future__ import annotations

from typing import ClassVar

from tansiq.base.errors import BadRequest


class BadBody(BadRequest):
    """A body is not one of its kind; ``where`` is the path of the field, from ``$``."""

    code: ClassVar[str] = "bad_body"

    def default_advice(self) -> str:
        """What to do about a body that cannot be used."""
        return "Correct the field that is named and send it again; the message is kept as received."


class BodyTooLarge(BadBody):
    """A body has more bytes than fit into an envelope."""

    code: ClassVar[str] = "body_too_large"

    def __init__(self, *, size_bytes: int, limit_bytes: int) -> None:
        super().__init__(
            f"the body has {size_bytes} bytes, at most {limit_bytes} are taken",
            where="$",
            advice="Use fewer corners or volumes, or send it as several items.",
        )
        self.size_bytes, self.limit_bytes = size_bytes, limit_bytes


class UnknownKind(BadBody):
    """This node knows no message of that kind."""

    code: ClassVar[str] = "unknown_kind"

    def __init__(self, kind: str) -> None:
        super().__init__(
            f"{kind[:40]!r} is not a kind of message that this node knows",
            where="kind",
            advice="Say by voice what was meant; one of the two nodes runs another version.",
        )
        self.kind = kind


class UnknownVersion(BadBody):
    """This node knows the kind, not this version of its layout."""

    code: ClassVar[str] = "unknown_version"

    def __init__(self, *, kind: str, version: int) -> None:
        super().__init__(
            f"version {version} of {kind} is not one that this node reads",
            where="kind_version",
            advice="Say by voice what was meant; one of the two nodes runs another version.",
        )
        self.kind, self.version = kind, version
