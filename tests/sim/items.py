"""Items, agreements and the officers' usual orders, for the simulated nodes."""

from __future__ import annotations

from dataclasses import replace

from tansiq.airspace.item import Flight, Item, ItemKind, Site, SiteCategory
from tansiq.base.ids import AgreementId, CeaseId, ItemId, PartyId, Sha256
from tansiq.base.units import MS_PER_H
from tansiq.coordination import readback
from tansiq.coordination.agreement import Articles, Scope, Terms
from tansiq.coordination.statements import Disclosure, Verdict
from tansiq.geometry.footprints import Circle
from tansiq.geometry.notation import Location, parse_location
from tansiq.geometry.positions import Position
from tansiq.geometry.volumes import Volume
from tansiq.node.orders import agreements, answer, cease, status, submit, verify
from tests.sim.network import NOON_MS, Network
from tests.sim.nodes import SimNode

PLACES = (
    Position(363_700_000, 375_100_000),
    Position(363_900_000, 375_300_000),
    Position(341_100_000, 401_100_000),
)
"""The first two are 3 km apart, the third far from both."""
START_MS = NOON_MS + 2 * MS_PER_H
EASY = Articles(readback_needed=False, verification_needed=False, probing_limit=1000)
"""Nothing but an answer is needed."""


def make_item(
    network: Network,
    owner: str,
    kind: ItemKind = ItemKind.ACTIVITY,
    *,
    place: int = 0,
    name: str = "",
    hazard: bool = True,
    start_ms: int = START_MS,
    hours: float = 2.0,
    note: str = "",
) -> Item:
    """An item of 5 km radius at one of the places."""
    id_ = ItemId(network.new_id())
    moves = kind in {ItemKind.ACTIVITY, ItemKind.TRANSIT}
    end_ms = start_ms + round(hours * MS_PER_H)
    if not moves:
        start_ms, end_ms = start_ms - 24 * MS_PER_H, end_ms + 24 * MS_PER_H
    return Item(
        id=id_,
        owner=PartyId(owner),
        revision=1,
        kind=kind,
        name=name or f"{kind.value} {id_[:8]}",
        volumes=(Volume(Circle(PLACES[place], 5_000_000), None, None, start_ms, end_ms),),
        flight=Flight(2, "survey", hazard) if moves else None,
        site=Site(SiteCategory.HOSPITAL, 1_000_000, "visited") if kind is ItemKind.PROTECTED_SITE else None,
        note=note,
    )


def move_item(item: Item, place: int) -> Item:
    """The same item elsewhere."""
    volumes = tuple(replace(volume, footprint=Circle(PLACES[place], 5_000_000)) for volume in item.volumes)
    return replace(item, volumes=volumes)


def agree(network: Network, *parties: str, articles: Articles = EASY, effective_ms: int = NOON_MS - 1) -> AgreementId:
    """An agreement in force everywhere between parties that all have lines to each other."""
    id_ = AgreementId(network.new_id())
    terms = Terms(
        id_, "Flight safety", tuple(map(PartyId, parties)), Scope.JOINT_OPERATIONS, (), effective_ms, articles
    )
    first = network.nodes[parties[0]]
    first.act(lambda desk: agreements.draft(desk, terms))
    first.act(lambda desk: agreements.offer(desk, id_))
    network.settle()
    for party in parties[1:]:
        network.nodes[party].act(lambda desk: agreements.sign(desk, id_))
        network.settle()
    return id_


def file(node: SimNode, item: Item, told: dict[str, Disclosure] | None = None) -> Sha256:
    """Submit; gives the revision's hash."""
    disclosures = {PartyId(party): how for party, how in (told or {}).items()}
    return node.act(lambda desk: submit.submit(desk, item, disclosures))


def amend(node: SimNode, item: Item) -> Sha256:
    return node.act(lambda desk: submit.amend(desk, item, {}))


def current(node: SimNode, id_: ItemId) -> Sha256:
    return node.picture.items[id_].current


def read_back(node: SimNode, id_: ItemId) -> None:
    hash_ = current(node, id_)
    elements = readback.elements_of(node.picture.revisions[hash_].item)
    node.act(lambda desk: answer.read_back(desk, id_, hash_, elements))


def verify_there(node: SimNode, id_: ItemId, *, second: Location | None = None) -> None:
    """A second person finds the place where it was stated."""
    hash_ = current(node, id_)
    at = readback.reference_position(node.picture.revisions[hash_].item)
    found = second or parse_location(f"{at.lat_e7 / 1e7:.7f} {at.lon_e7 / 1e7:.7f}", datum="WGS84")
    node.act(lambda desk: verify.verify_blind(desk, id_, hash_, found, source="satellite image"), officer="verifier")


def reply(node: SimNode, id_: ItemId, verdict: Verdict = Verdict.CONCUR) -> None:
    hash_ = current(node, id_)
    node.act(lambda desk: answer.answer(desk, id_, hash_, verdict))


def doubt(node: SimNode, id_: ItemId, *, revision: Sha256 | None = None) -> None:
    hash_ = revision or current(node, id_)
    node.act(lambda desk: answer.doubt(desk, id_, hash_, text="", lang="en"))


def activate(node: SimNode, id_: ItemId, *, unilateral: bool = False) -> None:
    node.act(lambda desk: status.activate(desk, id_, unilateral=unilateral))


def press_cease(node: SimNode, *items: ItemId, to: tuple[str, ...] = ()) -> CeaseId:
    """A cease pressed at a console."""
    id_ = CeaseId(node.network.new_id())
    lines = tuple(node.drivers)
    node.act_urgently(lambda desk: cease.cease(desk, id_, items=items, to=tuple(map(PartyId, to)), lines=lines))
    return id_


def resume(node: SimNode, id_: CeaseId) -> None:
    node.act_urgently(lambda desk: cease.resume(desk, id_), officer="commander")
