"""The parts of an exchange alone: window, heartbeat, refusals, back-off."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tansiq.ledger.chain import GENESIS, Head
from tansiq.ledger.envelope import Chain
from tansiq.ledger.frames import Heartbeat, Hello
from tansiq.link.channels import Run, find_refusal
from tansiq.link.events import LineState, LoadOwn, Moment
from tansiq.link.follow import Backoff
from tansiq.link.pulse import Pulse
from tansiq.link.sending import WINDOW_BYTES, Outbox, is_room
from tests.link.desk import NORTH


def head(serial: int) -> Head:
    return Head(serial, f"{serial:064x}") if serial else GENESIS  # type: ignore[arg-type]


def outbox(*, own: int, confirmed: int = 0) -> Outbox:
    return Outbox(Chain.ORDINARY, head=head(own), confirmed=head(confirmed))


def entries(start: int, end: int) -> tuple[tuple[int, bytes], ...]:
    return tuple((serial, b"%d" % serial) for serial in range(start, end))


def test_window_is_loaded_from_the_last_receipt_and_only_once_at_a_time() -> None:
    box = outbox(own=9, confirmed=4)
    assert box.find_load() == LoadOwn(Chain.ORDINARY, after=4, limit_bytes=WINDOW_BYTES)
    assert box.find_load() is None
    box.load(entries(5, 8))
    assert box.find_load() == LoadOwn(Chain.ORDINARY, after=7, limit_bytes=WINDOW_BYTES)


def test_what_was_loaded_for_a_position_since_moved_is_left_aside() -> None:
    box = outbox(own=9, confirmed=4)
    box.find_load()
    box.take_position(2)
    box.load(entries(5, 10))
    assert box.find_next() is None
    assert box.find_load() == LoadOwn(Chain.ORDINARY, after=2, limit_bytes=WINDOW_BYTES)


def test_gap_request_never_moves_the_sender_forward() -> None:
    box = outbox(own=9)
    box.load(entries(1, 10))
    assert box.pop() == b"1"
    box.rewind(7)
    assert box.pop() == b"2"


def test_new_bytes_join_the_window_only_where_they_follow_it() -> None:
    box = outbox(own=3, confirmed=3)
    box.append(head(4), b"4")
    assert box.find_next() == b"4"
    behind = outbox(own=3)
    behind.append(head(4), b"4")
    assert behind.find_next() is None


def test_receipt_spares_sending_what_it_covers() -> None:
    box = outbox(own=5)
    box.load(entries(1, 6))
    assert box.confirm(head(3))
    assert not box.confirm(head(2))
    assert box.pop() == b"4"


def test_empty_answer_to_a_load_is_not_asked_again_at_once() -> None:
    box = outbox(own=5)
    box.find_load()
    box.load(())
    assert box.find_load() is None
    box.retry()
    assert box.find_load() is not None


@given(st.integers(1, 90_000), st.integers(-50_000, 16_384))
def test_room_is_for_what_fits_or_for_one_alone(size_bytes: int, room_bytes: int) -> None:
    assert is_room(size_bytes, room_bytes) == (size_bytes <= room_bytes or room_bytes == 16_384)


def beat(*, ping_ms: int, echo_ms: int | None = None, echo_received_ms: int | None = None) -> Heartbeat:
    return Heartbeat(
        ping_ms=ping_ms,
        echo_ms=echo_ms,
        echo_received_ms=echo_received_ms,
        heads={},
        processed={},
        want_echo=False,
        state="ok",
    )


@given(st.integers(-600_000, 600_000), st.integers(0, 5_000), st.integers(0, 20_000))
def test_clock_offset_is_exact_where_both_ways_take_the_same(offset_ms: int, way_ms: int, dwell_ms: int) -> None:
    sent_ms = 1_000_000
    there_ms = sent_ms + way_ms + offset_ms
    answer = beat(ping_ms=there_ms + dwell_ms, echo_ms=sent_ms, echo_received_ms=there_ms)
    back = Moment(0.0, sent_ms + way_ms + dwell_ms + way_ms)
    assert Pulse(heartbeat_s=10).hear(answer, back) == (2 * way_ms, offset_ms)


def test_nothing_is_measured_where_a_clock_jumped_in_between() -> None:
    assert Pulse(heartbeat_s=10).hear(beat(ping_ms=90_000, echo_ms=1, echo_received_ms=2), Moment(0.0, 5)) == (
        None,
        None,
    )


@pytest.mark.parametrize(
    ("quiet_s", "state"),
    [
        (0, LineState.UP),
        (14.9, LineState.UP),
        (15, LineState.DEGRADED),
        (29.9, LineState.DEGRADED),
        (30, LineState.SILENT),
    ],
)
def test_silence_is_three_heartbeats_long(quiet_s: float, state: LineState) -> None:
    pulse = Pulse(heartbeat_s=10)
    assert pulse.find_state(Moment(100.0, 0)) is LineState.SILENT
    pulse.hear(beat(ping_ms=1), Moment(100.0, 0))
    assert pulse.find_state(Moment(100.0 + quiet_s, 0)) is state


def hello(epoch: int, run: int, *, exercise: bool = False) -> Hello:
    return Hello(
        party=NORTH,
        epoch=epoch,
        run=f"{run:016x}",
        held={},
        heads={},
        exercise=exercise,
        version="1",
        recovering=False,
    )


@pytest.mark.parametrize(
    ("epoch", "run", "live", "reason"),
    [
        (5, 1, [1], None),
        (5, 2, [], "stale_epoch"),
        (4, 2, [], "stale_epoch"),
        (6, 2, [], None),
        (6, 2, [2], None),
        (6, 2, [1], "second_run"),
        (4, 2, [1], "stale_epoch"),
    ],
)
def test_hello_is_judged_by_epoch_run_and_who_else_speaks(
    epoch: int, run: int, live: list[int], reason: str | None
) -> None:
    seen = Run(5, f"{1:016x}")
    runs = [f"{other:016x}" for other in live]
    assert find_refusal(hello(epoch, run), seen=seen, live_runs=runs, exercise=False) == reason


def test_waits_double_up_to_the_longest_with_jitter() -> None:
    backoff = Backoff(first_s=1, longest_s=5, random=lambda: 1.0)
    assert [backoff.next_delay_s() for _ in range(4)] == [1, 2, 4, 5]
    backoff.reset()
    assert backoff.next_delay_s() == 1
    assert Backoff(first_s=1, longest_s=5, random=lambda: 0.0).next_delay_s() == 0.5
