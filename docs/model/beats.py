"""Time and heartbeats of the leased line (rules 14 and 15); as in `tansiq.link.pulse` and `tansiq.node.lines.lines`."""

from __future__ import annotations

from collections.abc import Iterator

from docs.model.scope import Drop, Scope
from docs.model.world import Lease, Step, World


def find_beats(scope: Scope, world: World) -> Iterator[Step]:
    """Time and heartbeats of the leased line. A frame may be lost, overtaken by a later one, or come late."""
    lease, terms = world.lease, scope.lease
    if lease is None or terms is None:
        return
    owner, peer = terms.owner, terms.peer
    way = scope.ways[peer, owner]
    yield ("sends a ping", owner), world._replace(lease=lease._replace(ping=0))
    beat = lease._replace(beat=lease.heard if lease.heard >= 0 else -2, behind=len(world.ordinary[way]), last=0, sent=0)
    if scope.without is Drop.LAST_BEAT:
        beat = beat._replace(sent=lease.sent)
    yield ("sends a heartbeat", peer), world._replace(lease=beat)
    if lease.ping >= 0:
        heard = lease.ping if lease.heard < 0 else min(lease.ping, lease.heard)
        after = lease._replace(ping=-1, heard=heard)
        if scope.without is Drop.LAST_BEAT:
            after = after._replace(sent=lease.last)
        yield ("hears a ping", peer), world._replace(lease=after)
    if lease.beat != -1:
        yield ("hears a heartbeat", owner), world._replace(lease=_hear(scope, world, lease))
    yield from _tick(scope, world, lease)
    if scope.allows("crash"):
        yield ("restarts", owner), world._replace(lease=lease._replace(echoed=-1))
        yield ("restarts", peer), world._replace(lease=lease._replace(heard=-1, sent=-1, last=-1))


def _hear(scope: Scope, world: World, lease: Lease) -> Lease:
    """Rule 14: renewed only with everything up to the head processed, and from the own sending of what is echoed."""
    is_ours = scope.lease is not None and not world.nodes[scope.lease.owner].aside >> scope.lease.peer & 1
    after = lease._replace(beat=-1, behind=0)
    if lease.beat == -2 or ((lease.behind or not is_ours) and scope.without is not Drop.HEAD):
        return after
    age = 0 if scope.without is Drop.SEND_TIME else lease.beat
    return after._replace(echoed=age if lease.echoed < 0 else min(age, lease.echoed))


def _tick(scope: Scope, world: World, lease: Lease) -> Iterator[Step]:
    """Either clock goes on by one, within the drift."""
    terms = scope.lease
    assert terms is not None
    if lease.gain > 0:
        most = terms.fresh
        yield (
            ("clock goes on", terms.owner),
            world._replace(
                lease=lease._replace(
                    gain=lease.gain - 1,
                    ping=_older(lease.ping, most),
                    heard=_older(lease.heard, most),
                    beat=_older(lease.beat, most),
                    echoed=_older(lease.echoed, most),
                    unread=tuple(_older(age, most) for age in lease.unread),
                )
            ),
        )
    if lease.gain < terms.drift:
        most = terms.fresh + terms.drift
        yield (
            ("clock goes on", terms.peer),
            world._replace(
                lease=lease._replace(gain=lease.gain + 1, sent=_older(lease.sent, most), last=_older(lease.last, most))
            ),
        )


def _older(age: int, most: int) -> int:
    return age if age < 0 else min(age + 1, most)
