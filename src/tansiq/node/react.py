"""What the machine says by itself after every change, in the same transaction as the change.

After each batch of entries every movement they may bear upon is computed again (rule 9), and:

* a withdrawal is confirmed to the party that made it (rules 7b, 12);
* a concur that now meets a protective item is withdrawn (rule 12, I7);
* a revision that cannot be concurred to is answered at once, with what may be disclosed (step 2 of the design);
* an active hazard to the ground that lost its coordination is suspended by a cease of the machine's;
* a changed state or list of holds is recorded, and told where the owner's word changed.

It repeats until nothing more follows. Each step speaks at most once for a cause, so it ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from tansiq.airspace.item import Item, ItemKind
from tansiq.airspace.states import OVER, MovementState
from tansiq.base.clock import write_instant
from tansiq.base.ids import CeaseId, ItemId, MessageId, PartyId, Sha256
from tansiq.base.units import MS_PER_H
from tansiq.coordination.alarms import is_over
from tansiq.coordination.binding import Meeting, find_obstacles
from tansiq.coordination.clearing import find_way_out
from tansiq.coordination.concerned import articles_between, find_concerned, parties_told
from tansiq.coordination.entry import Entry
from tansiq.coordination.holds import STOPPING, Hold, HoldCode, holds, late_min, state_of
from tansiq.coordination.noted import LocalAlert, LocalHold, LocalStanding
from tansiq.coordination.picture import AnswerState, ItemState, Picture, Revision, answer_key
from tansiq.coordination.plan import find_plan
from tansiq.coordination.statements import (
    ActivityStatus,
    Amend,
    Answer,
    CannotReason,
    Cease,
    CeaseCause,
    Doubt,
    Held,
    Notify,
    PositionReport,
    Reported,
    StatusReport,
    Verdict,
)
from tansiq.coordination.veil import find_obstacles_as_told, find_veiled
from tansiq.coordination.words_check import check_place_words
from tansiq.geometry.engine import do_meet
from tansiq.node.affected import find_affected
from tansiq.node.kernel import MACHINE_AUTHOR, Desk
from tansiq.node.orders.submit import current_statement

_REASONS = {
    ItemKind.ACTIVITY: CannotReason.OWN_ACTIVITY,
    ItemKind.TRANSIT: CannotReason.OWN_ACTIVITY,
    ItemKind.OWN_FORCE_AREA: CannotReason.OWN_FORCE_AREA,
    ItemKind.PROTECTED_SITE: CannotReason.PROTECTED_SITE,
    ItemKind.NO_GO_AREA: CannotReason.NO_GO_AREA,
    ItemKind.CORRIDOR: CannotReason.CORRIDOR,
}
_CONFLICTS = frozenset({HoldCode.CONFLICT, HoldCode.NOT_COMPARABLE, HoldCode.BOUND})


def react(desk: Desk, after: int) -> None:
    """Say what follows from the desk's entries beyond the first ``after``, and from that, until nothing does."""
    while after < len(desk.entries):
        new, after = desk.entries[after:], len(desk.entries)
        for entry in new:
            _confirm_withdrawal(desk, entry)
            _alert_on(desk, entry)
        affected = sorted(find_affected(desk.picture, new))
        _look_up(desk.picture, affected)
        for item in affected:
            judge(desk, item)


def _look_up(picture: Picture, items: list[ItemId]) -> None:
    """Ask the index about all at once, before each is judged."""
    known = (picture.items[item].current for item in items if item in picture.items)
    picture.index.look_up(hash_ for hash_ in known if hash_ in picture.index)


def judge(desk: Desk, item: ItemId) -> None:
    """Compute one movement again and say what follows."""
    state = desk.picture.items.get(item)
    if state is None:
        return
    revision = desk.picture.revisions[state.current]
    if not revision.item.is_movement:
        return
    if state.owner == desk.own:
        _notify_newly_concerned(desk, state, revision)
    else:
        _withdraw(desk, state)
        _answer(desk, state, revision)
    standing = _stand(desk, state)
    if standing.is_changed:
        _announce(desk, state, standing)


@dataclass(frozen=True, slots=True)
class _Found:
    state: MovementState
    holds: tuple[Hold, ...]
    is_changed: bool
    was: MovementState | None


