"""Own messages come back from the peer, whatever happens to the conversation meanwhile."""

from __future__ import annotations

import pytest

from tansiq.ledger.chain import GENESIS
from tansiq.ledger.envelope import Chain
from tansiq.ledger.frames import OwnRequest
from tansiq.link.events import Appended, Behind, Checked, OwnRecovered
from tansiq.link.recovery import OwnChains
from tansiq.link.sending import Outbox
from tests.link.desk import NORTH, Desk, head_of_log

HELD = 5


class Restored:
    """A record that lacks all that its peer holds of it."""

    def __init__(self) -> None:
        desk = Desk(NORTH)
        self.log = {chain: [desk.write(chain) for _ in range(HELD)] for chain in Chain}
        self.held = {chain: head_of_log(desk.record.own[chain]) for chain in Chain}
        self.outboxes = {chain: Outbox(chain, head=GENESIS, confirmed=GENESIS) for chain in Chain}
        self.own = OwnChains(self.outboxes)

    def give(self, chain: Chain, first: int, last: int) -> list[object]:
        entries = tuple(each.raw for each in self.log[chain][first - 1 : last] if each.raw is not None)
        return list(self.own.take(chain, entries))

    def store(self, chain: Chain, serial: int) -> tuple[bool, list[object]]:
        appended: Appended = self.log[chain][serial - 1]
        self.outboxes[chain].append(appended.head, appended.raw)
        more, commands = self.own.append(chain)
        return more, list(commands)

    def begin_anew(self) -> None:
        self.own.stop()
        assert [command for command in self.own.compare(self.held) if not isinstance(command, Behind)] == []


def test_one_chain_after_the_other_comes_part_by_part() -> None:
    restored = Restored()
    restored.begin_anew()
    seen: list[object] = []
    for chain in (next(iter(restored.outboxes)), list(restored.outboxes)[-1]):
        for first, last in ((1, 3), (4, HELD)):
            assert restored.own.find_request() == OwnRequest(chain, first - 1)
            assert isinstance(restored.give(chain, first, last)[0], OwnRecovered)
            assert restored.own.find_request() is None
            for serial in range(first, last + 1):
                seen += restored.store(chain, serial)[1]
    assert [type(command) for command in seen] == [Checked]
    assert restored.own.may_send() and not restored.own.is_fetching()


@pytest.mark.parametrize("stored", range(HELD))
def test_a_part_that_is_stored_only_in_the_next_conversation_counts(stored: int) -> None:
    """The connection breaks when so many messages of the last part are stored; the others follow."""
    restored = Restored()
    restored.begin_anew()
    first, last = restored.outboxes
    restored.give(first, 1, HELD)
    for serial in range(1, HELD + 1):
        restored.store(first, serial)
    restored.give(last, 1, HELD)
    for serial in range(1, stored + 1):
        restored.store(last, serial)
    restored.begin_anew()
    for serial in range(stored + 1, HELD + 1):
        restored.store(last, serial)
    assert not restored.own.is_fetching()
    assert restored.own.find_request() is None
    assert restored.own.may_send()


def test_what_another_path_brought_back_is_not_asked_for() -> None:
    restored = Restored()
    restored.begin_anew()
    first, last = restored.outboxes
    for serial in range(1, HELD + 1):
        restored.store(last, serial)
    assert restored.own.find_request() == OwnRequest(first, 0)
    restored.give(first, 1, HELD)
    for serial in range(1, HELD + 1):
        restored.store(first, serial)
    assert restored.own.may_send()
