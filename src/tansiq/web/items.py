"""Items: enter, check, amend, cancel, release, start and end our own; see all that are known here."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from tansiq.airspace.item import Item, ItemKind
from tansiq.base.clock import write_instant
from tansiq.base.errors import BadRequest
from tansiq.base.ids import AgreementId, ItemId
from tansiq.coordination.concerned import find_concerned
from tansiq.coordination.holds import holds
from tansiq.coordination.noted import LocalItem
from tansiq.coordination.picture import ItemState
from tansiq.coordination.profiles import find_profile
from tansiq.coordination.statements import ActivityStatus, Disclosure, Notify
from tansiq.geometry.notation import Profile
from tansiq.geometry.volumes import Volume
from tansiq.node.kernel import Decision, Desk
from tansiq.node.orders.status import activate, end
from tansiq.node.orders.submit import amend, cancel, disclose, get_own, release, submit
from tansiq.node.refusals import UnknownThing
from tansiq.web.ask import Ask, Kept, Tried, decide
from tansiq.web.shapes import HoldView, show_holds
from tansiq.web.views import ItemView, show_item
from tansiq.wire.fields import Hash, Party
from tansiq.wire.http import Form, ItemForm, Write, from_item
from tansiq.wire.kinds import content_hash


class SubmitForm(Write, frozen=True, kw_only=True):
    """An item, and what each party may know of it."""

    item: ItemForm
    datum: str | None = None
    disclosures: dict[Party, Disclosure] = msgspec.field(default_factory=dict)


class DiscloseForm(Write, frozen=True, kw_only=True):
    """What further parties may know of an item."""

    disclosures: dict[Party, Disclosure]


class ReleaseForm(Write, frozen=True, kw_only=True):
    """A revision that no longer binds anyone."""

    revision: Hash


class StatusForm(Write, frozen=True, kw_only=True):
    """The owner's word on its own movement."""

    status: ActivityStatus
    unilateral: bool = False


class TouchView(msgspec.Struct, frozen=True):
    """Something known here that an item would meet."""

    item: str
    owner: str
    kind: str
    name: str
    comparable: bool
    """Whether their altitudes can be compared; if not, it counts as met."""
    start: str
    end: str


class CheckView(msgspec.Struct, frozen=True):
    """What would come of an item; nothing was kept and nobody was told."""

    touches: tuple[TouchView, ...]
    holds: tuple[HoldView, ...]
    concerned: tuple[str, ...]


def list_items(ask: Ask[Form]) -> list[ItemView]:
    """Every item that is known here, by start; chosen by kind and owner."""
    kind, owner = ask.query.get("kind"), ask.query.get("owner")
    if kind and kind not in set(ItemKind):
        raise BadRequest(f"{kind[:40]!r} is not a kind of item", where="query.kind")
    views = [show_item(ask, state) for state in ask.picture.items.values() if _is_wanted(ask, state, kind, owner)]
    return sorted(views, key=lambda view: (view.start, view.item))


def get_item(ask: Ask[Form]) -> ItemView:
    """One item: its holds, answers, readbacks, checks and history."""
    return show_item(ask, get_state(ask, ask.item))


def submit_item(ask: Ask[SubmitForm]) -> Decision[Kept]:
    """Submit a movement to all whom it concerns; record a protective item and tell it as disclosed."""
    id_ = ask.form.item.item or ItemId(ask.node.kernel.new_id())
    item = _read(ask, id_)
    return decide(ask, lambda desk: submit(desk, item, ask.form.disclosures), lambda _: show_now(ask, id_))


async def check_item(ask: Ask[SubmitForm]) -> CheckView:
    """Ask what an item would meet, what would hold it and whom it would concern; nothing is kept."""
    id_ = ask.form.item.item or ItemId(ask.node.kernel.new_id())
    item = _read(ask, id_)

    def work(desk: Desk) -> None:
        raise Tried(_try(ask, desk, item))

    try:
        ask.node.kernel.run(work, ask.author)
    except Tried as tried:
        assert isinstance(tried.shown, CheckView)
        return tried.shown
    raise AssertionError("a trial is always undone")


def amend_item(ask: Ask[SubmitForm]) -> Decision[Kept]:
    """File a new revision of our own item; all who were once told get it."""
    if ask.form.item.item not in {None, ask.item}:
        raise BadRequest("the path names another item", where="item.item")
    item = _read(ask, ask.item)
    return decide(ask, lambda desk: amend(desk, item, ask.form.disclosures), lambda _: show_now(ask, ask.item))


def disclose_item(ask: Ask[DiscloseForm]) -> Decision[Kept]:
    """Tell further parties of an item of ours, or tell one more of it; what was told cannot be untold."""
    return decide(ask, lambda desk: disclose(desk, ask.item, ask.form.disclosures), lambda _: show_now(ask, ask.item))


def cancel_item(ask: Ask[Write]) -> Decision[Kept]:
    """Give an item of ours up."""
    return decide(ask, lambda desk: cancel(desk, ask.item), lambda _: show_now(ask, ask.item))


