"""In which order what waits is signed: the pressing first, and never one thread out of its order."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from tansiq.base.ids import LineId, MessageId, OfficerId, PartyId, Sha256
from tansiq.coordination.entry import Entry, Sent
from tansiq.coordination.statements import KeyChange, Note
from tansiq.ledger.envelope import Precedence
from tansiq.node.lines.waiting import Threads, Waiting

LINE = LineId("11111111-1111-4111-8111-111111111111")
ORDER = [precedence.value for precedence in Precedence]


def entry(number: int, precedence: str = "ROUTINE", *, chain: str = "ordinary", is_key: bool = False) -> Entry:
    sent = Sent(LINE, chain, MessageId(f"m{number}"), precedence, 0)  # type: ignore[arg-type]
    statement = KeyChange("pairing", "", 1) if is_key else Note("x", "en")
    return Entry(
        number, 0, PartyId("a"), OfficerId("o"), "en", statement, Sha256(f"{number:064x}"), PartyId("b"), sent
    )  # fmt: skip


def drain(waiting: Waiting) -> list[int]:
    return [taken.number for taken in iter(waiting.pop, None)]


def threads(*names: str) -> Threads:
    return frozenset(names)


def test_the_pressing_go_first_and_equals_in_the_order_of_their_decision() -> None:
    waiting = Waiting()
    for number, precedence in enumerate(["ROUTINE", "PRIORITY", "IMMEDIATE", "ROUTINE", "IMMEDIATE", "FLASH"]):
        waiting.append(entry(number, precedence), threads(str(number)))
    assert drain(waiting) == [5, 2, 4, 1, 0, 3]


def test_nothing_overtakes_what_names_the_same_thing() -> None:
    waiting = Waiting()
    waiting.append(entry(1, "ROUTINE"), threads("hospital"))
    waiting.append(entry(2, "ROUTINE"), threads("other"))
    waiting.append(entry(3, "IMMEDIATE"), threads("patrol", "hospital"))
    waiting.append(entry(4, "IMMEDIATE"), threads("patrol"))
    assert drain(waiting) == [1, 3, 4, 2]


def test_key_goes_before_everything() -> None:
    waiting = Waiting()
    waiting.append(entry(1, "IMMEDIATE"), threads("a"))
    waiting.append(entry(2, is_key=True), threads("b"))
    assert drain(waiting) == [2, 1]


def test_urgent_ones_wait_for_nothing_and_keep_their_order() -> None:
    waiting = Waiting()
    waiting.append(entry(1), threads("a"))
    waiting.append(entry(2, "FLASH", chain="urgent"), threads("a"))
    waiting.append(entry(3, "IMMEDIATE", chain="urgent"), threads("a"))
    assert waiting.ordinary_count == 1
    assert [each.number for each in waiting.take_urgent()] == [2, 3]
    assert drain(waiting) == [1] and len(waiting) == 0


def test_decision_undone_and_message_signed_before_leave_no_trace() -> None:
    waiting = Waiting()
    for number in range(5):
        waiting.append(entry(number), threads("same"))
    waiting.cut(4)
    waiting.discard(MessageId("m0"))
    waiting.discard(MessageId("unknown"))
    assert drain(waiting) == [1, 2, 3]


ROWS = st.lists(st.tuples(st.sampled_from(ORDER), st.sets(st.sampled_from("abcd"), max_size=3)), max_size=25)


@given(ROWS, st.integers(0, 1 << 30))
def test_whatever_comes_between_every_thread_keeps_its_order_and_nothing_is_lost(
    rows: list[tuple[str, set[str]]], seed: int
) -> None:
    chance, waiting, taken = random.Random(seed), Waiting(), list[Entry]()
    for number, (precedence, names) in enumerate(rows):
        waiting.append(entry(number, precedence), frozenset(names))
        if chance.random() < 0.3 and (one := waiting.pop()) is not None:
            taken.append(one)
    taken += list(iter(waiting.pop, None))
    assert sorted(each.number for each in taken) == list(range(len(rows)))
    for name in "abcd":
        order = [each.number for each in taken if name in rows[each.number][1]]
        assert order == sorted(order)


@given(ROWS)
def test_of_all_that_may_go_none_is_more_pressing_than_the_one_taken(rows: list[tuple[str, set[str]]]) -> None:
    waiting = Waiting()
    for number, (precedence, names) in enumerate(rows):
        waiting.append(entry(number, precedence), frozenset(names))
    left = list(range(len(rows)))
    while left:
        free = [at for at in left if not any(rows[at][1] & rows[before][1] for before in left if before < at)]
        best = min(free, key=lambda at: (ORDER.index(rows[at][0]), at))
        one = waiting.pop()
        assert one is not None and one.number == best
        left.remove(best)