def _stand(desk: Desk, state: ItemState) -> _Found:
    """State and holds now, against those recorded last."""
    picture = desk.picture
    agreements = list(picture.agreements.values())
    found = holds(state.id, picture, agreements, desk.now_ms)
    now = state_of(state.id, picture, agreements, desk.now_ms, found=found)
    if _must_stop(picture, state, found):
        _stop(desk, state, found)
        found = holds(state.id, picture, agreements, desk.now_ms)
        now = state_of(state.id, picture, agreements, desk.now_ms, found=found)
    if now in OVER:
        found = ()
    known = picture.standings.get(state.id)
    kept = tuple(_kept(hold) for hold in found)
    changed = known is None or (known.state, known.revision, known.holds) != (now, state.current, kept)
    return _Found(now, found, changed, known.state if known else None)


def _kept(hold: Hold) -> LocalHold:
    return LocalHold(hold.code, hold.party, hold.article, hold.turn, hold.facts)


def _announce(desk: Desk, state: ItemState, found: _Found) -> None:
    """Record the change; the owner tells its peers when coordinated comes or goes; new conflicts alert."""
    known = desk.picture.standings.get(state.id)
    before = {(hold.code, dict(hold.facts).get("item")) for hold in known.holds} if known else set()
    desk.note(
        LocalStanding(state.id, state.current, found.state, tuple(_kept(hold) for hold in found.holds)),
        author=MACHINE_AUTHOR,
    )
    for hold in found.holds:
        if hold.code in _CONFLICTS and (hold.code, dict(hold.facts).get("item")) not in before:
            facts = hold.facts + _clearing(desk, state, hold)
            _alert(desk, "conflict", item=state.id, party=state.owner, facts=facts)
    if state.owner == desk.own:
        _tell_owner_word(desk, state, found)


def _clearing(desk: Desk, state: ItemState, hold: Hold) -> tuple[tuple[str, str], ...]:
    """Where one of the two is our own flight and inside the other now: when it is out by its plan."""
    other = desk.picture.items.get(ItemId(dict(hold.facts).get("item", "")))
    if other is None:
        return ()
    area, flight = (other, state) if state.owner == desk.own else (state, other)
    if flight.owner != desk.own:
        return ()
    found = find_way_out(desk.picture, flight, desk.picture.revisions[area.current].item, desk.now_ms)
    return () if found is None else (("leaves", write_instant(found.leaves_ms)),)


def _tell_owner_word(desk: Desk, state: ItemState, found: _Found) -> None:
    was_coordinated = found.was is MovementState.COORDINATED
    if found.state is MovementState.COORDINATED:
        word, count = ActivityStatus.COORDINATED, 0
    elif was_coordinated and found.state is MovementState.SUBMITTED:
        word, count = ActivityStatus.HELD, len(found.holds)
    else:
        return
    report = StatusReport(state.id, state.current, word, holds=count)
    for party in parties_told(state):
        if desk.has_line(party):
            desk.say(party, report, author=MACHINE_AUTHOR)


def _must_stop(picture: Picture, state: ItemState, found: tuple[Hold, ...]) -> bool:
    """An active hazard to the ground whose coordination is gone, and that nothing has suspended yet.

    One that its owner flies unilaterally was never coordinated: it has alarmed every console, and people stop it.
    """
    live = [picture.revisions[hash_] for hash_ in (state.flown, state.current) if hash_ in picture.revisions]
    if state.declared != "active" or state.is_suspended or not any(each.item.has_ground_hazard for each in live):
        return False
    if state.is_unilateral:
        return False
    if state.owner != picture.own:
        answer = picture.answers.get(answer_key(state.flown or state.current, picture.own))
        return answer is not None and answer.withdrawn_by is not None
    return any(hold.code in STOPPING for hold in found)


def _stop(desk: Desk, state: ItemState, found: tuple[Hold, ...]) -> None:
    """The machine's own cease: one id at both ends, so that it is resumed like any other."""
    told = tuple(
        party for party in (parties_told(state) if state.owner == desk.own else (state.owner,)) if desk.has_line(party)
    )
    codes = {hold.code for hold in found}
    cause = CeaseCause.WITHDRAWN if HoldCode.WITHDRAWN in codes else CeaseCause.LAPSE
    if codes & _CONFLICTS:
        cause = CeaseCause.CONFLICT
    cease = Cease(CeaseId(desk.new_id()), (state.id,), cause, told)
    for party in told:
        desk.say(party, cease, author=MACHINE_AUTHOR)
    if not told:
        desk.note(cease, author=MACHINE_AUTHOR)


