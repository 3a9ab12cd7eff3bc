"""What a recipient does with an item: read it back, check its place blind, answer, doubt; and resolutions of both."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from tansiq.airspace.item import Item
from tansiq.base.errors import BadRequest
from tansiq.base.ids import ItemId, PartyId
from tansiq.coordination.likely import find_causes, parse_e7
from tansiq.coordination.picture import ItemState, answer_key
from tansiq.coordination.readback import PLACE, elements_of
from tansiq.coordination.statements import CannotReason, Verdict
from tansiq.coordination.verification import Outcome
from tansiq.geometry.datum import WGS84
from tansiq.geometry.geodesy import distance_m
from tansiq.geometry.notation import EVERYDAY, parse_location
from tansiq.node.kernel import Decision, Desk
from tansiq.node.orders.answer import answer, ask_verification, doubt, read_back, resolve
from tansiq.node.orders.submit import amend, get_own
from tansiq.node.orders.verify import verify_blind
from tansiq.node.refusals import RevisionMoved, WrongState
from tansiq.web.ask import Ask, Kept, decide
from tansiq.web.checks import CauseView, ElementView, compare_elements, show_causes
from tansiq.web.items import get_state, make_profile, show_now
from tansiq.web.shapes import show_metres
from tansiq.web.views import articles_of
from tansiq.wire.elements import ElementForm, from_elements
from tansiq.wire.fields import Hash, Lang, Name, Party, Text
from tansiq.wire.http import Form, ItemForm, Write, from_item
from tansiq.wire.voice import parse_elements
from tansiq.words.catalogue import phrase_or_code


class ReadbackForm(Write, frozen=True, kw_only=True):
    """The critical elements as the officer re-states them."""

    revision: Hash
    elements: tuple[ElementForm, ...] = ()
    datum: str | None = None
    voice: str | None = None
    """The form as typed from hearing, with its check words, instead of elements and datum."""


class ReadbackCheckForm(Write, frozen=True, kw_only=True):
    """Elements that an officer has typed so far."""

    revision: Hash
    elements: tuple[ElementForm, ...]
    datum: str | None = None


class AnswerForm(Write, frozen=True, kw_only=True):
    """An answer to one exact revision."""

    revision: Hash
    verdict: Verdict
    reason: CannotReason | None = None
    counter: ItemForm | None = None
    datum: str | None = None


class DoubtForm(Write, frozen=True, kw_only=True):
    """Something seems wrong; no reason is needed."""

    revision: Hash | None = None
    text: Text = ""
    lang: Lang | None = None


class ReplyForm(Write, frozen=True, kw_only=True):
    """The owner's word on a doubt; it goes out as the note of a new revision."""

    text: Text
    lang: Lang | None = None


class AskForm(Write, frozen=True, kw_only=True):
    """Whom to ask for a check; left out: everybody who was told in full."""

    party: Party | None = None


class VerificationForm(Write, frozen=True, kw_only=True):
    """Where a second source has the place, or that it cannot be found."""

    revision: Hash
    source: Name
    text: Text | None = None
    datum: str | None = None
    cannot: bool = False


class ResolutionForm(Write, frozen=True, kw_only=True):
    """Two revisions that may stand side by side."""

    first: Hash
    second: Hash
    terms: Name
    lang: Lang


class ElementName(msgspec.Struct, frozen=True):
    """An element to be read back, without its value."""

    name: str
    label: str


class ElementsView(msgspec.Struct, frozen=True):
    """What is to be read back of the current revision."""

    revision: str
    elements: tuple[ElementName, ...]


class ElementCheckView(msgspec.Struct, frozen=True, kw_only=True):
    """One element as typed beside the one that was sent, both as people read them."""

    name: str
    same: bool
    sent_text: str
    read_back_text: str
    distance_m: float | None = None
    """Between the two places; null for other elements."""
    causes: tuple[CauseView, ...] = ()
    """Where a place differs: likely mistakes, likeliest first."""


class BlindView(msgspec.Struct, frozen=True):
    """What a verifier may see: that there is a place, never which."""

    item: str
    revision: str
    kind: str
    name: str
    owner: str
    has_place: bool


