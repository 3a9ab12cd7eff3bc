"""The cross-check of a received item against everything that a node knows, inside the write path.

A real kernel on a real store takes in a peer's messages, one by one, as it does behind its line: everything between the
message's body and its durable decision happens. The cross-check is all that the index is asked and told in it: the
item filed, what it meets, and what is met asked again about its own. What the node then says and records of what was
found is timed beside it.
"""

from __future__ import annotations

import itertools
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.workloads import make_plans
from tansiq.airspace.item import Flight, Item, ItemKind
from tansiq.airspace.item_index import ItemIndex
from tansiq.base.clock import HandClock
from tansiq.base.ids import AgreementId, ItemId, LineId, MessageId, OfficerId, PartyId, Sha256
from tansiq.base.units import MM_PER_M, MS_PER_S
from tansiq.coordination.agreement import Agreement, Scope, Terms
from tansiq.coordination.noted import LocalLine
from tansiq.coordination.picture import ItemState, Picture, Revision, Told
from tansiq.coordination.statements import Disclosure, Notify
from tansiq.geometry.footprints import Circle
from tansiq.geometry.height import Altitude, AltitudeReference
from tansiq.geometry.positions import Position
from tansiq.geometry.volumes import Volume
from tansiq.ledger.chain import GENESIS, head_of, next_envelope
from tansiq.ledger.envelope import Chain, Envelope, Precedence, seal
from tansiq.ledger.gatekeeper import Gatekeeper, LineEnds
from tansiq.ledger.keys import SigningKey
from tansiq.node.kernel import Kernel
from tansiq.node.lines.seat import Seat
from tansiq.node.react import react
from tansiq.node.receive import Incoming, take_in
from tansiq.store.sqlite import SqliteStore
from tansiq.wire.kinds import content_hash, encode

_NEW = 1000
_PASSES = 3
_FLIGHT = Flight(aircraft_count=1, aircraft_type="transport", hazard_to_ground=False)
_OWN, _PEER = PartyId("south"), PartyId("north")
_OWN_KEY, _PEER_KEY = SigningKey(bytes([1]) * 32), SigningKey(bytes([2]) * 32)
_LINE = LineId("11111111-1111-4111-8111-111111111111")
_AGREEMENT = AgreementId("22222222-2222-4222-8222-222222222222")
_NOW_MS = -7 * 86_400_000 + 1_600_000_000_000
_DAY_MS = 1_600_000_000_000


def make_items(count: int, *, seed: int, owner: PartyId) -> Iterator[Item]:
    """Activities where and when operations of W1 begin, as circles: one volume each."""
    plans = make_plans(count, seed=seed)
    ends = plans.corner_ends
    for number, i in enumerate(np.searchsorted(plans.operation, np.arange(count)).tolist()):
        corners = slice(ends[i], ends[i + 1])
        volume = Volume(
            Circle(
                Position.from_degrees(
                    lat_deg=float(plans.lat_deg[corners].mean()), lon_deg=float(plans.lon_deg[corners].mean())
                ),
                8000 * MM_PER_M,
            ),
            Altitude(round(float(plans.lower_m[i]) * MM_PER_M), AltitudeReference.W84),
            Altitude(round(float(plans.upper_m[i]) * MM_PER_M), AltitudeReference.W84),
            _DAY_MS + int(plans.start_s[i]) * MS_PER_S,
            _DAY_MS + int(plans.end_s[i]) * MS_PER_S,
        )
        id_ = ItemId(f"{number:08x}-0000-4000-8000-{seed:012x}")
        yield Item(id_, owner, 1, ItemKind.ACTIVITY, "flight", (volume,), flight=_FLIGHT)


def known_rows(count: int) -> Iterator[tuple[str, str, Any]]:
    """Rows of a picture that holds an agreement and so many own activities, all told to the peer."""
    parties = (_OWN, _PEER)
    terms = Terms(_AGREEMENT, "memorandum", parties, Scope.FLIGHT_SAFETY, (), _NOW_MS - 1)
    yield "agreements", _AGREEMENT, Agreement(terms, Sha256("a" * 64), _OWN, frozenset(parties))
    for number, item in enumerate(make_items(count, seed=1, owner=_OWN), start=1):
        hash_ = content_hash(Notify(item))
        yield "revisions", hash_, Revision(hash_, item, number, _NOW_MS, _NOW_MS, True)
        told = (Told(_PEER, Disclosure.FULL, hash_),)
        yield "items", item.id, ItemState(item.id, item.owner, hash_, (hash_,), "submitted", told=told)


@dataclass
class Watch:
    """Time spent in the index, and decisions as a whole."""

    index_s: float = 0.0
    depth: int = 0

    def around(self, method: Callable[..., Any]) -> Callable[..., Any]:
        """The method, its time added; what it calls of its own kind is counted once."""

        def timed(*given: Any, **named: Any) -> Any:
            self.depth += 1
            begun = time.perf_counter()
            try:
                return method(*given, **named)
            finally:
                self.depth -= 1
                if not self.depth:
                    self.index_s += time.perf_counter() - begun

        return timed


