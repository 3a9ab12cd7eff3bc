"""When the interpreter looks for garbage: often among what is new, and hardly ever among what stays.

A picture is many objects that live for days. Going through all of them, as the interpreter does by itself from time to
time, holds everything up for a twentieth of a second and more, a stop too. So what is still there after a second is set
apart and not looked at again, until once in an hour all of it is, when nothing urgent is under way.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable
from typing import Final

LOOK_S: Final = 1.0
WHOLE_LOOK_S: Final = 3600.0
PRESSED_S: Final = 0.01
_NEVER: Final = 1 << 30


async def collect_gently(is_pressed: Callable[[], bool]) -> None:
    """Take collection over from the interpreter, until cancelled.

    Args:
        is_pressed: whether something urgent is under way.
    """
    before = gc.get_threshold()
    gc.set_threshold(before[0], before[1], _NEVER)
    since_whole_s = WHOLE_LOOK_S
    try:
        while True:
            while is_pressed():
                await asyncio.sleep(PRESSED_S)
            if since_whole_s >= WHOLE_LOOK_S:
                since_whole_s = 0.0
                gc.unfreeze()
            gc.collect()
            gc.freeze()
            await asyncio.sleep(LOOK_S)
            since_whole_s += LOOK_S
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
