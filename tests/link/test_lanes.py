"""Two lanes of commands: what goes where, and what waits for what."""

from __future__ import annotations

from tansiq.ledger.envelope import Chain
from tansiq.link import events as ev
from tansiq.link.lanes import BATCH, MOST_BEGUN, Begun, Lanes

ORDINARY = ev.Ingest(1, b"ordinary", urgent=False)
URGENT = ev.Ingest(1, b"urgent", urgent=True)
EPOCH = ev.SawEpoch(2, "0" * 16)


def filled(*commands: ev.Command) -> Lanes:
    lanes = Lanes()
    for command in commands:
        lanes.put(command)
    return lanes


def test_stops_alarms_and_own_urgent_messages_pass_by_what_is_ordinary() -> None:
    alarm, load = ev.Alarm("gap", {}), ev.LoadOwn(Chain.URGENT, after=0, limit_bytes=1)
    bulk = ev.LoadOwn(Chain.ORDINARY, after=0, limit_bytes=1)
    lanes = filled(ORDINARY, URGENT, bulk, alarm, load)
    assert list(lanes.take(lanes.urgent)) == [URGENT, alarm, load]
    assert list(lanes.take(lanes.ordinary)) == [ORDINARY, bulk]


def test_an_epoch_waits_until_every_stop_before_it_is_carried_out() -> None:
    lanes = filled(URGENT, ORDINARY, EPOCH)
    assert list(lanes.take(lanes.ordinary)) == [ORDINARY]
    lanes.finish(lanes.ordinary)
    assert list(lanes.take(lanes.ordinary)) == []
    lanes.take(lanes.urgent)
    lanes.ordinary.work.clear()
    assert list(lanes.take(lanes.ordinary)) == []
    lanes.finish(lanes.urgent)
    assert lanes.ordinary.work.is_set()
    assert list(lanes.take(lanes.ordinary)) == [EPOCH]


def test_bytes_that_wait_are_counted_in_both_lanes() -> None:
    lanes = filled(ORDINARY, URGENT)
    assert lanes.bytes_waiting == len(b"ordinary") + len(b"urgent")
    for lane in lanes:
        lanes.take(lane)
    assert lanes.bytes_waiting == 0


def test_a_lane_is_idle_only_when_the_host_is_done_with_it() -> None:
    lanes = filled(*[ORDINARY] * (BATCH + 1))
    assert len(lanes.take(lanes.ordinary)) == BATCH
    lanes.finish(lanes.ordinary)
    assert len(lanes.take(lanes.ordinary)) == 1
    assert not lanes.is_idle
    lanes.finish(lanes.ordinary)
    assert lanes.is_idle


async def written() -> None:
    """What was begun is durable."""


def test_a_stop_may_be_begun_while_the_disk_has_not_the_one_before_up_to_a_limit() -> None:
    lanes, stops = Lanes(), [ev.Ingest(1, b"%d" % number, urgent=True) for number in range(MOST_BEGUN + 1)]
    lane = lanes.urgent
    for stop in stops:
        lanes.put(stop)
        assert lane.may_begin is (stop is not stops[-1])
        if lane.may_begin:
            lanes.begin(lane, Begun(lanes.take(lane), written))
    lanes.put(stops[0])
    assert list(lane.waiting) == [stops[-1]], "one that is begun is not taken again"
    while lane.begun:
        assert not lanes.is_idle
        lane.begun.popleft()
        lanes.finish(lane)
    assert lane.may_begin and list(lanes.take(lane)) == [stops[-1]]


def test_a_stop_that_comes_over_two_connections_is_handed_over_once_while_it_is_under_way() -> None:
    lanes = filled(URGENT, ev.Ingest(2, URGENT.raw, urgent=True))
    assert list(lanes.take(lanes.urgent)) == [URGENT]
    lanes.put(URGENT)
    lanes.finish(lanes.urgent)
    assert list(lanes.take(lanes.urgent)) == []


def test_a_stop_that_failed_or_is_done_is_taken_again_when_it_comes_again() -> None:
    lanes = filled(URGENT)
    lanes.take(lanes.urgent)
    lanes.finish(lanes.urgent)
    lanes.put(URGENT)
    assert list(lanes.take(lanes.urgent)) == [URGENT]


def test_what_is_ordinary_is_handed_over_as_often_as_it_comes() -> None:
    lanes = filled(ORDINARY, ORDINARY)
    assert list(lanes.take(lanes.ordinary)) == [ORDINARY, ORDINARY]