def _notify_newly_concerned(desk: Desk, state: ItemState, revision: Revision) -> None:
    """Rule 4: whoever a movement comes to concern, by a new agreement or line, is told of its present revision."""
    if state.declared in {"ended", "cancelled"} or revision.item.end_ms <= desk.now_ms:
        return
    told = {known.party for known in state.told}
    for party in sorted(find_concerned(desk.picture, revision.item) - told):
        if desk.has_line(party):
            desk.say(party, current_statement(desk.picture, state), author=MACHINE_AUTHOR)


def _withdraw(desk: Desk, state: ItemState) -> None:
    """Rule 12, I7: a concur of ours that meets a protective item is withdrawn in this same transaction."""
    picture = desk.picture
    for hash_ in state.revisions:
        answer = picture.answers.get(answer_key(hash_, desk.own))
        if answer is None or answer.answer.verdict is not Verdict.CONCUR or answer.withdrawn_by is not None:
            continue
        revision = picture.revisions[hash_]
        if revision.is_live and _must_withdraw(desk, state, revision, answer):
            desk.say(state.owner, Doubt(state.id, hash_), author=MACHINE_AUTHOR)


def _must_withdraw(desk: Desk, state: ItemState, revision: Revision, answer: AnswerState) -> bool:
    """Whether a protective item meets the revision, or one that became known since the concur does by its cover.

    Who concurred before knew the exact place of what was known then; which concurs a new item ends must not draw it.
    """
    articles = articles_between(desk.picture, (state.owner, desk.own), revision.item, desk.now_ms)
    exact = find_obstacles(desk.picture, revision, now_ms=desk.now_ms, articles=articles)
    veiled = find_veiled(desk.picture, revision, now_ms=desk.now_ms, articles=articles)
    met = [*exact, *(each for each in veiled if each.other.entry > answer.entry)]
    return any(not each.other.item.is_movement for each in met)


def _answer(desk: Desk, state: ItemState, revision: Revision) -> None:
    """Answer ``cannot`` at once where this node could not concur, saying only what the owner may know."""
    answer = desk.picture.answers.get(answer_key(revision.hash, desk.own))
    if not desk.has_line(state.owner) or state.declared != "submitted" or revision.item.end_ms <= desk.now_ms:
        return
    reason = _find_reason(desk, state, revision)
    if reason is None or not _is_due(answer, reason) or _is_probed(desk, state, revision):
        return
    desk.say(
        state.owner,
        Answer(revision.hash, Verdict.CANNOT, knew_yours=processed(desk.picture, state.owner), reason=reason),
        author=MACHINE_AUTHOR,
    )


def processed(picture: Picture, party: PartyId) -> int:
    """Rule 13: the highest ordinary serial of a peer's that this node has processed."""
    position = picture.positions.get(party)
    return 0 if position is None else position.serial


def _is_due(answer: AnswerState | None, reason: CannotReason) -> bool:
    """A person's answer stands; the machine's is given once for each reason."""
    if answer is None:
        return True
    return answer.author == MACHINE_AUTHOR.name and answer.answer.reason is not reason


def _find_reason(desk: Desk, state: ItemState, revision: Revision) -> CannotReason | None:
    articles = articles_between(desk.picture, (state.owner, desk.own), revision.item, desk.now_ms)
    obstacles = find_obstacles_as_told(desk.picture, revision, now_ms=desk.now_ms, articles=articles)
    if obstacles:
        told = {_reason_told(desk, state.owner, met) for met in obstacles}
        return min(told - {CannotReason.NOT_DISCLOSED}, default=CannotReason.NOT_DISCLOSED)
    check = check_place_words(revision.item, articles)
    return CannotReason.WORDS_DISAGREE if check is not None and check.status == "disagree" else None


def _reason_told(desk: Desk, asker: PartyId, met: Meeting) -> CannotReason:
    """I6: a reason is named only if the item behind it is the asker's own or was told to the asker by us."""
    item = met.other.item
    state = desk.picture.items[item.id]
    if item.owner == asker or (item.owner == desk.own and asker in parties_told(state)):
        return _REASONS[item.kind]
    return CannotReason.NOT_DISCLOSED


