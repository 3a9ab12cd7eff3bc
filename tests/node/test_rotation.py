"""Rotation of a line key over simulated lines: real nodes, wires turned by hand."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tansiq.base.errors import NotAllowed
from tansiq.base.ids import CeaseId, OfficerId, PartyId
from tansiq.coordination.statements import Cease, CeaseCause, KeyChange, KeySerials, Note
from tansiq.ledger.envelope import Chain
from tansiq.ledger.export import compare_logs, parse_log, verify_log
from tansiq.ledger.frames import Heartbeat, open_frame, seal_frame
from tansiq.ledger.keys import SigningKey
from tansiq.ledger.terms import first_term
from tansiq.node import react
from tansiq.node.keeping.folder import begin_run, keep_aside, mark_restored, write_secret
from tansiq.node.keeping.rows import to_entry
from tansiq.node.kernel import Author, Kernel
from tansiq.node.lines.export import export_log
from tansiq.node.lines.line_keys import LineKeys, to_setting
from tansiq.node.lines.lines import Lines
from tansiq.node.lines.pairings import lines_of
from tansiq.node.lines.rotate import KeyMoved, Rotations, RotationUnderWay
from tansiq.store.contract import Transaction
from tansiq.store.errors import DiskFull
from tests.sim.network import Network
from tests.sim.nodes import HEARTBEAT_S, SimNode, key_of, line_between

TWO = Author(OfficerId("adam"), "en", OfficerId("eve"))


class RotatingNode(SimNode):
    """A simulated node with its line key on disk."""

    def start(self) -> None:
        keys = self.folder / "keys"
        if not (keys / "line.seed").exists():
            write_secret(keys / "line.seed", self.party.encode().ljust(32, b".").hex().encode())
        self.key = SigningKey(bytes.fromhex((keys / "line.seed").read_text()))
        old = keys / "line.old.seed"
        self.course = begin_run(self.store, self.folder, run=self.network.new_run())
        self.kernel = Kernel(
            own=self.party,
            store=self.store,
            clock=self.clock,
            new_id=self.network.new_id,
            react=react.react,
            exercise=True,
        )
        self.lines = Lines(
            self.kernel,
            clock=self.clock,
            key=self.key,
            course=self.course,
            heartbeat_s=HEARTBEAT_S,
            old_key=SigningKey(bytes.fromhex(old.read_text())) if old.exists() else None,
            monotonic_s=lambda: self.network.mono_s,
        )
        self.lines.turns.on_changed = lambda: keep_aside(self.folder, self.store)
        self.rotations = Rotations(
            self.kernel,
            self.lines,
            self.folder,
            random_bytes=random.Random(f"{self.party} {self.course.run}").randbytes,
        )
        self.kernel.watch(self._after)
        self.kernel.on_failed = self._failed
        self.drivers = {}
        self.lines.turns.on_changed()
        for row in lines_of(self.store):
            self.lines.add(
                line=row.line, peer=row.peer, name=row.peer_name, peer_key=row.public_key, make=self._make_driver
            )
        self.rotations.finish()
        self.is_running, self.is_broken = True, False

    def pair(self, *peers: str) -> None:
        for peer in peers:
            keys = LineKeys((first_term(self.key.public),), (first_term(key_of(peer).public),))
            self.store.commit(Transaction(meta=to_setting(line_between(self.party, peer), keys)))
        super().pair(*peers)

    @property
    def key_id(self) -> str:
        return self.lines.turns.ring.newest.public.key_id

    def rotate(self) -> None:
        self.rotations.rotate(self.key_id, TWO)

    def restart(self) -> None:
        self.kill()
        self.start()
        self.network.dial()

    def say(self, text: str, to: str) -> None:
        self.act(lambda desk: desk.say(PartyId(to), Note(text, "en")))

    def cease(self, to: str) -> None:
        cease = Cease(CeaseId(self.network.new_id()), (), CeaseCause.OFFICER, (PartyId(to),))
        self.act_urgently(lambda desk: desk.say(PartyId(to), cease))

    def signers(self, chain: Chain, peer: str) -> list[str]:
        """Ids of the keys that signed our envelopes, in order."""
        rows = self.store.envelopes(self.line_to(peer).seat.line, "out", chain, after=0, limit_bytes=1 << 24)
        return [json.loads(row.raw)["signatures"][0]["keyid"] for row in rows]

    def said(self, kind: str) -> list[Any]:
        return [to_entry(row, self.store).statement for row in self.record(kind)]

    def texts(self) -> list[str]:
        return [note.text for note in self.said("note")]

    def acts(self) -> list[str]:
        return [act.what for act in self.said("local.act")]


Ends = tuple[RotatingNode, RotatingNode]


class RotatingNetwork(Network):
    def add(self, party: str, *, skew_ms: int = 0, name: str | None = None) -> SimNode:
        name = name or party
        node = self.nodes[name] = RotatingNode(self, name, party, self._folder / name, skew_ms=skew_ms)
        return node

    def node(self, name: str) -> RotatingNode:
        node = self.nodes[name]
        assert isinstance(node, RotatingNode)
        return node


@pytest.fixture
def network() -> Iterator[RotatingNetwork]:
    made = RotatingNetwork()
    yield made
    made.close_down()


@pytest.fixture
def ends(network: RotatingNetwork) -> Ends:
    network.build(("north", "south"))
    return network.node("north"), network.node("south")


def check_quiet(*nodes: RotatingNode) -> None:
    """Nobody was alarmed, nothing was set aside, and the two logs are one."""
    for node in nodes:
        assert [row.alert.code for row in node.picture.alerts.values()] == []
        assert list(node.picture.set_asides) == []


def check_logs(a: RotatingNode, b: RotatingNode) -> None:
    one, other = (
        parse_log("".join(export_log(node.store, node.line_to(peer.party).seat, own=node.party)).encode())
        for node, peer in ((a, b), (b, a))
    )
    for log in (one, other):
        assert verify_log(log).findings == ()
    assert compare_logs(one, other).difference is None


def test_every_line_changes_to_the_new_key_and_the_old_one_is_removed(network: RotatingNetwork, ends: Ends) -> None:
    north, south = ends
    old = north.key_id
    north.rotate()
    new = north.key_id
    network.settle()
    north.say("by the new key", "south")
    network.settle()
    assert new != old
    assert north.signers(Chain.ORDINARY, "south") == [old, old, new]
    assert not (north.folder / "keys" / "line.old.seed").exists()
    assert north.lines.turns.ring.old is None
    assert [act for act in north.acts() if act.startswith("key")] == ["key_rotated", "key_retired"]
    assert south.acts() == ["peer_key_changed"]
    assert south.texts() == ["by the new key"]
    network.pass_time(60)
    check_quiet(*ends)
    check_logs(*ends)


def test_both_ends_may_change_at_once(network: RotatingNetwork, ends: Ends) -> None:
    for node in ends:
        node.rotate()
    for node, peer in (ends, ends[::-1]):
        node.say(f"from {node.party}", peer.party)
    network.settle()
    network.pass_time(60)
    for node, peer in (ends, ends[::-1]):
        assert node.texts() == sorted(["from north", "from south"], key=lambda text: text != f"from {node.party}")
        assert node.lines.turns.ring.old is None
        keys = node.line_to(peer.party).seat.keys
        assert keys.is_own_settled and keys.is_peer_settled
        assert keys.peer[-1].key == peer.lines.turns.ring.newest.public
    check_quiet(*ends)
    check_logs(*ends)


def test_the_old_key_is_refused_after_the_change(network: RotatingNetwork, ends: Ends) -> None:
    north, south = ends
    north.rotate()
    network.settle()
    network.pass_time(15)
    thief = north.line_to("south").seat
    thief.key = key_of("north")
    north.say("by a stolen key", "south")
    network.settle()
    assert south.texts() == []
    assert {aside.code for aside in south.picture.set_asides.values()} == {"bad_signature"}


def test_once_the_new_key_is_at_work_the_old_one_stops_on_the_urgent_chain_too(
    network: RotatingNetwork, ends: Ends
) -> None:
    north, south = ends
    north.cease("south")
    network.settle()
    before = north.line_to("south").seat.heads[Chain.URGENT].serial
    north.rotate()
    network.settle()
    network.pass_time(15)
    assert south.line_to("north").seat.keys.peer[-1].since[Chain.URGENT] == before + 1


def test_a_stop_that_overtakes_the_change_is_believed(network: RotatingNetwork, ends: Ends) -> None:
    north, south = ends
    old = north.key_id
    network.part("north", "south")
    north.rotate()
    north.cease("south")
    network.settle()
    network.join("north", "south")
    network.settle()
    assert north.signers(Chain.URGENT, "south")[0] == old
    assert len(south.picture.ceases) == 1
    network.pass_time(30)
    assert list(south.picture.set_asides) == []
    north.cease("south")
    network.settle()
    assert north.signers(Chain.URGENT, "south")[-1] == north.key_id
    assert len(south.picture.ceases) == 2
    check_logs(*ends)


@pytest.mark.parametrize("rounds", range(12))
@pytest.mark.parametrize("who", ["north", "south"])
def test_killed_at_any_moment_of_it_a_node_goes_on_with_it(
    network: RotatingNetwork, ends: Ends, rounds: int, who: str
) -> None:
    north, south = ends
    north.rotate()
    new = north.key_id
    for _ in range(rounds):
        network.step()
    network.node(who).restart()
    network.settle()
    network.pass_time(40)
    north.say("after it", "south")
    south.say("answered", "north")
    network.settle()
    network.pass_time(20)
    assert north.key_id == new
    assert north.signers(Chain.ORDINARY, "south")[-1] == new
    assert north.lines.turns.ring.old is None
    assert sorted(south.texts()) == ["after it", "answered"]
    assert not [code for node in ends for code in ("bad_frame", "own_chain_differs") if node.alerts(code)]
    assert list(south.picture.set_asides) == []
    check_logs(*ends)


def test_a_line_that_was_down_changes_when_it_is_up_again(network: RotatingNetwork) -> None:
    network.build(("north", "south"), ("north", "east"))
    north, east = network.node("north"), network.node("east")
    east.kill()
    north.restart()
    network.settle()
    old = north.key_id
    north.rotate()
    network.settle()
    assert north.rotations.waiting_for() == ["east"]
    with pytest.raises(RotationUnderWay):
        north.rotate()
    north.restart()
    network.settle()
    assert north.lines.turns.ring.first.public.key_id == old
    east.start()
    network.dial()
    network.settle()
    assert north.lines.turns.ring.old is None
    assert north.signers(Chain.ORDINARY, "east")[-1] == old
    assert east.line_to("north").seat.keys.peer[-1].key.key_id == north.key_id
    (change,) = [said for said in east.said("key_change") if said.reason == "rotation"]
    assert change.line_key == north.lines.turns.ring.newest.public.raw.hex()


def test_a_change_without_the_new_keys_proof_is_set_aside_and_the_old_key_stays(
    network: RotatingNetwork, ends: Ends
) -> None:
    north, south = ends
    forged = KeyChange(
        "rotation", key_of("south").public.raw.hex(), 1, from_serial=KeySerials(9, 9), by_new_key="ab" * 64
    )
    north.act(lambda desk: desk.say(PartyId("south"), forged))
    north.say("still the old key", "south")
    network.settle()
    (aside,) = south.picture.set_asides.values()
    assert aside.code == "bad_rotation"
    assert [term.key for term in south.line_to("north").seat.keys.peer] == [key_of("north").public]
    assert south.texts() == ["still the old key"]
    assert [said.code for said in north.said("rejected")] == ["bad_rotation"]


@pytest.mark.parametrize("rounds", [0, 1, 2, 3, 4, 5, 6, 400])
@pytest.mark.parametrize("is_marked", [True, False])
def test_a_record_put_back_after_the_change_goes_on_under_the_new_key(
    network: RotatingNetwork, ends: Ends, rounds: int, is_marked: bool
) -> None:
    north, south = ends
    backup = north.store.copy()
    north.rotate()
    north.say("before the loss", "south")
    network.settle(rounds=rounds)
    if is_marked:
        mark_restored(north.folder)
    network.restore(north, backup)
    network.dial()
    network.settle()
    network.pass_time(40)
    north.say("after the loss", "south")
    network.settle()
    assert south.texts()[-1] == "after the loss"
    assert north.signers(Chain.ORDINARY, "south")[-1] == north.key_id
    assert north.lines.turns.ring.old is None
    assert list(south.picture.set_asides) == []
    assert not [code for node in ends for code in ("bad_frame", "own_chain_differs") if node.alerts(code)]
    check_logs(*ends)


def test_with_an_old_backup_of_its_keys_a_node_signs_nothing(network: RotatingNetwork, ends: Ends) -> None:
    north, south = ends
    lost = (north.folder / "keys" / "line.seed").read_bytes()
    north.rotate()
    network.settle()
    write_secret(north.folder / "keys" / "line.seed", lost)
    north.restart()
    network.settle()
    network.pass_time(60)
    north.say("with a key given up", "south")
    network.settle()
    assert south.texts() == []
    assert not north.line_to("south").seat.may_sign


def test_a_new_key_takes_two_persons_and_names_the_one_it_replaces(ends: Ends) -> None:
    north, _ = ends
    with pytest.raises(NotAllowed):
        north.rotations.rotate(north.key_id, Author(OfficerId("adam"), "en"))
    with pytest.raises(NotAllowed):
        north.rotations.rotate(north.key_id, Author(OfficerId("adam"), "en", OfficerId("adam")))
    with pytest.raises(KeyMoved):
        north.rotations.rotate("0" * 32, TWO)
    assert not (north.folder / "keys" / "line.old.seed").exists()


def test_a_key_may_be_changed_again(network: RotatingNetwork, ends: Ends) -> None:
    north, south = ends
    for number in range(3):
        north.rotate()
        network.settle()
        network.pass_time(15)
        north.say(str(number), "south")
        network.settle()
        network.mono_s += 1
    assert south.texts() == ["0", "1", "2"]
    assert len({*north.signers(Chain.ORDINARY, "south")}) == 4
    check_quiet(*ends)
    check_logs(*ends)


def test_a_change_that_the_disk_refused_is_announced_when_it_takes_it_again(
    network: RotatingNetwork, ends: Ends
) -> None:
    north, south = ends
    old = north.key_id
    north.store.fail_next(DiskFull("no room"))
    north.rotate()
    network.settle()
    network.pass_time(40)
    north.say("written", "south")
    network.settle()
    assert north.key_id != old
    assert north.signers(Chain.ORDINARY, "south") == [old, old, north.key_id]
    assert north.lines.turns.ring.old is None
    assert south.texts() == ["written"]
    check_logs(*ends)


def test_the_log_of_a_line_has_the_peers_last_heartbeat(network: RotatingNetwork, ends: Ends) -> None:
    north, south = ends
    network.pass_time(30)
    log = parse_log("".join(export_log(north.store, north.line_to("south").seat, own=north.party)).encode())
    assert log.beat is not None
    frame = open_frame(log.beat, line=log.head.line, sender=south.party, key=key_of("south").public)
    assert isinstance(frame, Heartbeat)
    assert frame.ping_ms > network.now_ms - 15_000
    assert verify_log(log).findings == ()
    forged = replace(log, beat=seal_frame(frame, line=log.head.line, sender=south.party, key=north.key, sent_ms=1))
    assert [finding.where for finding in verify_log(forged).findings] == ["heartbeat"]
