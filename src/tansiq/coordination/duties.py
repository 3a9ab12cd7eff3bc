"""What waits for a person at this node: until when, from whom, and who has it.

Nothing is addressed to one person: a duty is the party's, and any officer on watch takes it. Taking one answers nothing
and stops no clock but that of the escalation to further people.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from tansiq.base.ids import ItemId, OfficerId, PartyId
from tansiq.coordination.agreement import Agreement, AgreementStatus
from tansiq.coordination.clocks import REPORT, answer_ms, find_articles, stop_steps
from tansiq.coordination.concerned import articles_between
from tansiq.coordination.picture import ItemState, Picture, Revision, answer_key


class DutyKind(StrEnum):
    """What a person here has to do."""

    CEASE = "cease"
    """Take it."""
    DISTRESS = "distress"
    """Take it."""
    REPORT = "report"
    """Report when crews had a cease."""
    FOUND = "found"
    """Say what was found out about a call of distress."""
    READBACK = "readback"
    VERIFICATION = "verification"
    ANSWER = "answer"
    DOUBT = "doubt"
    """Reply to a doubt of an item of ours."""
    QUERY = "query"
    MESSAGE = "message"
    """Read it, and acknowledge that."""
    AGREEMENT = "agreement"
    """Sign what was offered, or say why not."""
    AREA = "area"
    """Sign the change of an area that was offered, or say why not."""
    RESUME = "resume"
    """Sign to resume a cease that another end has signed to resume, or say why not."""
    SHEET = "sheet"


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing that waits for a person."""

    kind: DutyKind
    subject: str
    """By which it is taken: id of the cease, the message or the item."""
    party: PartyId
    """Who waits for it."""
    since_ms: int
    due_ms: int
    precedence: str
    item: ItemId | None = None
    taken_by: OfficerId | None = None
    taken_ms: int | None = None


def find_duties(picture: Picture, now_ms: int) -> list[Duty]:
    """Everything that waits for a person here, the most pressing first."""
    found = [
        *_of_ceases(picture, now_ms),
        *duties_of_talk(picture, now_ms, [*picture.queries, *picture.notices]),
        *_of_papers(picture, now_ms),
    ]
    for state in picture.items.values():
        found.extend(duties_of_item(picture, state, now_ms))
    return sorted(found, key=lambda duty: (duty.due_ms, duty.kind, duty.subject))


def _of_ceases(picture: Picture, now_ms: int) -> Iterator[Duty]:
    for id_ in picture.standing_ceases:
        cease = picture.ceases[id_]
        steps = stop_steps(picture, cease.by, now_ms)
        if cease.by != picture.own and cease.taken_by is None:
            kind = DutyKind.DISTRESS if cease.is_distress else DutyKind.CEASE
            yield Duty(kind, cease.id, cease.by, cease.at_ms, cease.at_ms + steps["answer"], "FLASH")
        taken = (cease.taken_by, cease.taken_ms)
        if cease.by != picture.own and all(done.party != picture.own for done in cease.executed):
            due_ms = cease.at_ms + steps[REPORT]
            yield Duty(DutyKind.REPORT, cease.id, cease.by, cease.at_ms, due_ms, "IMMEDIATE", None, *taken)
        if cease.is_distress and not cease.found:
            due_ms = cease.at_ms + steps[REPORT]
            yield Duty(DutyKind.FOUND, cease.id, cease.by, cease.at_ms, due_ms, "IMMEDIATE", None, *taken)
        others = cease.resumed_by - {picture.own}
        if others and picture.own in cease.ends - cease.resumed_by and cease.resume_ms is not None:
            asks = min(others)
            due_ms = cease.resume_ms + answer_ms(find_articles(picture, asks, now_ms), "PRIORITY")
            yield Duty(DutyKind.RESUME, cease.id, asks, cease.resume_ms, due_ms, "PRIORITY", None, *taken)


def duties_of_item(picture: Picture, state: ItemState, now_ms: int) -> Iterator[Duty]:
    """What is owed on one item: to its owner where it is a peer's, to those who doubt it where it is ours."""
    revision = picture.revisions[state.current]
    if state.owner == picture.own:
        yield from _of_doubts(picture, state, now_ms)
        return
    is_over = state.declared in {"ended", "cancelled"} or now_ms >= revision.item.end_ms or not revision.is_live
    if is_over or not revision.item.is_movement or revision.message is None:
        return
    if answer_key(state.current, picture.own) in picture.answers:
        return
    articles = articles_between(picture, (state.owner, picture.own), revision.item, now_ms)
    due_ms = answer_due_ms(picture, revision, now_ms)
    half_ms = revision.at_ms + (due_ms - revision.at_ms) // 2
    if articles.readback_needed and answer_key(state.current, picture.own) not in picture.readbacks:
        yield _on_item(picture, state, DutyKind.READBACK, half_ms)
    is_checked = answer_key(state.current, picture.own) in picture.verifications
    if articles.verification_needed and revision.item.has_ground_hazard and not is_checked:
        yield _on_item(picture, state, DutyKind.VERIFICATION, due_ms)
    yield _on_item(picture, state, DutyKind.ANSWER, due_ms)