def _is_probed(desk: Desk, state: ItemState, revision: Revision) -> bool:
    """Whether the owner asked about one neighbourhood too often in an hour; the machine then waits for a person.

    Revisions that were amended away or cancelled count too: they were asked about all the same.
    """
    articles = articles_between(desk.picture, (state.owner, desk.own), revision.item, desk.now_ms)
    since_ms = desk.now_ms - MS_PER_H
    asked = (desk.picture.revisions[hash_] for hash_ in reversed(desk.picture.asked.get(state.owner, [])))
    lately = takewhile(lambda other: other.at_ms > since_ms, asked)
    near = [other for other in lately if _is_neighbour(other.item, revision.item)]
    if len(near) <= articles.probing_limit:
        return False
    key = ("item", state.id)
    if not any(row.alert.code == "probing" and key in row.alert.facts for row in desk.picture.alerts.values()):
        _alert(desk, "probing", item=state.id, party=state.owner, facts=(key, ("count", str(len(near)))))
    return True


def _is_neighbour(a: Item, b: Item) -> bool:
    """Whether two items touch, at whatever height and time."""
    return any(do_meet(x.footprint, y.footprint) for x in a.volumes for y in b.volumes)


def _confirm_withdrawal(desk: Desk, entry: Entry) -> None:
    """The owner confirms each withdrawal it receives, so that the other is no longer bound (rule 7b)."""
    said = entry.statement
    if not isinstance(said, Doubt) or entry.source == desk.own or entry.sent is None:
        return
    state = desk.picture.items.get(said.item)
    if state is None or state.owner != desk.own or not desk.has_line(entry.source):
        return
    if not desk.picture.revisions[state.current].item.is_movement:
        return
    for revision in (said.revision,) if said.revision else _withdrawn(desk, state, entry) or [state.current]:
        desk.say(entry.source, Held(said.item, revision, entry.sent.id), author=MACHINE_AUTHOR)


def _withdrawn(desk: Desk, state: ItemState, entry: Entry) -> list[Sha256]:
    """The revisions of an item of which a doubt withdrew a concur."""
    keys = {hash_: answer_key(hash_, entry.source) for hash_ in state.revisions}
    answers = desk.picture.answers
    withdrawn = entry.sent.id if entry.sent else None
    return [hash_ for hash_, key in keys.items() if key in answers and answers[key].withdrawn_by == withdrawn]


def _alert_on(desk: Desk, entry: Entry) -> None:
    """Alerts that an entry raises by itself."""
    if isinstance(entry.statement, PositionReport):
        _alert_unplanned(desk, entry.source, entry.statement)
    if entry.source == desk.own:
        return
    match entry.statement:
        case Notify(item=item) | Amend(item=item) if item.is_movement:
            revision = desk.picture.revisions.get(entry.content)
            if revision is not None:
                late = late_min(revision, articles_between(desk.picture, (entry.source, desk.own), item, desk.now_ms))
                if late:
                    _alert(desk, "late", item=item.id, party=entry.source, facts=(("minutes", str(late)),))
        case StatusReport(status=ActivityStatus.ACTIVE, unilateral=True, item=id_):
            _alert(desk, "unilateral", item=id_, party=entry.source, facts=())


def _alert_unplanned(desk: Desk, party: PartyId, report: PositionReport) -> None:
    """An aircraft that is in no plan of its party's as known here; said again only after it was in one."""
    if report.subject is not Reported.AIRCRAFT or find_plan(desk.picture, party, report) is not None:
        return
    facts = (("name", report.name),)
    for row in desk.picture.alerts.values():
        is_same = (row.alert.code, row.alert.party, row.alert.facts) == ("not_in_plan", party, facts)
        if is_same and not is_over(desk.picture, row, desk.now_ms):
            return
    _alert(desk, "not_in_plan", item=None, party=party, facts=facts)


def _alert(
    desk: Desk, code: str, *, item: ItemId | None, party: PartyId | None, facts: tuple[tuple[str, str], ...]
) -> None:
    desk.note(LocalAlert(MessageId(desk.new_id()), code, party, item, facts), author=MACHINE_AUTHOR)
