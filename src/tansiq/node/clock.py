"""The wall's clock: the one place of a node that reads it for its domain."""

from __future__ import annotations

import time


class WallClock:
    """Real time, ms since 1970 UTC."""

    def now_ms(self) -> int:
        """The present instant."""
        return time.time_ns() // 1_000_000
