"""What must always hold (I1 to I7), looked for from outside: by plain comparison, with none of the code under test
that decides.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator, Mapping

from tansiq.airspace.conflict import find_conflict
from tansiq.airspace.item import Item
from tansiq.base.ids import ItemId, PartyId
from tansiq.coordination.holds import holds
from tansiq.coordination.picture import TABLES, Picture, Revision, answer_key
from tansiq.ledger.envelope import Chain
from tansiq.node.keeping.rows import rebuild_picture
from tansiq.store.memory import MemoryStore
from tansiq.wire.values import encode_value
from tests.sim.network import Network
from tests.sim.nodes import SimNode, line_between


class Broken(AssertionError):
    """An invariant does not hold."""


def expect(holds_: bool, what: str) -> None:
    if not holds_:
        raise Broken(what)


def coordinated_by(node: SimNode) -> Iterator[Revision]:
    """Revisions of its own that a node counts as coordinated now; of one that is flown, that which is flown too."""
    picture, now_ms = node.picture, node.clock.now_ms()
    for state in picture.items.values():
        revision = picture.revisions[state.current]
        if state.owner != node.party or not revision.item.is_movement or state.declared in {"ended", "cancelled"}:
            continue
        if state.is_suspended or state.is_unilateral or not state.told or revision.item.end_ms <= now_ms:
            continue
        found = holds(state.id, picture, list(picture.agreements.values()), now_ms)
        if not found:
            yield revision
        if state.declared == "active" and state.flown is not None and state.flown != state.current:
            yield picture.revisions[state.flown]


def is_signed_by_both(picture: Picture, a: Revision, b: Revision) -> bool:
    """A complete resolution, as this picture has it."""
    return any(
        {row.first, row.second} == {a.hash, b.hash} and row.signed_by >= {a.item.owner, b.item.owner}
        for row in picture.resolutions.values()
    )


def check_i1(network: Network) -> None:
    """No two conflicting activities of different parties are both coordinated without a complete resolution."""
    counted = [(node, revision) for node in network.running for revision in coordinated_by(node)]
    for at, (a_node, a) in enumerate(counted):
        for b_node, b in counted[at + 1 :]:
            if a.item.owner == b.item.owner or find_conflict(a.item, b.item) is None:
                continue
            signed = is_signed_by_both(a_node.picture, a, b) and is_signed_by_both(b_node.picture, a, b)
            expect(signed, f"I1: {a.item.name} of {a.item.owner} and {b.item.name} of {b.item.owner}")


def check_i2(network: Network) -> None:
    """What has a receipt is durable at its receiver, as it was sent."""
    for node in network.nodes.values():
        for peer in network.nodes.values():
            line = line_between(node.party, peer.party)
            for chain in Chain:
                receipt = node.store.find_receipt(line, chain)
                if receipt is None or node.party == peer.party:
                    continue
                row = peer.store.find_envelope(line, "in", chain, receipt.serial)
                expect(row is not None and row.hash == receipt.hash, f"I2: {node.name} to {peer.name} {receipt.serial}")


def logs_of(store: MemoryStore, line: str, direction: str, chain: Chain) -> list[bytes]:
    rows = store.envelopes(line, direction, chain, after=0, limit_bytes=1 << 40)  # type: ignore[arg-type]
    return [row.raw for row in rows]


def check_i3(network: Network) -> None:
    """The receiver's log of a chain is a beginning of its sender's, but for urgent ones beyond a gap."""
    for node in network.nodes.values():
        for peer in network.nodes.values():
            if node.party == peer.party:
                continue
            line = line_between(node.party, peer.party)
            for chain in Chain:
                out = set(logs_of(node.store, line, "out", chain))
                held = logs_of(peer.store, line, "in", chain)
                expect(set(held) <= out, f"I3: {peer.name} holds {chain} of {node.name} that it never wrote")
                if chain is Chain.ORDINARY:
                    sent = logs_of(node.store, line, "out", chain)
                    expect(held == sent[: len(held)], f"I3: {chain} of {node.name} at {peer.name}")


def check_i4(network: Network, pressed: Mapping[str, frozenset[PartyId]]) -> None:
    """A cease that is known at a node and that not all ends resumed holds what it names there; see also `check_ceased`.

    Args:
        network: the nodes.
        pressed: by cease, who pressed to resume it.
    """
    for node in network.running:
        for cease in node.picture.ceases.values():
            if pressed.get(cease.id, frozenset()) >= {cease.by, node.party}:
                continue
            for item in named_by(node, cease.id):
                expect(node.state(item) not in {"coordinated", "active"}, f"I4: {item} at {node.name} under {cease.id}")


def named_by(node: SimNode, cease: str) -> list[ItemId]:
    """Movements known at a node that a cease names, or that it shares with its maker or with those told."""
    row = node.picture.ceases[cease]
    movements = [
        state for state in node.picture.items.values() if node.picture.revisions[state.current].item.is_movement
    ]
    if row.items and all(item in node.picture.items for item in row.items):
        return [state.id for state in movements if state.id in row.items]
    return [
        state.id
        for state in movements
        if state.owner in row.ends - {node.party} or any(told.party in row.ends for told in state.told)
    ]


def check_ceased(network: Network) -> None:
    """I4, when all is settled: what its maker told over a line that stands has come."""
    for node in network.running:
        for cease in node.picture.ceases.values():
            for party in cease.ends if cease.by == node.party else ():
                peer = network.nodes[party]
                path = peer.is_running and any({node, peer} == set(wire.ends) for wire in network.wires)
                may = path and party != node.party and node.line_to(party).seat.may_sign
                expect(not may or cease.id in peer.picture.ceases, f"I4: {cease.id} of {node.name} not at {party}")


def encoded_rows(picture: Picture) -> dict[tuple[str, str], bytes]:
    return {
        (table, key): encode_value(row, form)
        for table, form in TABLES.items()
        for key, row in getattr(picture, table).items()
    }


def check_i5(node: SimNode) -> None:
    """The picture rebuilt from the record, the stored one and, all being durable, the one in use are the same."""
    stored = {(table, key): value for table, key, value in node.store.picture_rows()}
    rebuilt = encoded_rows(rebuild_picture(node.party, node.store))
    differing = sorted(key for key in {*stored, *rebuilt} if stored.get(key) != rebuilt.get(key))
    expect(not differing, f"I5: {node.name} {differing[:3]}")
    if node.is_running and node.kernel.is_settled and not node.is_broken:
        expect(encoded_rows(node.picture) == stored, f"I5: {node.name} in use")


def readable(raw: bytes) -> bytes:
    """What was put on a wire, with its payload unwrapped."""
    return raw + base64.b64decode(json.loads(raw)["payload"]) if raw else raw  # a reserve's sign of life is empty


def check_i6(network: Network, secrets: Mapping[str, frozenset[PartyId]], *, since: dict[str, int]) -> None:
    """No bytes for a party hold what is kept from it.

    Args:
        network: the nodes.
        secrets: texts, with the parties that may have them.
        since: how much was looked at before, by party; moved on.
    """
    for party, sent in network.sent.items():
        for raw in sent[since.get(party, 0) :]:
            whole = readable(raw)
            for secret, may in secrets.items():
                expect(party in may or secret.encode() not in whole, f"I6: {secret} to {party}")
        since[party] = len(sent)


def check_i7(network: Network) -> None:
    """Whoever knows a protective item in the way of what a peer counts as coordinated has withdrawn."""
    for owner in network.running:
        for revision in coordinated_by(owner):
            for told in owner.picture.items[revision.item.id].told:
                peer = network.nodes[told.party]
                if peer.is_running and revision.hash in peer.picture.revisions:
                    _check_withdrawn(peer, owner, revision)


def _check_withdrawn(peer: SimNode, owner: SimNode, revision: Revision) -> None:
    answer = peer.picture.answers.get(answer_key(revision.hash, peer.party))
    bound = answer is not None and answer.answer.verdict == "concur" and answer.withdrawn_by is None
    in_the_way = [other.name for other in protective_in_the_way(peer, revision)]
    expect(not (bound and in_the_way), f"I7: {peer.name} knows {in_the_way} against {revision.item.name}")


def protective_in_the_way(node: SimNode, revision: Revision) -> list[Item]:
    found = []
    for state in node.picture.items.values():
        other = node.picture.revisions[state.current]
        if other.item.is_movement or not other.is_live or is_signed_by_both(node.picture, revision, other):
            continue
        conflict = find_conflict(revision.item, other.item)
        if conflict is not None and conflict.end_ms > node.clock.now_ms():
            found.append(other.item)
    return found
