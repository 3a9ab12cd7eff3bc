"""Why a movement is not yet coordinated: one pure function, and the state that follows from it.

Each hold names its article, whose turn it is, and the facts its words are made of. An empty list is the only way to
`COORDINATED`, and only with somebody concerned. The same function serves the owner's node and a recipient's: each knows
its own part, and neither relies on the other (rule 9).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tansiq.airspace.states import MovementState
from tansiq.base.ids import ItemId, PartyId
from tansiq.base.units import MM_PER_M, MS_PER_H, MS_PER_MIN
from tansiq.coordination.agreement import Agreement, Articles, LateMeans, ReachMeans
from tansiq.coordination.binding import Meeting, find_meetings, find_obstacles, is_bound, is_newcomer
from tansiq.coordination.cease import find_ceases, find_unresumed
from tansiq.coordination.concerned import (
    articles_for,
    find_binding,
    find_closed_areas,
    find_concerned,
    freshness_ms,
)
from tansiq.coordination.likely import LikelyCause
from tansiq.coordination.meeting_facts import facts_of_meeting
from tansiq.coordination.picture import (
    AnswerState,
    ItemState,
    Picture,
    ReadbackState,
    Revision,
    VerificationState,
    answer_key,
)
from tansiq.coordination.pins import is_operation_agreed
from tansiq.coordination.profiles import find_profile, resolve_place
from tansiq.coordination.reach import find_unreached
from tansiq.coordination.readback import causes_of_readback, elements_of, find_missing, reference_position, say_value
from tansiq.coordination.statements import Match, Verdict
from tansiq.coordination.veil import find_obstacles_as_told
from tansiq.coordination.words_check import causes_of_words, check_place_words
from tansiq.geometry.datum import UnpinnedOperation
from tansiq.geometry.mistakes import Cause
from tansiq.geometry.positions import Position


class HoldCode(StrEnum):
    """Every reason that can stand in the way."""

    NO_LINE = "no_line"
    UNTRUSTED = "untrusted"
    SET_ASIDE = "set_aside"
    CLOCK_OFF = "clock_off"
    NO_AGREEMENT = "no_agreement"
    AREA_NOT_OPEN = "area_not_open"
    NOT_ANSWERED = "not_answered"
    CANNOT = "cannot"
    COUNTERED = "countered"
    WITHDRAWN = "withdrawn"
    STALE = "stale"
    DOUBTED = "doubted"
    READBACK_MISSING = "readback_missing"
    READBACK_MISMATCH = "readback_mismatch"
    VERIFICATION_MISSING = "verification_missing"
    VERIFICATION_MISMATCH = "verification_mismatch"
    VERIFICATION_CANNOT = "verification_cannot"
    WORDS_DISAGREE = "words_disagree"
    WORDS_UNRESOLVABLE = "words_unresolvable"
    CONFLICT = "conflict"
    NOT_COMPARABLE = "not_comparable"
    BOUND = "bound"
    CEASE_STANDS = "cease_stands"
    LATE = "late"
    SHEET_UNSIGNED = "sheet_unsigned"
    OPERATION_NOT_AGREED = "operation_not_agreed"
    READBACK_INCOMPLETE = "readback_incomplete"
    VERIFICATION_EXPIRED = "verification_expired"
    PLACE_UNRESOLVED = "place_unresolved"
    PLACE_DIFFERS = "place_differs"
    NOT_REACHED = "not_reached"


STOPPING = frozenset(
    {HoldCode.CONFLICT, HoldCode.NOT_COMPARABLE, HoldCode.WITHDRAWN, HoldCode.DOUBTED, HoldCode.STALE,
     HoldCode.CANNOT, HoldCode.UNTRUSTED, HoldCode.SET_ASIDE}
)  # fmt: skip
"""Holds by which the machine suspends an active hazard to the ground at once."""


@dataclass(frozen=True, slots=True)
class Hold:
    """One reason why a movement is not yet coordinated."""

    code: HoldCode
    party: PartyId | None
    """The party whose word or line it is about; None where it is about none."""
    article: str
    """Which article or rule it stands on."""
    turn: PartyId
    """Who can lift it."""
    facts: tuple[tuple[str, str], ...] = ()
    """What the words are made of; values as text, distances in metres."""
    item: ItemId | None = None
    """The other item, for conflicts."""


@dataclass(frozen=True, slots=True)
class _Case:
    """What one call looks at."""

    picture: Picture
    agreements: Sequence[Agreement]
    state: ItemState
    revision: Revision
    now_ms: int

    @property
    def own(self) -> PartyId:
        return self.picture.own

    @property
    def owner(self) -> PartyId:
        return self.state.owner

    def binding(self, party: PartyId) -> list[Agreement]:
        return find_binding(
            list(self.agreements), parties=(self.owner, party), item=self.revision.item, now_ms=self.now_ms
        )


def holds(item: ItemId, picture: Picture, agreements: Sequence[Agreement], now_ms: int) -> tuple[Hold, ...]:
    """Every hold on a movement's current revision that this node knows; on the owner's node, all of them.

    Pure: reads the picture, the agreements and the time it is given. Rule 8 is this function's empty answer.
    """
    state = picture.items[item]
    case = _Case(picture, agreements, state, picture.revisions[state.current], now_ms)
    others = sorted(find_concerned(picture, case.revision.item)) if case.owner == case.own else [case.own]
    found: list[Hold] = []
    for party in others:
        found.extend(_line_holds(case, party if case.owner == case.own else case.owner))
        found.extend(_agreement_holds(case, party))
        found.extend(_answer_holds(case, party))
        found.extend(_check_holds(case, party))
    found.extend(_own_holds(case, others))
    found.extend(_flown_holds(case, others))
    return tuple(found)


def state_of(
    item: ItemId, picture: Picture, agreements: Sequence[Agreement], now_ms: int, *, found: Sequence[Hold]
) -> MovementState:
    """The state of a movement, given its holds. Coordinated is computed here and set nowhere."""
    state = picture.items[item]
    revision = picture.revisions[state.current]
    if state.declared == "cancelled":
        return MovementState.CANCELLED
    if state.declared == "ended" or (now_ms >= revision.item.end_ms and state.declared != "active"):
        return MovementState.ENDED
    if state.is_suspended and (found or state.owner_says == "suspended"):
        return MovementState.SUSPENDED
    if state.declared == "active" and not state.is_suspended:
        return MovementState.ACTIVE
    if not find_concerned(picture, revision.item):
        return MovementState.NOT_SHARED
    if found or (state.owner != picture.own and state.owner_says not in {"coordinated", "active"}):
        return MovementState.SUBMITTED
    return MovementState.COORDINATED


def late_min(revision: Revision, articles: Articles) -> int:
    """By how many minutes the notice of a revision came too late; 0 when in time."""
    late_ms = articles.notice_ms - (revision.item.start_ms - revision.sent_ms)
    return max(0, -(-late_ms // MS_PER_MIN))


def _line_holds(case: _Case, party: PartyId) -> Iterator[Hold]:
    line = case.picture.lines.get(party)
    if line is None or line.state == "revoked":
        yield Hold(HoldCode.NO_LINE, party, "line", case.own)
        return
    if line.state == "untrusted":
        yield Hold(HoldCode.UNTRUSTED, party, "line", case.own)
    # Rule 18: a message received and not processed holds everything shared on its line.
    for aside in case.picture.set_asides.values():
        if aside.party == party and not aside.is_cleared:
            yield Hold(HoldCode.SET_ASIDE, party, "rule 18", case.own, (("code", aside.code),))
    live = case.picture.live.get(party)
    articles = articles_for(case.binding(party if case.owner == case.own else case.own), case.revision.item)
    if live is not None and live.offset_ms is not None and abs(live.offset_ms) > articles.clock_hold_ms:
        yield Hold(HoldCode.CLOCK_OFF, party, "clock_hold", party, (("seconds", str(abs(live.offset_ms) // 1000)),))


def _agreement_holds(case: _Case, party: PartyId) -> Iterator[Hold]:
    """Rule 4: no agreement in force is itself a hold, never an empty list of parties."""
    binding = case.binding(party)
    if not binding:
        yield Hold(HoldCode.NO_AGREEMENT, party, "in force", case.owner)
    closed = {area.id: area for agreement in binding for area in find_closed_areas(agreement, case.revision.item)}
    for area in closed.values():
        yield Hold(HoldCode.AREA_NOT_OPEN, party, f"area {area.id}", case.owner, (("area", area.name),))


def _answer_holds(case: _Case, party: PartyId) -> Iterator[Hold]:
    """Each concerned party's missing concur to this exact revision is itself a hold (rules 1, 8, 11, 12, 14)."""
    revision = case.revision
    answer = case.picture.answers.get(answer_key(revision.hash, party))
    doubts = [
        doubt
        for doubt in case.picture.doubts.values()
        if doubt.item == revision.item.id and doubt.party == party and doubt.revision in {None, revision.hash}
    ]
    if answer is None:
        yield Hold(HoldCode.NOT_ANSWERED, party, "answer", party)
    elif answer.withdrawn_by is not None:
        yield Hold(HoldCode.WITHDRAWN, party, "rule 12", party)
    elif answer.answer.verdict is Verdict.CANNOT:
        turn, facts = _after_cannot(case, answer)
        yield Hold(HoldCode.CANNOT, party, "answer", turn, (("reason", str(answer.answer.reason or "other")), *facts))
    elif answer.answer.verdict is Verdict.COUNTER:
        yield Hold(HoldCode.COUNTERED, party, "rule 11", case.owner)
    elif not is_fresh(case.picture, party if case.owner == case.own else case.owner, case.now_ms,
                      freshness_ms(case.binding(party), revision.item)):  # fmt: skip
        yield Hold(HoldCode.STALE, party, "freshness", party)
    if doubts and (answer is None or answer.withdrawn_by is None):
        yield Hold(HoldCode.DOUBTED, party, "rule 12", party)


