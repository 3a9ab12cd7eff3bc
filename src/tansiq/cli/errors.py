"""How a command ends: 0 done, 1 refused, 2 bad input; and what a person reads about it on stderr."""

from __future__ import annotations

from typing import ClassVar, Final

from tansiq.base.errors import BadRequest, NotAllowed, TansiqError, Unreachable

DONE: Final = 0
REFUSED: Final = 1
BAD_INPUT: Final = 2


class BadInput(BadRequest):
    """What was typed, or a file that was named, cannot be used."""

    code: ClassVar[str] = "bad_input"


class NodeRefused(NotAllowed):
    """The node answered, and refused; its own code, place and advice are passed on."""

    code: ClassVar[str] = "node_refused"

    def __init__(self, message: str, *, status: int, refusal: str, where: str | None, advice: str | None) -> None:
        super().__init__(message, where=where, advice=advice)
        self.status = status
        self.refusal = refusal
        """The node's error code."""

    @property
    def is_bad_input(self) -> bool:
        """Whether the request itself was at fault."""
        return self.status in {400, 404, 405, 413}


class NodeUnreachable(Unreachable):
    """No node answers at the address."""

    code: ClassVar[str] = "node_unreachable"

    def default_advice(self) -> str:
        """What to look at."""
        return "See that the node runs and that --node names its address, such as http://127.0.0.1:4802."


def exit_code(error: TansiqError) -> int:
    """Bad input where the caller mends it, refused where somebody else decides or acts."""
    if isinstance(error, NodeRefused):
        return BAD_INPUT if error.is_bad_input else REFUSED
    return BAD_INPUT if isinstance(error, BadRequest) else REFUSED


def describe(error: TansiqError) -> str:
    """Message, where and advice, a line each; never a traceback."""
    code = error.refusal if isinstance(error, NodeRefused) else error.code
    lines = [f"error: {error.message} ({code})"]
    if error.where:
        lines.append(f"  where: {error.where}")
    lines.append(f"  advice: {error.advice()}")
    return "\n".join(lines)
