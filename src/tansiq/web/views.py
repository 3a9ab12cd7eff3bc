"""An item as its page shows it: what it is, what holds it, who was told, who answered, who read it back.

Read from the picture in memory, so that a cease is seen before the disk has it.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from tansiq.airspace.item import Item
from tansiq.airspace.states import MovementState
from tansiq.base.clock import write_instant
from tansiq.base.ids import PartyId
from tansiq.coordination.agreement import Articles
from tansiq.coordination.concerned import articles_for, find_binding, find_concerned, freshness_ms
from tansiq.coordination.disclosure import is_coarse
from tansiq.coordination.holds import Hold, holds, late_min, state_of
from tansiq.coordination.picture import AnswerState, ItemState, Revision, answer_key
from tansiq.coordination.statements import Verdict
from tansiq.web.ask import Ask
from tansiq.web.checks import (
    ReadbackView,
    VerificationView,
    WordsCheckView,
    show_readbacks,
    show_verifications,
    show_words_check,
)
from tansiq.web.shapes import (
    HoldView,
    PositionView,
    VolumeView,
    show_holds,
    show_instant,
    show_metres,
    show_position,
    show_volumes,
)
from tansiq.wire.http import Form

HELD = "held"
"""How a submitted movement is shown while any hold stands."""
LIVE = "live"
"""How a protective item is shown that is neither over nor cancelled."""


class FlightView(msgspec.Struct, frozen=True):
    """What flies."""

    aircraft_count: int
    aircraft_type: str
    hazard_to_ground: bool


class SiteView(msgspec.Struct, frozen=True):
    """What makes a place protected."""

    category: str
    buffer_m: float
    evidence: str


class PlaceView(msgspec.Struct, frozen=True):
    """A place as stated, and what the owner's node resolved it to."""

    text: str
    datum: str
    position: PositionView
    uncertainty_m: float
    words: str
    words_lang: str
    operation: str | None
    """How it came to WGS 84; null where it was WGS 84 already."""
    accuracy_m: float | None
    """Of the operation; null where the registry does not know it."""
    area_of_use: str | None
    extrapolated: bool
    """The place is outside the operation's area of use."""


class AnswerView(msgspec.Struct, frozen=True):
    """One party's latest answer to one revision."""

    party: str
    revision: str
    verdict: str
    reason: str | None
    counter: tuple[VolumeView, ...] | None
    """What would be concurred to; a proposal."""
    at: str
    by: str
    fresh_until: str | None
    """For a concur, where the line is known to live."""
    withdrawn: bool


class DoubtView(msgspec.Struct, frozen=True):
    """A doubt that stands."""

    party: str
    revision: str | None
    text: str
    lang: str


class RevisionView(msgspec.Struct, frozen=True):
    """One revision known here."""

    revision: int
    hash: str
    at: str
    live: bool


class StandingView(msgspec.Struct, frozen=True):
    """A state that the movement was in from then on."""

    at: str
    state: str
    holds: tuple[str, ...]


class ItemView(msgspec.Struct, frozen=True, kw_only=True):
    """An item."""

    item: str
    owner: str
    kind: str
    name: str
    revision: int
    hash: str
    state: str
    """draft, submitted, held, coordinated, not_shared, active, suspended, ended, cancelled; live for what protects."""
    owner_says: str | None
    unilateral: bool
    coarse: bool
    """It was told coarsely; the truth may be finer."""
    holds: tuple[HoldView, ...]
    volumes: tuple[VolumeView, ...]
    flight: FlightView | None
    site: SiteView | None
    place: PlaceView | None
    serves: tuple[str, ...]
    agreement: str | None
    area: str | None
    start: str
    end: str
    expires: str | None
    note: str
    note_lang: str
    late_min: int
    concerned: tuple[str, ...]
    told: dict[str, str]
    answers: tuple[AnswerView, ...]
    readbacks: tuple[ReadbackView, ...]
    verifications: tuple[VerificationView, ...]
    words_check: WordsCheckView | None
    doubts: tuple[DoubtView, ...]
    revisions: tuple[RevisionView, ...]
    standing: tuple[StandingView, ...]


def show_item(ask: Ask[Form], state: ItemState) -> ItemView:
    """The view of an item in its current revision."""
    picture = ask.picture
    revision = picture.revisions[state.current]
    item = revision.item
    found = _find_holds(ask, state) if _may_hold(ask, state, revision) else ()
    articles = articles_of(ask, state, revision)
    concerned = tuple(sorted(find_concerned(picture, item))) if item.is_movement else ()
    parties = sorted({*concerned, *(told.party for told in state.told), ask.node.party, state.owner})
    return ItemView(
        item=item.id,
        owner=item.owner,
        kind=item.kind.value,
        name=item.name,
        revision=item.revision,
        hash=revision.hash,
        state=show_state(ask, state, found),
        owner_says=state.owner_says,
        unilateral=state.is_unilateral,
        coarse=state.owner != ask.node.party and is_coarse(item),
        holds=show_holds(ask, found),
        volumes=show_volumes(item),
        flight=_show_flight(item),
        site=_show_site(item),
        place=_show_place(item),
        serves=item.serves,
        agreement=item.agreement,
        area=item.area,
        start=write_instant(item.start_ms),
        end=write_instant(item.end_ms),
        expires=show_instant(item.expires_ms),
        note=item.note,
        note_lang=item.note_lang,
        late_min=late_min(revision, articles) if item.is_movement else 0,
        concerned=concerned,
        told={told.party: told.disclosure.value for told in state.told},
        answers=tuple(_answers(ask, state, parties)),
        readbacks=tuple(show_readbacks(ask, revision, parties, articles)),
        verifications=tuple(show_verifications(ask, revision.hash, parties, articles)),
        words_check=show_words_check(ask, item, articles),
        doubts=tuple(
            DoubtView(doubt.party, doubt.revision, doubt.text, doubt.text_lang)
            for doubt in picture.doubts.values()
            if doubt.item == state.id
        ),
        revisions=tuple(_revisions(ask, state)),
        standing=tuple(_standing(ask, state)),
    )


