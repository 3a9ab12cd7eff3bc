"""How far a long work is, on stderr: nothing for a short one, one line that is written over on a terminal."""

from __future__ import annotations

import sys
import time
from typing import Final

_QUIET_S: Final = 1.5
_STEP_S: Final = 0.2
_LINE_S: Final = 5.0


class Progress:
    """One kind of work; called with done and whole."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._begun_s = time.monotonic()
        self._shown_s = self._begun_s + _QUIET_S - _STEP_S
        self._has_line = False

    def __call__(self, done: int, whole: int) -> None:
        """Show how far it is, at most a few times a second."""
        now_s = time.monotonic()
        on_terminal = sys.stderr.isatty()
        if now_s - self._shown_s < (_STEP_S if on_terminal else _LINE_S):
            return
        self._shown_s = now_s
        share = f"{100 * done // max(whole, 1)} %"
        if on_terminal:
            sys.stderr.write(f"\r\x1b[K{self._what}: {share}")
            self._has_line = True
        else:
            sys.stderr.write(f"{self._what}: {share}\n")
        sys.stderr.flush()

    def end(self) -> None:
        """Take the line away."""
        if self._has_line:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
