"""What can go wrong with a scenario: the file, a centre, or a play that saw something else than it must."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from tansiq.base.errors import BadRequest, Stale, Unreachable


class BadScenario(BadRequest):
    """A scenario file does not say what a scenario must say."""

    code: ClassVar[str] = "bad_scenario"

    def default_advice(self) -> str:
        """The family's advice, for files."""
        return "Correct the file at the place named; nothing was started."


class CentreFailed(Unreachable):
    """A node process did not start, ended by itself, or does not come to rest."""

    code: ClassVar[str] = "centre_failed"

    def __init__(self, message: str, *, party: str, log: Path | None) -> None:
        super().__init__(
            f"{party}: {message}",
            where=party if log is None else str(log),
            advice="Read the centre's log; the folder is kept." if log else None,
        )
        self.party, self.log = party, log


class CentreRefused(BadRequest):
    """A centre answered a request with an error."""

    code: ClassVar[str] = "centre_refused"

    def __init__(self, *, party: str, request: str, status: int, refusal: str, message: str) -> None:
        super().__init__(f"{party} answered {request} with {status} {refusal}: {message}", where=request)
        self.party, self.request, self.status, self.refusal = party, request, status, refusal


class PlayFailed(Stale):
    """A step or a check of a scenario did not come out as the file says it must."""

    code: ClassVar[str] = "play_failed"

    def __init__(self, *, step: str, where: str, expected: str, seen: str, logs: Path) -> None:
        super().__init__(
            f"{step}: expected {expected}; seen: {seen}",
            where=where,
            advice=f"The centres' folders with their logs are kept in {logs}.",
        )
        self.step, self.expected, self.seen, self.logs = step, expected, seen, logs