def show_state(ask: Ask[Form], state: ItemState, found: tuple[Hold, ...]) -> str:
    """The state's name: a submitted movement with holds is shown as held."""
    picture, now_ms = ask.picture, ask.now_ms
    item = picture.revisions[state.current].item
    if not item.is_movement:
        if state.declared in {"ended", "cancelled"}:
            return state.declared
        return MovementState.ENDED.value if now_ms >= item.end_ms else LIVE
    now = state_of(state.id, picture, list(picture.agreements.values()), now_ms, found=found)
    return _name(now.value, bool(found))


def _name(state: str, is_held: bool) -> str:
    return HELD if state == MovementState.SUBMITTED and is_held else state


def _may_hold(ask: Ask[Form], state: ItemState, revision: Revision) -> bool:
    """Holds are of movements that are not over."""
    now_ms = ask.now_ms
    is_over = state.declared in {"ended", "cancelled"} or (
        now_ms >= revision.item.end_ms and state.declared != "active"
    )
    return revision.item.is_movement and not is_over


def _find_holds(ask: Ask[Form], state: ItemState) -> tuple[Hold, ...]:
    """What holds a movement; of the past what was recorded then, because the liveness of lines is no part of it."""
    recorded = None if ask.past is None else ask.past.find_holds(state.id)
    if recorded is not None:
        return recorded
    return holds(state.id, ask.picture, list(ask.picture.agreements.values()), ask.now_ms)


def articles_of(ask: Ask[Form], state: ItemState, revision: Revision) -> Articles:
    """The articles that hold for a revision: on its owner's node those of any agreement that it may fall under."""
    agreements = list(ask.picture.agreements.values())
    if state.owner == ask.node.party:
        binding = [agreement for agreement in agreements if state.owner in agreement.terms.parties]
    else:
        now_ms = ask.now_ms
        parties = (state.owner, ask.node.party)
        binding = find_binding(agreements, parties=parties, item=revision.item, now_ms=now_ms)
    return articles_for(binding, revision.item)


def _show_flight(item: Item) -> FlightView | None:
    flight = item.flight
    return None if flight is None else FlightView(flight.aircraft_count, flight.aircraft_type, flight.hazard_to_ground)


def _show_site(item: Item) -> SiteView | None:
    site = item.site
    return None if site is None else SiteView(site.category.value, show_metres(site.buffer_mm), site.evidence)


def _show_place(item: Item) -> PlaceView | None:
    place = item.place
    if place is None:
        return None
    return PlaceView(
        text=place.text,
        datum=place.datum,
        position=show_position(place.position),
        uncertainty_m=show_metres(place.uncertainty_mm),
        words=place.words,
        words_lang=place.words_lang,
        operation=place.operation or None,
        accuracy_m=None if place.accuracy_mm is None else show_metres(place.accuracy_mm),
        area_of_use=place.area_of_use or None,
        extrapolated=place.is_extrapolated,
    )


def _answers(ask: Ask[Form], state: ItemState, parties: list[PartyId]) -> Iterator[AnswerView]:
    for hash_ in state.revisions:
        for party in parties:
            answer = ask.picture.answers.get(answer_key(hash_, party))
            if answer is not None:
                yield _show_answer(ask, state, answer)


def _show_answer(ask: Ask[Form], state: ItemState, answer: AnswerState) -> AnswerView:
    said = answer.answer
    return AnswerView(
        party=answer.party,
        revision=said.revision,
        verdict=said.verdict.value,
        reason=None if said.reason is None else said.reason.value,
        counter=None if said.counter is None else show_volumes(said.counter),
        at=write_instant(answer.at_ms),
        by=answer.author,
        fresh_until=_fresh_until(ask, state, answer) if said.verdict is Verdict.CONCUR else None,
        withdrawn=answer.withdrawn_by is not None,
    )


def _fresh_until(ask: Ask[Form], state: ItemState, answer: AnswerState) -> str | None:
    """Rule 14: by the ping that the other end of the line echoed."""
    other = answer.party if state.owner == ask.node.party else state.owner
    live = ask.picture.live.get(other)
    revision = ask.picture.revisions.get(answer.answer.revision)
    if live is None or live.echoed_ping_ms is None or revision is None:
        return None
    agreements, now_ms = list(ask.picture.agreements.values()), ask.now_ms
    parties = (state.owner, answer.party)
    binding = find_binding(agreements, parties=parties, item=revision.item, now_ms=now_ms)
    return write_instant(live.echoed_ping_ms + freshness_ms(binding, revision.item))


def _revisions(ask: Ask[Form], state: ItemState) -> Iterator[RevisionView]:
    for hash_ in state.revisions:
        revision = ask.picture.revisions[hash_]
        yield RevisionView(revision.item.revision, hash_, write_instant(revision.at_ms), revision.is_live)


def _standing(ask: Ask[Form], state: ItemState) -> Iterator[StandingView]:
    last = None if ask.past is None else ask.past.number
    for number, at_ms, standing in ask.standings.of(state.id):
        if last is not None and number > last:
            return
        codes = tuple(hold.code for hold in standing.holds)
        yield StandingView(write_instant(at_ms), _name(standing.state, bool(codes)), codes)
