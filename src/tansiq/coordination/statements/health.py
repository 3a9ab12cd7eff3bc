"""What a party says of its own end of a line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outage:
    """This party's node or its way will be away for a time. A later one replaces it; one that has ended takes it back.

    Nothing rests on it but the silence of an alert: freshness lapses as ever, and holds stand.
    """

    starts_ms: int
    ends_ms: int
    """After the start."""
    text: str = ""
    text_lang: str = "en"
