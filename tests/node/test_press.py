"""Ordinary work stands aside for what is urgent, and never for long."""

from __future__ import annotations

from dataclasses import dataclass, field

from tansiq.node.lines.press import PRESSED_S, SEEN_S, Press


@dataclass
class Loop:
    """A press, its clock, and whether something urgent is under way."""

    now_s: float = 1000.0
    busy: bool = False
    press: Press = field(init=False)

    def __post_init__(self) -> None:
        self.press = Press(lambda: self.busy, lambda: self.now_s)

    def is_on_after(self, seconds: float) -> bool:
        self.now_s += seconds
        return self.press.is_on()


def test_nothing_stands_aside_where_nothing_urgent_came() -> None:
    loop = Loop(busy=True)
    assert not loop.press.is_on()


def test_what_was_seen_presses_before_anybody_has_begun_it_and_not_for_ever() -> None:
    loop = Loop()
    loop.press.come()
    assert loop.press.is_on()
    assert not loop.is_on_after(SEEN_S)


def test_it_presses_for_as_long_as_it_is_under_way() -> None:
    loop = Loop(busy=True)
    loop.press.come()
    assert loop.is_on_after(PRESSED_S * 0.9)
    loop.busy = False
    assert not loop.is_on_after(0.0)


def test_a_disk_that_takes_nothing_holds_ordinary_work_up_for_a_moment_only() -> None:
    loop = Loop(busy=True)
    loop.press.come()
    assert not loop.is_on_after(PRESSED_S)
    loop.press.come()
    assert not loop.press.is_on()


def test_one_stop_after_the_other_leaves_half_of_the_time_to_ordinary_work() -> None:
    loop = Loop(busy=True)
    held = 0
    for _ in range(1000):
        loop.press.come()
        held += loop.is_on_after(0.001)
    assert 400 < held < 600


def test_the_next_stop_presses_again_at_once_where_the_one_before_was_done_in_time() -> None:
    loop = Loop()
    loop.press.come()
    assert not loop.is_on_after(SEEN_S)
    loop.press.come()
    assert loop.press.is_on()