def release_item(ask: Ask[ReleaseForm]) -> Decision[Kept]:
    """Say that a revision of ours no longer binds anyone."""
    return decide(ask, lambda desk: release(desk, ask.item, ask.form.revision), lambda _: show_now(ask, ask.item))


def set_status(ask: Ask[StatusForm]) -> Decision[Kept]:
    """Start a movement of ours, or say that it is over and out of its volume."""

    def work(desk: Desk) -> None:
        if ask.form.status is ActivityStatus.ACTIVE:
            activate(desk, ask.item, unilateral=ask.form.unilateral)
        elif ask.form.status is ActivityStatus.ENDED:
            end(desk, ask.item)
        else:
            advice = "Only active and ended are said by people; the rest is computed."
            raise BadRequest(f"{ask.form.status} is not said by an officer", where="status", advice=advice)

    return decide(ask, work, lambda _: show_now(ask, ask.item))


def withdraws_site(ask: Ask[Form]) -> bool:
    """Whether a write would take a protected site of ours out of the picture, which takes two persons."""
    state = ask.picture.items.get(ask.item)
    if state is None or state.owner != ask.node.party or state.declared in {"ended", "cancelled"}:
        return False
    form = ask.form
    if isinstance(form, StatusForm) and form.status is not ActivityStatus.ENDED:
        return False
    if isinstance(form, ReleaseForm) and form.revision != state.current:
        return False
    return ask.picture.revisions[state.current].item.kind is ItemKind.PROTECTED_SITE


def shrinks_site(ask: Ask[SubmitForm]) -> bool:
    """Whether an amendment would protect less of a site of ours than now, in place, height or time."""
    if not withdraws_site(ask):
        return False
    now = ask.picture.revisions[ask.picture.items[ask.item].current].item
    later = _read(ask, ask.item)
    if later.site is None or now.site is None or later.site.buffer_mm < now.site.buffer_mm:
        return True
    if later.expires_ms is not None and now.expires_ms is not None and later.expires_ms < now.expires_ms:
        return True
    # Only what is plainly no less counts as such: the same footprint and heights, for no shorter a time.
    return not all(any(_holds_all_of(new, old) for new in later.volumes) for old in now.volumes)


def _holds_all_of(new: Volume, old: Volume) -> bool:
    is_same_place = (new.footprint, new.lower, new.upper) == (old.footprint, old.lower, old.upper)
    return is_same_place and new.start_ms <= old.start_ms and new.end_ms >= old.end_ms


def get_state(ask: Ask[Form], id_: ItemId) -> ItemState:
    """An item known here.

    Raises:
        UnknownThing.
    """
    state = ask.picture.items.get(id_)
    if state is None:
        raise UnknownThing("item", id_)
    return state


def show_now(ask: Ask[Form], id_: ItemId) -> ItemView:
    """The view of an item as it is at this moment."""
    return show_item(ask, get_state(ask, id_))


def make_profile(ask: Ask[Form], agreement: AgreementId | None = None) -> Profile:
    """How our party writes places, as an agreement, or any that is in force, says."""
    return find_profile(ask.picture, ask.node.party, agreement, ask.node.kernel.clock.now_ms())


def _is_wanted(ask: Ask[Form], state: ItemState, kind: str | None, owner: str | None) -> bool:
    item = ask.picture.revisions[state.current].item
    return (not kind or item.kind == kind) and (not owner or state.owner == owner)


def _read(ask: Ask[SubmitForm], id_: ItemId) -> Item:
    profile = make_profile(ask, ask.form.item.agreement)
    return from_item(ask.form.item, id_=id_, owner=ask.node.party, datum=ask.form.datum, profile=profile)


def _try(ask: Ask[SubmitForm], desk: Desk, item: Item) -> CheckView:
    """Record the item on a desk that is undone, and look."""
    picture = desk.picture
    known = picture.items.get(item.id)
    if known is not None:
        get_own(desk, item.id)
        numbers = (picture.revisions[hash_].item.revision for hash_ in known.revisions)
        item = replace(item, revision=max(numbers) + 1)
    desk.note(LocalItem(item, content_hash(Notify(item)), ()))
    found = holds(item.id, picture, list(picture.agreements.values()), desk.now_ms) if item.is_movement else ()
    return CheckView(
        touches=tuple(_touches(desk, item)),
        holds=show_holds(ask, found),
        concerned=tuple(sorted(find_concerned(picture, item))) if item.is_movement else (),
    )


def _touches(desk: Desk, item: Item) -> list[TouchView]:
    found = []
    for near, conflict in desk.picture.find_conflicts(desk.picture.revisions[desk.picture.items[item.id].current]):
        other = near.item
        if other.id != item.id and conflict.end_ms > desk.now_ms:
            start, end_ = write_instant(conflict.start_ms), write_instant(conflict.end_ms)
            comparable = conflict.is_comparable
            found.append(TouchView(other.id, other.owner, other.kind.value, other.name, comparable, start, end_))
    return found
