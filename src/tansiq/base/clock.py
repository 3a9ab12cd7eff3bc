"""What a clock is to the rooms that may not read one, and a clock moved by hand.

Instants are whole milliseconds since 1970-01-01T00:00:00Z.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar, Final, Protocol

from tansiq.base.errors import BadRequest

LAST_INSTANT_MS: Final = 253_402_300_799_999
"""The end of the year 9999: what comes after it cannot be written as a date, so nobody may state it."""


class Clock(Protocol):
    """Tells the time of the domain: deadlines, expiries, ``sent_ms``. Never used for sockets or retries."""

    def now_ms(self) -> int:
        """The present instant, ms since 1970 UTC."""
        ...


class HandClock:
    """A clock that stands still until it is moved; for exercises and simulation. Never goes back."""

    def __init__(self, now_ms: int) -> None:
        self._now_ms = now_ms

    def now_ms(self) -> int:
        """The instant it was last moved to."""
        return self._now_ms

    def move_to(self, now_ms: int) -> None:
        """Move on to an instant; an earlier one is ignored."""
        self._now_ms = max(self._now_ms, now_ms)


class BadInstant(BadRequest):
    """A time was not written as an instant with its zone."""

    code: ClassVar[str] = "bad_instant"


def parse_instant(text: str, *, where: str = "time") -> int:
    """Milliseconds since 1970 UTC of an RFC 3339 text; a time without a zone is refused, never guessed."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadInstant(f"{text!r} is not a time such as 2017-02-08T20:11:00Z", where=where) from error
    if at.tzinfo is None:
        raise BadInstant(
            f"{text!r} names no time zone", where=where, advice="Write Z for UTC or an offset such as +03:00."
        )
    at_ms = round(at.timestamp() * 1000)
    if not 0 <= at_ms <= LAST_INSTANT_MS:
        raise BadInstant(f"{text!r} is not between 1970 and 9999", where=where)
    return at_ms


def write_instant(at_ms: int) -> str:
    """RFC 3339 in UTC, with milliseconds only where there are any."""
    at = datetime.fromtimestamp(at_ms / 1000, UTC)
    return at.isoformat(timespec="milliseconds" if at_ms % 1000 else "seconds").replace("+00:00", "Z")