_ASKED = (
    *((ItemIndex, name) for name in ("insert_all", "remove", "look_up", "find_beneath")),
    *((Picture, name) for name in ("find_conflicts", "find_near")),
)


@contextmanager
def watching() -> Iterator[Watch]:
    """Everything that the write path asks and tells the index is timed."""
    watch, kept = Watch(), [(owner, name, getattr(owner, name)) for owner, name in _ASKED]
    for owner, name, method in kept:
        setattr(owner, name, watch.around(method))
    try:
        yield watch
    finally:
        for owner, name, method in kept:
            setattr(owner, name, method)


def open_kernel(folder: Path) -> tuple[Kernel, Seat, SqliteStore]:
    """A node's kernel with a line to the peer; its store delivers when it is asked to."""
    store = SqliteStore(folder, reserve_bytes=1 << 20)
    ids = itertools.count(1)
    kernel = Kernel(
        own=_OWN,
        store=store,
        clock=HandClock(_NOW_MS),
        new_id=lambda: f"{next(ids):08x}-0000-4000-8000-000000000000",
        react=react,
        exercise=True,
    )
    keeper = Gatekeeper(
        LineEnds(line=_LINE, own=_OWN, peer=_PEER, exercise=True),
        key=_PEER_KEY.public,
        heads=dict.fromkeys(Chain, GENESIS),
        find_hash=lambda chain, serial: None,
    )
    seat = Seat(_LINE, _PEER, _OWN_KEY, _PEER_KEY.public, keeper, may_sign=True)
    kernel.seat(seat)
    kernel.run(lambda desk: desk.note(LocalLine(_PEER, "up")))
    kernel.picture.live_of(_PEER).echoed_ping_ms = _NOW_MS
    return kernel, seat, store


def make_messages(seat: Seat) -> Iterator[Incoming]:
    """The peer's notices, signed and chained."""
    head = GENESIS
    for number, item in enumerate(make_items(_NEW, seed=2, owner=_PEER)):
        kind, version, body = encode(Notify(item))
        draft = Envelope(
            line=_LINE, chain=Chain.ORDINARY, sender=_PEER, to=(_OWN,), serial=1, prev=head.hash,
            id=MessageId(f"{number:08x}-0000-4000-8000-00000000000f"), kind=kind, kind_version=version,
            precedence=Precedence.ROUTINE, sent_ms=_NOW_MS, author=OfficerId("officer"),
            lang="en", body=body, exercise=True,
        )  # fmt: skip
        envelope = next_envelope(draft, head)
        sealed = seal(envelope, _PEER_KEY)
        head = head_of(envelope, sealed)
        yield Incoming(seat, sealed, envelope)


@dataclass(frozen=True)
class CrossCheck:
    """What was measured."""

    p99_s: float
    rows: Sequence[tuple[str, ...]]
    """For the table: what the cross-check takes, what the decision does, how long filing all took at first."""


def measure_cross_check(known: int) -> CrossCheck:
    """Take in messages against so many known items; each pass anew, and of each message the least of all passes."""
    rows = list(known_rows(known))
    passes = [_take_all_in(rows) for _ in range(_PASSES)]
    checks, decisions = (np.min([getattr(one, name) for one in passes], axis=0) for name in ("checks_s", "decisions_s"))
    name = f"a node's cross-check of a received item against {known:,} items, p50 / p99"
    told = [
        (name, _p50_p99(checks), "", "", "all that the decision tells and asks the index, from both sides"),
        ("the decision as a whole, p50 / p99", _p50_p99(decisions), "", "", f"{passes[0].entries:.1f} entries each"),
        (f"filing {known:,} known items at start", f"{min(one.filing_s for one in passes):.2f} s", "", "",
         "rows of the picture to the index"),
    ]  # fmt: skip
    return CrossCheck(float(np.percentile(checks, 99)), told)


@dataclass(frozen=True)
class _Pass:
    filing_s: float
    checks_s: list[float]
    decisions_s: list[float]
    entries: float


def _take_all_in(rows: list[tuple[str, str, Any]]) -> _Pass:
    checks, decisions, entries = [], [], []
    with tempfile.TemporaryDirectory(prefix="tansiq-bench-") as folder:
        kernel, seat, store = open_kernel(Path(folder))
        begun = time.perf_counter()
        kernel.picture.load_all(rows)
        filing_s = time.perf_counter() - begun
        # Each was asked about when it was filed.
        kernel.picture.index.look_up(Sha256(hash_) for hash_ in kernel.picture.revisions)
        for incoming in make_messages(seat):
            with watching() as watch:
                begun = time.perf_counter()
                decision = kernel.run(lambda desk, incoming=incoming: take_in(desk, incoming))  # type: ignore[misc]
                decisions.append(time.perf_counter() - begun)
            checks.append(watch.index_s)
            entries.append(len(decision.entries))
        while not kernel.is_settled:
            time.sleep(0.01)
        store.close()
    return _Pass(filing_s, checks, decisions, float(np.mean(entries)))


def _p50_p99(seconds: Any) -> str:
    p50, p99 = np.percentile(seconds, [50, 99]) * 1e3
    return f"{p50:.2f} / {p99:.2f} ms"
