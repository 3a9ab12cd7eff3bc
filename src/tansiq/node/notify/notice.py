"""What is told to people outside the page, and what a way to them is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class WayName(StrEnum):
    """How people are called beside the page."""

    MAIL = "mail"
    WEBHOOK = "webhook"
    SIREN = "siren"


class Step(StrEnum):
    """When people are called."""

    AT_ONCE = "at_once"
    """A cease or a call of distress has come."""
    ANSWER = "answer"
    """Its time is over and nobody has taken it."""
    ESCALATE = "escalate"
    """The next officers."""
    SECOND_PATH = "second_path"
    COMMANDER = "commander"
    REPORT = "report"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Notice:
    """One call to people. No place, no secret and nothing that was typed is in it."""

    id: str
    subject: str
    """The cease, the alert or the test that it is about; by it every call is found again."""
    step: Step
    party: str
    """Whose node calls."""
    code: str
    text: str
    """In the node's language, one line."""
    at_ms: int
    exercise: bool


class NotDelivered(Exception):
    """A way did not take a notice; the text says why, without any secret."""


class Way(Protocol):
    """One way to people."""

    @property
    def name(self) -> WayName:
        """Which way it is."""
        ...

    def recipients(self, step: Step) -> tuple[str, ...]:
        """Whom it calls at a step, as shown to officers; empty: nobody."""
        ...

    async def send(self, notice: Notice, to: str) -> str:
        """Call; gives the proof that the other side took it.

        Raises:
            NotDelivered: it did not.
        """
        ...