class OutcomeView(msgspec.Struct, frozen=True):
    """The outcome of a blind check."""

    match: str
    distance_m: float | None
    tolerance_m: float
    """The article's, and both uncertainties."""
    stated_uncertainty_m: float
    second_uncertainty_m: float | None


class ResolutionView(msgspec.Struct, frozen=True):
    """A resolution and who has signed it."""

    first: str
    second: str
    signed_by: tuple[str, ...]


def list_elements(ask: Ask[Form]) -> ElementsView:
    """Name the elements to be read back, without their values."""
    state = get_state(ask, ask.item)
    item = ask.picture.revisions[state.current].item
    articles = articles_of(ask, state, ask.picture.revisions[state.current])
    names = (element.name for element in elements_of(item, articles.readback_elements))
    labels = tuple(ElementName(name, phrase_or_code(ask.lang, "element", name)) for name in names)
    return ElementsView(state.current, labels)


def read_item_back(ask: Ask[ReadbackForm]) -> Decision[Kept]:
    """Re-state the elements; both machines compare, and a difference is kept and holds."""
    form = ask.form
    if form.voice is not None:
        if form.elements or form.datum is not None:
            raise BadRequest("either elements or voice is given", where="voice")
        elements = from_elements(parse_elements(form.voice, form.revision), WGS84)
    else:
        elements = from_elements(ask.form.elements, ask.form.datum, profile=make_profile(ask))
    return decide(
        ask, lambda desk: read_back(desk, ask.item, ask.form.revision, elements), lambda _: show_now(ask, ask.item)
    )


async def check_readback(ask: Ask[ReadbackCheckForm]) -> list[ElementCheckView]:
    """Compare elements as they are typed; nothing is kept and nobody is told."""
    state = get_state(ask, ask.item)
    if ask.form.revision != state.current:
        raise RevisionMoved(named=ask.form.revision, current=state.current)
    item = ask.picture.revisions[state.current].item
    given = from_elements(ask.form.elements, ask.form.datum, profile=make_profile(ask))
    return [_show_check(ask, item, each) for each in compare_elements(item, given, ()) if each.read_back is not None]


def _show_check(ask: Ask[Form], item: Item, compared: ElementView) -> ElementCheckView:
    """Only a place has a distance, and a mistake that explains it."""
    distance: float | None = None
    causes: tuple[CauseView, ...] = ()
    is_place = compared.name == PLACE
    here, there = (parse_e7(value or "") if is_place else None for value in (compared.sent, compared.read_back))
    if here is not None and there is not None:
        distance = round(distance_m(here, there), 1)
        if not compared.same and item.place is not None:
            causes = show_causes(ask, find_causes(item, there, item.place.uncertainty_mm))
    return ElementCheckView(
        name=compared.name,
        same=compared.same,
        sent_text=compared.sent_text,
        read_back_text=compared.read_back_text or "",
        distance_m=distance,
        causes=causes,
    )


def answer_item(ask: Ask[AnswerForm]) -> Decision[Kept]:
    """Answer one exact revision: concur, cannot or counter."""
    form = ask.form
    counter = None
    if form.counter is not None:
        id_ = ItemId(ask.item)
        profile = make_profile(ask)
        counter = from_item(
            form.counter, id_=id_, owner=_owner(ask), datum=form.datum, where="counter", profile=profile
        )

    def work(desk: Desk) -> None:
        answer(desk, ask.item, form.revision, form.verdict, reason=form.reason, counter=counter)

    return decide(ask, work, lambda _: show_now(ask, ask.item))


def doubt_item(ask: Ask[DoubtForm]) -> Decision[Kept]:
    """Say that something seems wrong; withdraws a concur given."""
    form = ask.form

    def work(desk: Desk) -> None:
        doubt(desk, ask.item, form.revision, text=form.text, lang=form.lang or ask.officer.lang)

    return decide(ask, work, lambda _: show_now(ask, ask.item))


