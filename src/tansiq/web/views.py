"""An item as its page shows it: what it is, what holds it, who was told, who answered, who read it back.

Read from the picture in memory, so that a cease is seen before the disk has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from tansiq.airspace.item import Item
from tansiq.airspace.states import MovementState
from tansiq.base.clock import write_instant
from tansiq.base.ids import PartyId, Sha256
from tansiq.coordination.agreement import Articles
from tansiq.coordination.concerned import articles_for, find_binding, find_concerned, freshness_ms
from tansiq.coordination.holds import Hold, holds, late_min, state_of
from tansiq.coordination.likely import LikelyCause
from tansiq.coordination.picture import AnswerState, ItemState, ReadbackState, Revision, answer_key
from tansiq.coordination.readback import causes_of_readback, elements_of
from tansiq.coordination.statements import Verdict
from tansiq.coordination.words_check import causes_of_words, check_place_words
from tansiq.web.ask import Ask
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
from tansiq.words.reasons import write_cause

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


class CauseView(msgspec.Struct, frozen=True):
    """A likely mistake behind a difference, and how far it misses the other place."""

    cause: str
    subject: str
    """Which datum or reference point; empty where the code says all."""
    residual_m: float
    text: str
    """In words of the asker's language."""


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


class ElementView(msgspec.Struct, frozen=True):
    """One element as sent and as read back, in the machine's writing."""

    name: str
    sent: str
    read_back: str | None
    same: bool


class ReadbackView(msgspec.Struct, frozen=True):
    """A party's readback of the current revision."""

    party: str
    same: bool
    by: str
    elements: tuple[ElementView, ...]
    causes: tuple[CauseView, ...] = ()
    """Where the place differs: likely mistakes, likeliest first."""


class VerificationView(msgspec.Struct, frozen=True):
    """A party's blind check of the current revision's place."""

    party: str
    match: str
    distance_m: float | None
    tolerance_m: float
    source: str
    at: str
    by: str
    causes: tuple[CauseView, ...] = ()
    """Of a mismatch: likely mistakes, likeliest first."""


class WordsCheckView(msgspec.Struct, frozen=True):
    """Words against the coordinate beside them, as this node finds."""

    status: str
    distance_m: float | None
    tolerance_m: float | None
    stated: str
    derived: str
    causes: tuple[CauseView, ...] = ()
    """Where they disagree: likely mistakes, likeliest first."""


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
    articles = _articles(ask, state, revision)
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
        coarse=state.told_coarsely,
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
        readbacks=tuple(_readbacks(ask, revision, parties)),
        verifications=tuple(_verifications(ask, revision.hash, parties)),
        words_check=_words_check(ask, item, articles),
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


def _articles(ask: Ask[Form], state: ItemState, revision: Revision) -> Articles:
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


def _readbacks(ask: Ask[Form], revision: Revision, parties: list[PartyId]) -> Iterator[ReadbackView]:
    for party in parties:
        readback = ask.picture.readbacks.get(answer_key(revision.hash, party))
        if readback is not None:
            elements = tuple(_elements(revision.item, readback))
            causes = _show_causes(ask, causes_of_readback(revision.item, readback))
            yield ReadbackView(party, not readback.differing, readback.author, elements, causes)


def _show_causes(ask: Ask[Form], causes: Sequence[LikelyCause]) -> tuple[CauseView, ...]:
    return tuple(
        CauseView(
            cause=each.cause,
            subject=each.subject,
            residual_m=show_metres(each.residual_mm),
            text=write_cause(ask.lang, each.cause, each.subject),
        )
        for each in causes
    )


def _elements(item: Item, readback: ReadbackState) -> Iterator[ElementView]:
    given = {element.name: element.value for element in readback.elements}
    for sent in elements_of(item):
        yield ElementView(sent.name, sent.value, given.get(sent.name), sent.name not in readback.differing)


def _verifications(ask: Ask[Form], hash_: Sha256, parties: list[PartyId]) -> Iterator[VerificationView]:
    for party in parties:
        found = ask.picture.verifications.get(answer_key(hash_, party))
        if found is not None:
            yield VerificationView(
                party=party,
                match=found.match.value,
                distance_m=None if found.distance_mm is None else show_metres(found.distance_mm),
                tolerance_m=show_metres(found.tolerance_mm),
                source=found.source,
                at=write_instant(found.at_ms),
                by=found.author,
                causes=_show_causes(ask, found.causes),
            )


def _words_check(ask: Ask[Form], item: Item, articles: Articles) -> WordsCheckView | None:
    check = check_place_words(item, articles)
    if check is None or item.place is None:
        return None
    return WordsCheckView(
        status=check.status,
        distance_m=None if check.distance_m is None else round(check.distance_m, 1),
        tolerance_m=None if check.tolerance_m is None else round(check.tolerance_m, 1),
        stated=item.place.words,
        derived=check.derived,
        causes=_show_causes(ask, causes_of_words(item, articles) if check.status == "disagree" else ()),
    )


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
