"""A party's own distribution tree, and how far what it was told has come along it."""

from __future__ import annotations

from collections.abc import Sequence

from tansiq.base.ids import ItemId, PartyId
from tansiq.coordination.statements import Ack, AckLevel, Unit, Units
from tansiq.node.kernel import Desk
from tansiq.node.refusals import NoLine, OwnItem, UnknownThing, WrongState


def name_units(desk: Desk, units: Sequence[Unit], to: Sequence[PartyId]) -> None:
    """Name our units, and tell whom of them we choose; nobody else learns of any."""
    known: set[str] = set()
    for unit in units:
        if unit.id in known or (unit.parent is not None and unit.parent not in known):
            raise WrongState(f"unit {unit.id}: each stands once, a parent before its children", where="units")
        known.add(unit.id)
    for party in to:
        if not desk.has_line(party):
            raise NoLine(party)
    said = Units(tuple(units))
    desk.note(said)
    for party in to:
        desk.say(party, said)


def acknowledge_item(desk: Desk, id_: ItemId, *, level: AckLevel, unit: str) -> None:
    """Tell an item's owner how far its current revision has come with a unit of ours."""
    state = desk.picture.items.get(id_)
    if state is None:
        raise UnknownThing("item", id_)
    message = desk.picture.revisions[state.current].message
    if state.owner == desk.own or message is None:
        raise OwnItem("one's own item is not acknowledged", where="item")
    check_unit(desk, unit)
    if not desk.has_line(state.owner):
        raise NoLine(state.owner)
    desk.say(state.owner, Ack(message, level, unit))


def check_unit(desk: Desk, unit: str) -> None:
    """Raise where we named our units and this is none of them."""
    named = desk.picture.units.get(desk.own)
    if unit and named is not None and all(each.id != unit for each in named.units):
        raise UnknownThing("unit", unit)
