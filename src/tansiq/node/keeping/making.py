"""A new node: its folder, its keys, and its first administrator with a secret that is shown once."""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import dataclass
from pathlib import Path

from tansiq.base.clock import Clock, HandClock
from tansiq.base.ids import PartyId
from tansiq.node.keeping.folder import Identity, RandomBytes, init_folder, keep_aside
from tansiq.node.kernel import Kernel
from tansiq.node.staff.officers import HARD, LIGHT, Officers
from tansiq.store.sqlite import SqliteStore


@dataclass(frozen=True, slots=True)
class Made:
    """What the maker of a node is shown."""

    identity: Identity
    administrator: str
    one_time_secret: str


def make_node(
    folder: Path,
    *,
    party: PartyId,
    name: str,
    lang: str,
    exercise: bool,
    start_ms: int,
    administrator: str,
    wall: Clock,
    random_bytes: RandomBytes,
) -> Made:
    """Make a node's folder and its first administrator.

    Args:
        folder: missing or empty.
        party: never changed afterwards.
        name: as people write it.
        lang: of the node and the administrator.
        exercise: never changed afterwards.
        start_ms: where an exercise's clock begins.
        administrator: name of the first officer.
        wall: the real clock.
        random_bytes: of cryptographic quality.
    """
    identity = init_folder(
        folder,
        party=party,
        name=name,
        lang=lang,
        exercise=exercise,
        start_ms=start_ms,
        wall_ms=wall.now_ms(),
        random_bytes=random_bytes,
    )
    # The reserve is the running node's matter: taking it here would only cost time.
    store = SqliteStore(folder, reserve_bytes=0)
    try:
        kernel = Kernel(
            own=party,
            store=store,
            clock=HandClock(start_ms) if exercise else wall,
            new_id=lambda: str(uuid.uuid4()),
            react=lambda desk, after: None,
            exercise=exercise,
        )
        effort = LIGHT if exercise else HARD
        officers = Officers(kernel, wall=wall, random_bytes=random_bytes, session_ms=0, effort=effort)
        decision = asyncio.run(officers.make_first_administrator(administrator, lang))
    finally:
        store.close()
    if decision.error is not None:
        raise decision.error
    store = SqliteStore(folder, reserve_bytes=0)
    try:
        keep_aside(folder, store)
    finally:
        store.close()
    return Made(identity, administrator, decision.value)
