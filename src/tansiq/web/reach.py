"""Units of the parties, and how far what was told has come with each."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from tansiq.base.clock import write_instant
from tansiq.base.ids import MessageId, PartyId
from tansiq.coordination.concerned import own_articles
from tansiq.coordination.disclosure import is_coarse
from tansiq.coordination.picture import ItemState
from tansiq.coordination.reach import UnitReach, find_due_ms, find_reach, find_unreached, is_reached
from tansiq.coordination.statements import AckLevel, Unit
from tansiq.node.keeping.rows import to_entry
from tansiq.node.kernel import Decision
from tansiq.node.orders.units import acknowledge_item, name_units
from tansiq.web.ask import Ask, Kept, decide
from tansiq.web.items import get_state
from tansiq.web.shapes import show_instant
from tansiq.wire.fields import Name, Party, Text, UnitSlug
from tansiq.wire.http import Form, Write


class UnitForm(Form, frozen=True, kw_only=True):
    """One unit; a parent stands before its children."""

    unit: UnitSlug
    name: Name
    parent: UnitSlug | None = None


class UnitsForm(Write, frozen=True, kw_only=True):
    """Our whole distribution tree, and who may know of it."""

    units: tuple[UnitForm, ...]
    to: tuple[Party, ...] = ()


class AckItemForm(Write, frozen=True, kw_only=True):
    """How far an item has come with a unit of ours."""

    level: AckLevel
    unit: Text = ""


class UnitView(msgspec.Struct, frozen=True):
    """One unit of a tree."""

    unit: str
    name: str
    parent: str | None


class UnitsView(msgspec.Struct, frozen=True):
    """A party's tree as it told it last."""

    party: str
    at: str
    units: tuple[UnitView, ...]


class UnitReachView(msgspec.Struct, frozen=True, kw_only=True):
    """How far one unit is."""

    unit: str
    """Empty: the party itself, which has named no units."""
    name: str
    parent: str | None
    level: str | None
    """Its own acknowledgement: read, entered, loaded; null: none."""
    lowest: str | None
    """The lowest at or below it; null: some unit has none."""
    by: str | None
    at: str | None
    reached: bool
    """As far as the agreement asks, with every unit at or below it."""


class PartyReachView(msgspec.Struct, frozen=True, kw_only=True):
    """How far the current revision has come with one party."""

    party: str
    told: str
    """full or coarse."""
    receipt: bool
    """Its machine has it on disk. This is no acknowledgement."""
    units: tuple[UnitReachView, ...]


class UnreachedView(msgspec.Struct, frozen=True):
    """A unit that something has not reached."""

    party: str
    unit: str
    name: str
    item: str
    """What it lacks: the item itself, or what protects around it."""
    level: str | None


class ReachView(msgspec.Struct, frozen=True, kw_only=True):
    """How far an item has come with those who were told of it."""

    item: str
    revision: str
    needed: str
    """read, entered or loaded."""
    means: str
    """nothing, shown or held."""
    due: str
    """From when on units not reached are called out."""
    parties: tuple[PartyReachView, ...]
    not_reached: tuple[UnreachedView, ...]


def list_units(ask: Ask[Form]) -> list[UnitsView]:
    """Every party's distribution tree that is known here."""
    return [
        UnitsView(
            party, write_instant(row.at_ms), tuple(UnitView(unit.id, unit.name, unit.parent) for unit in row.units)
        )
        for party, row in sorted(ask.picture.units.items())
    ]


def set_units(ask: Ask[UnitsForm]) -> Decision[Kept]:
    """Name our own units along which we pass on what we are told; only the parties named learn of them."""
    form = ask.form
    units = [Unit(each.unit, each.name, each.parent) for each in form.units]
    to = tuple(dict.fromkeys(form.to))
    return decide(ask, lambda desk: name_units(desk, units, to), lambda _: list_units(ask))


def acknowledge_it(ask: Ask[AckItemForm]) -> Decision[Kept]:
    """Tell an item's owner that a person has read it, entered it, or that a unit has loaded it."""
    form = ask.form
    return decide(
        ask,
        lambda desk: acknowledge_item(desk, ask.item, level=form.level, unit=form.unit),
        lambda _: get_reach(ask),
    )


def get_reach(ask: Ask[Form]) -> ReachView:
    """How far an item has come, by party and unit, beside the machine's receipt; and whom it has not reached."""
    state = get_state(ask, ask.item)
    revision = ask.picture.revisions[state.current]
    articles = own_articles(ask.picture, revision.item)
    missing = find_unreached(ask.picture, state, articles)
    return ReachView(
        item=state.id,
        revision=state.current,
        needed=articles.reach_needed.value,
        means=articles.reach_means.value,
        due=write_instant(find_due_ms(revision, articles)),
        parties=tuple(_parties(ask, state, articles.reach_needed)),
        not_reached=tuple(
            UnreachedView(each.party, each.unit, each.name, each.item, each.level.value if each.level else None)
            for each in missing
        ),
    )


def _parties(ask: Ask[Form], state: ItemState, needed: AckLevel) -> Iterator[PartyReachView]:
    """Of our own item whom we told; of a peer's our own units."""
    if state.owner == ask.node.party:
        for told in state.told:
            if told.message is not None:
                receipt = _has_receipt(ask, told.entry)
                yield _show_party(
                    ask, told.party, told.message, told=told.disclosure.value, receipt=receipt, needed=needed
                )
        return
    revision = ask.picture.revisions[state.current]
    message = revision.message
    if message is not None:
        how = "coarse" if is_coarse(revision.item) else "full"
        yield _show_party(ask, ask.node.party, message, told=how, receipt=True, needed=needed)


def _has_receipt(ask: Ask[Form], number: int) -> bool:
    row = ask.node.store.find_entry(number)
    return row is not None and ask.node.receipt_of(to_entry(row, ask.node.store))


def _show_party(
    ask: Ask[Form], party: PartyId, message: MessageId, *, told: str, receipt: bool, needed: AckLevel
) -> PartyReachView:
    units = tuple(_show_unit(each, needed) for each in find_reach(ask.picture, party, message))
    return PartyReachView(party=party, told=told, receipt=receipt, units=units)


def _show_unit(each: UnitReach, needed: AckLevel) -> UnitReachView:
    return UnitReachView(
        unit=each.unit,
        name=each.name,
        parent=each.parent,
        level=each.level.value if each.level else None,
        lowest=each.lowest.value if each.lowest else None,
        by=each.by,
        at=show_instant(each.at_ms),
        reached=is_reached(each.lowest, needed),
    )