def reply_to_doubt(ask: Ask[ReplyForm]) -> Decision[Kept]:
    """Answer a doubt of an item of ours by a new revision that says so; it needs every answer anew."""

    def work(desk: Desk) -> None:
        state = get_own(desk, ask.item)
        if not any(each.item == ask.item for each in desk.picture.doubts.values()):
            raise WrongState("nobody doubts it", where="item")
        item = desk.picture.revisions[state.current].item
        said = replace(item, note=ask.form.text, note_lang=ask.form.lang or ask.officer.lang)
        amend(desk, said, {told.party: told.disclosure for told in state.told})

    return decide(ask, work, lambda _: show_now(ask, ask.item))


def ask_for_verification(ask: Ask[AskForm]) -> Decision[Kept]:
    """Ask those who know an item of ours to check its place from a source of their own."""

    def work(desk: Desk) -> None:
        state = get_own(desk, ask.item)
        told = [each.party for each in state.told if desk.has_line(each.party)]
        parties = told if ask.form.party is None else [PartyId(ask.form.party)]
        if not parties:
            raise WrongState("nobody was told of it", where="item")
        for party in parties:
            ask_verification(desk, ask.item, party)

    return decide(ask, work, lambda _: show_now(ask, ask.item))


def show_blind(ask: Ask[Form]) -> BlindView:
    """See an item without any place, for a blind check."""
    return _show_blind(ask, get_state(ask, ask.item))


def list_blind(ask: Ask[Form]) -> list[BlindView]:
    """List what waits for a blind check by us, without any place."""
    return [_show_blind(ask, state) for state in ask.picture.items.values() if _waits_for_check(ask, state)]


def _waits_for_check(ask: Ask[Form], state: ItemState) -> bool:
    revision = ask.picture.revisions[state.current]
    flight = revision.item.flight
    is_over = state.declared in {"ended", "cancelled"} or ask.node.kernel.clock.now_ms() >= revision.item.end_ms
    return (
        state.owner != ask.node.party
        and flight is not None
        and flight.hazard_to_ground
        and not is_over
        and answer_key(state.current, ask.node.party) not in ask.picture.verifications
    )


def _show_blind(ask: Ask[Form], state: ItemState) -> BlindView:
    item = ask.picture.revisions[state.current].item
    return BlindView(item.id, state.current, item.kind.value, item.name, item.owner, has_place=True)


def verify_item(ask: Ask[VerificationForm]) -> Decision[Kept]:
    """Compare what the verifier found with the stated place, and tell the owner."""
    form = ask.form
    if form.cannot == (form.text is not None):
        raise BadRequest("either a place or cannot is given", where="text")
    # A second source is in whatever notation it has; what our profile says is ambiguous stays so.
    ours = make_profile(ask)
    profile = replace(ours, notations=ours.notations | EVERYDAY)
    found = None if form.text is None else parse_location(form.text, datum=form.datum, where="text", profile=profile)

    def work(desk: Desk) -> Outcome:
        return verify_blind(desk, ask.item, form.revision, found, source=form.source)

    return decide(ask, work, _show_outcome)


def sign_resolution(ask: Ask[ResolutionForm]) -> Decision[Kept]:
    """Sign that two revisions may stand side by side."""
    form = ask.form

    def show(_: None) -> ResolutionView:
        first, second = sorted((form.first, form.second))
        state = next(row for row in ask.picture.resolutions.values() if (row.first, row.second) == (first, second))
        return ResolutionView(state.first, state.second, tuple(sorted(state.signed_by)))

    return decide(ask, lambda desk: resolve(desk, form.first, form.second, terms=form.terms, lang=form.lang), show)


def _owner(ask: Ask[Form]) -> PartyId:
    return get_state(ask, ask.item).owner


def _show_outcome(outcome: Outcome) -> OutcomeView:
    second_mm = outcome.second_uncertainty_mm
    return OutcomeView(
        match=outcome.match.value,
        distance_m=None if outcome.distance_mm is None else show_metres(outcome.distance_mm),
        tolerance_m=show_metres(outcome.tolerance_mm),
        stated_uncertainty_m=show_metres(outcome.stated_uncertainty_mm),
        second_uncertainty_m=None if second_mm is None else show_metres(second_mm),
    )