def is_fresh(picture: Picture, party: PartyId, now_ms: int, fresh_ms: int) -> bool:
    """Rule 14: until our own send time of the ping that the peer echoed, and T. Receipt time never counts."""
    live = picture.live.get(party)
    return live is not None and live.echoed_ping_ms is not None and now_ms < live.echoed_ping_ms + fresh_ms


def _after_cannot(case: _Case, answer: AnswerState) -> tuple[PartyId, tuple[tuple[str, str], ...]]:
    """Rule 11: when the reason has gone, the recipient owes a new answer; this shows only where it is ourselves.

    Where only a cover is in the way, our own officers are told so: exactly, the place is clear.
    """
    if answer.party != case.own:
        return case.owner, ()
    articles = articles_for(case.binding(case.own), case.revision.item)
    veiled = find_obstacles_as_told(case.picture, case.revision, now_ms=case.now_ms, articles=articles)
    if find_obstacles(case.picture, case.revision, now_ms=case.now_ms, articles=articles):
        return case.owner, ()
    if not veiled:
        return case.own, ()
    item = veiled[0].other.item
    return case.owner, (("within_grain", "yes"), ("kind", item.kind), ("name", item.name), ("item", item.id))


def _check_holds(case: _Case, party: PartyId) -> Iterator[Hold]:
    """Readback and blind verification by one party."""
    binding = case.binding(party)
    articles = articles_for(binding, case.revision.item)
    key = answer_key(case.revision.hash, party)
    if articles.readback_needed:
        readback = case.picture.readbacks.get(key)
        if readback is None:
            yield Hold(HoldCode.READBACK_MISSING, party, "readback_needed", party)
        elif readback.differing:
            yield Hold(HoldCode.READBACK_MISMATCH, party, "readback_needed", party, _readback_facts(case, readback))
        elif missing := find_missing(case.revision.item, readback.elements, articles.readback_elements):
            facts = (("elements", ", ".join(missing)),)
            yield Hold(HoldCode.READBACK_INCOMPLETE, party, "readback_elements", party, facts)
    if articles.verification_needed and case.revision.item.has_ground_hazard:
        yield from _verification_holds(case, party, key, articles)