def answer_due_ms(picture: Picture, revision: Revision, now_ms: int) -> int:
    """When a person's answer to a peer's revision is due: as its owner asks, else by the article of its precedence."""
    if revision.answer_by_ms is not None:
        return revision.answer_by_ms
    articles = articles_between(picture, (revision.item.owner, picture.own), revision.item, now_ms)
    return revision.at_ms + answer_ms([articles], revision.precedence)


def _on_item(picture: Picture, state: ItemState, kind: DutyKind, due_ms: int) -> Duty:
    revision = picture.revisions[state.current]
    duty = Duty(kind, str(revision.message), state.owner, revision.at_ms, due_ms, revision.precedence, state.id)
    return _taken(picture, duty)


def _of_doubts(picture: Picture, state: ItemState, now_ms: int) -> Iterator[Duty]:
    for doubt in picture.doubts.values():
        if doubt.item != state.id or doubt.party == picture.own:
            continue
        articles = find_articles(picture, doubt.party, now_ms)
        due_ms = doubt.at_ms + answer_ms(articles, "IMMEDIATE")
        yield _taken(picture, Duty(DutyKind.DOUBT, doubt.id, doubt.party, doubt.at_ms, due_ms, "IMMEDIATE", state.id))


def duties_of_talk(picture: Picture, now_ms: int, messages: Sequence[str]) -> Iterator[Duty]:
    """What waits among questions and messages of persons."""
    for id_ in messages:
        query, notice = picture.queries.get(id_), picture.notices.get(id_)
        if query is not None and query.to == picture.own and query.party != picture.own and query.reply is None:
            due_ms = query.answer_by_ms or query.at_ms + answer_ms(
                find_articles(picture, query.party, now_ms), query.precedence
            )
            duty = Duty(DutyKind.QUERY, query.id, query.party, query.at_ms, due_ms, query.precedence, query.query.item)
            yield _taken(picture, duty)
        if notice is not None:
            due_ms = notice.at_ms + answer_ms(find_articles(picture, notice.party, now_ms), notice.precedence)
            duty = Duty(DutyKind.MESSAGE, notice.id, notice.party, notice.at_ms, due_ms, notice.precedence)
            yield _taken(picture, duty)


def _of_papers(picture: Picture, now_ms: int) -> Iterator[Duty]:
    """What was offered to us and waits for our signature, as routine."""
    for agreement in picture.agreements.values():
        yield from _of_areas(picture, agreement, now_ms)
        by = agreement.offered_by
        if by is None or by == picture.own or picture.own in agreement.signed_by:
            continue
        if agreement.status(now_ms) is AgreementStatus.OFFERED and agreement.offered_ms is not None:
            due_ms = agreement.offered_ms + answer_ms(find_articles(picture, by, now_ms), "ROUTINE")
            id_ = agreement.terms.id
            yield _taken(picture, Duty(DutyKind.AGREEMENT, id_, by, agreement.offered_ms, due_ms, "ROUTINE"))
    for sheet in picture.sheets.values():
        if sheet.offered_by == picture.own or picture.own in sheet.signed_by or sheet.is_withdrawn:
            continue
        due_ms = sheet.at_ms + answer_ms(find_articles(picture, sheet.offered_by, now_ms), "ROUTINE")
        yield _taken(picture, Duty(DutyKind.SHEET, sheet.sheet.id, sheet.offered_by, sheet.at_ms, due_ms, "ROUTINE"))


def _of_areas(picture: Picture, agreement: Agreement, now_ms: int) -> Iterator[Duty]:
    """Changes of areas that others offered and we have not signed, without those that a later one replaced."""
    signers = dict(agreement.changes)
    for change, by, at_ms in agreement.change_offers:
        is_replaced = any(other.area == change.area and other.number > change.number for other in signers)
        is_open = not is_replaced and agreement.status(now_ms) is not AgreementStatus.ENDED
        if by == picture.own or picture.own in signers[change] or not is_open:
            continue
        due_ms = at_ms + answer_ms(find_articles(picture, by, now_ms), "ROUTINE")
        subject = f"{change.agreement}.{change.number}"
        yield _taken(picture, Duty(DutyKind.AREA, subject, by, at_ms, due_ms, "ROUTINE"))


def _taken(picture: Picture, duty: Duty) -> Duty:
    taken = picture.taken.get(duty.subject)
    return duty if taken is None else replace(duty, taken_by=taken.by, taken_ms=taken.at_ms)
