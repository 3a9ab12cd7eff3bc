"""A machine's answer leaves a fixed time after its question; nothing overtakes it but what is urgent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from tansiq.base.ids import LineId, MessageId, OfficerId, PartyId
from tansiq.ledger.envelope import NO_PREVIOUS, Chain, Envelope, Precedence
from tansiq.node.lines.padding import Padding

PEER = PartyId("north")


class Hand:
    """Time and timers moved by hand."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.timers: list[tuple[float, Callable[[], None]]] = []
        self.sent: list[str] = []
        self.padding = Padding(now_s=lambda: self.now_s, later=self.later, pad_s=0.3)

    def later(self, wait_s: float, then: Callable[[], None]) -> None:
        self.timers.append((self.now_s + wait_s, then))

    def move_to(self, now_s: float) -> None:
        self.now_s = now_s
        due, self.timers = (
            [timer for timer in self.timers if timer[0] <= now_s],
            [timer for timer in self.timers if timer[0] > now_s],
        )
        for _, then in due:
            then()

    def send(self, envelope: Envelope, name: str) -> None:
        self.padding.send(PEER, envelope, lambda: self.sent.append(name))


ANSWER = Envelope(
    line=LineId("11111111-1111-4111-8111-111111111111"), chain=Chain.ORDINARY, sender=PartyId("south"), to=(PEER,),
    serial=1, prev=NO_PREVIOUS, id=MessageId("22222222-2222-4222-8222-222222222222"), kind="answer", kind_version=1,
    precedence=Precedence.PRIORITY, sent_ms=0, author=OfficerId("machine"), lang="en", body=b"{}",
)  # fmt: skip
NOTIFY = replace(ANSWER, kind="notify", sender=PEER)
NOTE = replace(ANSWER, kind="note", author=OfficerId("aydin"))
CEASE = replace(ANSWER, kind="cease", chain=Chain.URGENT)


def test_answer_leaves_at_one_time_however_long_it_took_to_find() -> None:
    for took_s in (0.001, 0.1, 0.29):
        hand = Hand()
        hand.padding.hear(PEER, NOTIFY)
        hand.move_to(took_s)
        hand.send(ANSWER, "answer")
        hand.move_to(0.2999)
        assert hand.sent == []
        assert hand.padding.is_waiting(PEER)
        hand.move_to(0.3)
        assert hand.sent == ["answer"]
        assert not hand.padding.is_waiting(PEER)


def test_later_messages_wait_behind_the_answer_and_urgent_ones_do_not() -> None:
    hand = Hand()
    hand.padding.hear(PEER, NOTIFY)
    hand.send(ANSWER, "answer")
    hand.send(NOTE, "note")
    hand.send(CEASE, "cease")
    assert hand.sent == ["cease"]
    hand.move_to(0.3)
    assert hand.sent == ["cease", "answer", "note"]


def test_answer_of_a_person_is_never_held_back() -> None:
    hand = Hand()
    hand.padding.hear(PEER, NOTIFY)
    hand.send(replace(ANSWER, author=OfficerId("aydin")), "answer")
    assert hand.sent == ["answer"]