def _readback_facts(case: _Case, readback: ReadbackState) -> tuple[tuple[str, str], ...]:
    """Which elements differ, what was sent and what was read back of each, and the likely mistake."""
    sent = {element.name: element.value for element in elements_of(case.revision.item, readback.differing)}
    given = {element.name: element.value for element in readback.elements}
    values = [f"{say_value(name, sent.get(name, ''))} ≠ {say_value(name, given[name])}" for name in readback.differing]
    return (
        ("elements", ", ".join(readback.differing)),
        ("values", "; ".join(values)),
        *_cause_facts(causes_of_readback(case.revision.item, readback)),
    )


def _verification_holds(case: _Case, party: PartyId, key: str, articles: Articles) -> Iterator[Hold]:
    verification = case.picture.verifications.get(key)
    article = "verification_needed"
    if verification is None:
        yield Hold(HoldCode.VERIFICATION_MISSING, party, article, party)
    elif verification.match is Match.MISMATCH:
        facts = (
            ("distance_m", str((verification.distance_mm or 0) // 1000)),
            ("tolerance_m", str(verification.tolerance_mm // 1000)),
            *_uncertainty_facts(verification),
            *_cause_facts(verification.causes),
        )
        yield Hold(HoldCode.VERIFICATION_MISMATCH, party, article, case.owner, facts)
    elif verification.match is Match.CANNOT:
        yield Hold(HoldCode.VERIFICATION_CANNOT, party, article, party)
    elif case.now_ms >= verification.at_ms + articles.verification_lasts_ms:
        hours = str(articles.verification_lasts_ms // MS_PER_H)
        yield Hold(HoldCode.VERIFICATION_EXPIRED, party, "verification_lasts_ms", party, (("hours", hours),))


def _uncertainty_facts(verification: VerificationState) -> Iterator[tuple[str, str]]:
    """How well either place is known; the tolerance holds both."""
    stated_mm, second_mm = verification.stated_uncertainty_mm, verification.second_uncertainty_mm
    if stated_mm is not None and second_mm is not None:
        yield "stated_uncertainty_m", f"{stated_mm / MM_PER_M:.1f}"
        yield "second_uncertainty_m", f"{second_mm / MM_PER_M:.1f}"


def _cause_facts(causes: Sequence[LikelyCause]) -> tuple[tuple[str, str], ...]:
    """The likeliest mistake, and the codes of those that would fit as well."""
    if not causes:
        return ()
    first, *others = causes
    facts = [("cause", first.cause), ("residual_m", f"{first.residual_mm / MM_PER_M:.1f}")]
    facts += [("subject", first.subject)] if first.subject else []
    facts += [("other_causes", ", ".join(other.cause for other in others))] if others else []
    return tuple(facts)


def _flown_holds(case: _Case, others: Sequence[PartyId]) -> Iterator[Hold]:
    """Rule 5: the revision that is being flown stays live beside a newer one, and what meets it counts."""
    flown = case.state.flown
    if flown is None or flown == case.state.current or flown not in case.picture.revisions:
        return
    case = replace(case, revision=case.picture.revisions[flown])
    for party in others:
        yield from _answer_holds(case, party)
    binding = [agreement for party in others for agreement in case.binding(party)]
    yield from _meeting_holds(case, others, articles_for(binding, case.revision.item))


def _own_holds(case: _Case, others: Sequence[PartyId]) -> Iterator[Hold]:
    """What this node finds by itself, whoever is concerned (rule 9)."""
    binding = [agreement for party in others for agreement in case.binding(party)]
    articles = articles_for(binding, case.revision.item)
    yield from _words_holds(case, articles)
    yield from _place_holds(case)
    if not is_operation_agreed(case.revision.item, binding):
        place = case.revision.item.place
        facts = (("operation", "" if place is None else place.operation),)
        yield Hold(HoldCode.OPERATION_NOT_AGREED, case.owner, "datum_operations", case.owner, facts)
    yield from _meeting_holds(case, others, articles)
    for cease in find_ceases(case.picture, case.state):
        waiting = find_unresumed(cease)
        turn = case.own if case.own in waiting else min(waiting, default=case.own)
        yield Hold(HoldCode.CEASE_STANDS, cease.by, "rule 17", turn, (("cease", cease.id),))
    late = late_min(case.revision, articles)
    if late and articles.late_means is LateMeans.HELD:
        yield Hold(HoldCode.LATE, case.owner, "notice", case.owner, (("minutes", str(late)),))
    if articles.reach_means is ReachMeans.HELD:
        for missed in find_unreached(case.picture, case.state, articles):
            missing = (("item", missed.item), ("unit", missed.unit), ("name", missed.name or missed.party))
            yield Hold(HoldCode.NOT_REACHED, missed.party, "reach", missed.party, missing)
    for sheet in case.picture.sheets.values():
        signers = {line.party for line in sheet.sheet.lines}
        if case.revision.hash in {line.revision for line in sheet.sheet.lines} and not sheet.is_withdrawn:
            for party in sorted(signers - sheet.signed_by):
                yield Hold(HoldCode.SHEET_UNSIGNED, party, "sheet", party, (("sheet", sheet.sheet.title),))


def _words_holds(case: _Case, articles: Articles) -> Iterator[Hold]:
    check = check_place_words(case.revision.item, articles)
    if check is None or check.status == "agree":
        return
    causes = causes_of_words(case.revision.item, articles) if check.status == "disagree" else ()
    references = [cause.subject for cause in causes if cause.cause == Cause.REFERENCE and cause.subject]
    facts = (
        ("distance_m", "" if check.distance_m is None else f"{check.distance_m:.0f}"),
        ("tolerance_m", "" if check.tolerance_m is None else f"{check.tolerance_m:.0f}"),
        ("derived", check.derived),
        ("place", _say_position(reference_position(case.revision.item))),
        ("words_place", "" if check.stated is None else _say_position(check.stated)),
        *((("references", "; ".join(references)),) if references else ()),
        *_cause_facts(causes),
    )
    code = HoldCode.WORDS_DISAGREE if check.status == "disagree" else HoldCode.WORDS_UNRESOLVABLE
    yield Hold(code, case.owner, "words", case.owner, facts)


def _place_holds(case: _Case) -> Iterator[Hold]:
    """Whether the stated place resolves here, by its sender's profile, to what its owner's node made of it."""
    item = case.revision.item
    if item.place is None or not item.place.text:
        return
    profile = find_profile(case.picture, case.owner, item.agreement, case.now_ms)
    found = resolve_place(item.place, profile)
    if found.agrees or found.fault == UnpinnedOperation.code:
        # A way that no agreement pins has a hold of its own.
        return
    facts = [("text", item.place.text), ("datum", item.place.datum)]
    if found.location is None:
        facts += [("code", found.fault), ("message", found.message)]
        yield Hold(HoldCode.PLACE_UNRESOLVED, case.owner, "profiles", case.owner, tuple(facts))
        return
    facts += [
        ("distance_m", f"{found.distance_m:.0f}"),
        ("place", _say_position(item.place.position)),
        ("here", _say_position(found.location.position)),
    ]
    yield Hold(HoldCode.PLACE_DIFFERS, case.owner, "profiles", case.owner, tuple(facts))


def _say_position(position: Position) -> str:
    return f"{position.lat_deg:.5f} {position.lon_deg:.5f}"


def _meeting_holds(case: _Case, others: Sequence[PartyId], articles: Articles) -> Iterator[Hold]:
    concurs = [
        answer
        for party in others
        if (answer := case.picture.answers.get(answer_key(case.revision.hash, party))) is not None
        and answer.answer.verdict is Verdict.CONCUR
    ]
    all_concur = concurs if len(concurs) == len(others) else []
    for meeting in find_meetings(case.picture, case.revision, case.now_ms):
        code = _meeting_code(case, meeting, all_concur, articles)
        if code is not None:
            yield Hold(code, meeting.other.item.owner, "rule 8", case.owner,
                       facts_of_meeting(case.picture, case.revision, meeting), meeting.other.item.id)  # fmt: skip


def _meeting_code(case: _Case, meeting: Meeting, concurs: list[AnswerState], articles: Articles) -> HoldCode | None:
    """Which hold a conflict is; None for a newcomer that does not unseat a coordinated revision (rule 10)."""
    other = meeting.other
    if other.item.is_movement:
        if is_bound(case.picture, case.own, other, now_ms=case.now_ms, articles=articles):
            return HoldCode.BOUND
        if is_newcomer(case.picture, case.revision, other, concurs):
            return None
    return HoldCode.CONFLICT if meeting.conflict.is_comparable else HoldCode.NOT_COMPARABLE
