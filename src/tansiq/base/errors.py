"""The one root of errors and its families, cut by who must act next.

Facts are attributes; ``code`` is stable and documented; ``advice()`` tells a person what to do. An expected answer,
such as a conflict, is a result with its explanation and never an exception.
"""

from __future__ import annotations

from typing import ClassVar


class TansiqError(Exception):
    """Root of every error that Tansiq raises on purpose."""

    code: ClassVar[str] = "error"

    def __init__(self, message: str, *, where: str | None = None, advice: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.where = where
        """Where the fault lies: a field path, a file with line and column, a character position."""
        self._advice = advice

    def advice(self) -> str:
        """What the person who reads this can do next."""
        return self._advice or self.default_advice()

    def default_advice(self) -> str:
        """The family's advice, where the raiser gave none of its own."""
        return "Report this with the log."


class BadRequest(TansiqError):
    """The caller sent something that cannot be used; the caller mends it."""

    code: ClassVar[str] = "bad_request"

    def default_advice(self) -> str:
        """The family's advice."""
        return "Correct what is named and send it again; nothing was changed."


class NotAllowed(TansiqError):
    """The caller may not do this; another officer may."""

    code: ClassVar[str] = "not_allowed"

    def default_advice(self) -> str:
        """The family's advice."""
        return "Ask an officer whose role allows it."


class NotFound(BadRequest):
    """The named thing is not known here."""

    code: ClassVar[str] = "not_found"


class Stale(TansiqError):
    """The caller decided on an older state; the caller reads again."""

    code: ClassVar[str] = "stale"

    def default_advice(self) -> str:
        """The family's advice."""
        return "Read the present state and decide again; nothing was changed."


class Untrusted(TansiqError):
    """A peer sent what cannot be trusted; the entry is set aside and never applied."""

    code: ClassVar[str] = "untrusted"

    def default_advice(self) -> str:
        """The family's advice."""
        return "Call the peer over a second channel; the evidence is kept."


class Unreachable(TansiqError):
    """Nobody's fault; it is tried again with back-off."""

    code: ClassVar[str] = "unreachable"

    def default_advice(self) -> str:
        """The family's advice."""
        return "Wait or use the second path; it is tried again by itself."


class StoreFailed(TansiqError):
    """The node's own disk or database refused; the node's operator acts."""

    code: ClassVar[str] = "store_failed"

    def default_advice(self) -> str:
        """The family's advice."""
        return "The node's operator checks the disk; cease still works."
