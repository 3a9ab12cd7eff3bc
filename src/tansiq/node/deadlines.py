"""What time itself brings: ends and expiries, lapsed concurs, what is overdue, what nobody has taken, what is over.

Called every second of a real node, and by the player's word in an exercise. Escalation goes by clock and to nobody in
person: each step is an alert on every console, told once, and to whoever the notifiers reach.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from tansiq.base.ids import CeaseId, ItemId, MessageId, PartyId
from tansiq.coordination.agreement import ReachMeans
from tansiq.coordination.alarms import is_over
from tansiq.coordination.cease import find_taken
from tansiq.coordination.clocks import REPORT, escalation, stop_steps
from tansiq.coordination.concerned import own_articles
from tansiq.coordination.duties import Duty, DutyKind, duties_of_item, duties_of_talk
from tansiq.coordination.noted import LocalAlert, LocalEnded
from tansiq.coordination.picture import CeaseState, ItemState, Picture
from tansiq.coordination.reach import find_due_ms, find_unreached, is_wanted
from tansiq.node.affected import is_open
from tansiq.node.kernel import MACHINE_AUTHOR, Desk
from tansiq.node.lines.line import is_announced
from tansiq.node.react import judge

_AWAY = frozenset({"silent", "degraded"})
_CEASES_AT_A_TIME = 16
_SCANNED_AT_A_TIME = 128
_ITEMS_AT_A_TIME = 2
_ALERTS_AT_A_TIME = 16
_TALK_AT_A_TIME = 16

Facts = tuple[tuple[str, str], ...]


def judge_time(desk: Desk) -> None:
    """Raise what is overdue and judge every movement that is not over at the present instant, in one decision."""
    for piece in time_pieces(desk.picture):
        piece(desk)


def time_pieces(picture: Picture) -> Iterator[Callable[[Desk], None]]:
    """The same in decisions so small that nothing urgent waits behind them, to be taken one after the other.

    Between them the picture may change, and after a failure of the store be another one, read anew.
    """
    if picture.outages:
        yield _end_outages
    for at in range(0, len(ceases := list(picture.standing_ceases)), _CEASES_AT_A_TIME):
        yield partial(_escalate_each, ceases=ceases[at : at + _CEASES_AT_A_TIME])
    for at in range(0, len(known := sorted(picture.items)), _SCANNED_AT_A_TIME):
        items = [id_ for item in known[at : at + _SCANNED_AT_A_TIME] if is_open(picture, id_ := ItemId(item))]
        for first in range(0, max(1, len(items)), _ITEMS_AT_A_TIME):
            yield partial(_judge_each, items=items[first : first + _ITEMS_AT_A_TIME])
    for at in range(0, len(owned := _find_owned(picture)), _ITEMS_AT_A_TIME):
        yield partial(_call_out_each, items=owned[at : at + _ITEMS_AT_A_TIME])
    for at in range(0, len(talk := [*picture.queries, *picture.notices]), _TALK_AT_A_TIME):
        yield partial(_remind_each, messages=talk[at : at + _TALK_AT_A_TIME])
    for at in range(0, len(alerts := list(picture.open_alerts)), _ALERTS_AT_A_TIME):
        yield partial(_end_each, alerts=alerts[at : at + _ALERTS_AT_A_TIME])


def _end_outages(desk: Desk) -> None:
    """A line that is still silent when its announced outage is over alerts; within it, it did not."""
    own = desk.picture.outages.get(desk.own)
    for party, line in desk.picture.lines.items():
        if line.state not in _AWAY or is_announced(desk.picture, PartyId(party), desk.now_ms):
            continue
        for outage in (desk.picture.outages.get(party), own):
            if outage is not None and outage.covers(line.since_ms) and outage.ends_ms <= desk.now_ms:
                facts = (("until", str(outage.ends_ms)), ("whose", outage.party))
                _alert_once(desk, "outage_over", party=PartyId(party), item=None, facts=facts)


def _escalate_each(desk: Desk, *, ceases: Sequence[CeaseId]) -> None:
    for id_ in ceases:
        if (cease := desk.picture.ceases.get(id_)) is not None:
            _escalate(desk, cease)


def _judge_each(desk: Desk, *, items: Sequence[ItemId]) -> None:
    for item in items:
        if item in desk.picture.items:
            for duty in list(duties_of_item(desk.picture, desk.picture.items[item], desk.now_ms)):
                _remind(desk, duty)
            judge(desk, item)


def _find_owned(picture: Picture) -> list[ItemId]:
    """Our own items that anybody was told of; where nobody named units and no article asks, none."""
    if not picture.units and all(
        articles.reach_means is not ReachMeans.HELD
        for agreement in picture.agreements.values()
        for articles in agreement.all_articles()
    ):
        return []
    return sorted(state.id for state in picture.items.values() if state.owner == picture.own and state.told)


def _call_out_each(desk: Desk, *, items: Sequence[ItemId]) -> None:
    for id_ in items:
        if (state := desk.picture.items.get(id_)) is not None:
            _call_out(desk, state)


def _call_out(desk: Desk, state: ItemState) -> None:
    """Before a start, an alert for each party of which some unit does not have what it must have."""
    revision = desk.picture.revisions[state.current]
    articles = own_articles(desk.picture, revision.item)
    if not is_wanted(state, revision, desk.now_ms) or desk.now_ms < find_due_ms(revision, articles):
        return
    for party in sorted({each.party for each in find_unreached(desk.picture, state, articles)}):
        facts = (("end", party), ("revision", state.current))
        _alert_once(desk, "not_reached", party=party, item=state.id, facts=facts)


def _remind_each(desk: Desk, *, messages: Sequence[str]) -> None:
    for duty in list(duties_of_talk(desk.picture, desk.now_ms, messages)):
        _remind(desk, duty)


def _end_each(desk: Desk, *, alerts: Sequence[str]) -> None:
    """What an alert was about is over: it stays as it was, and a return is a new one."""
    for id_ in alerts:
        row = desk.picture.alerts.get(id_)
        if row is not None and row.ended_ms is None and is_over(desk.picture, row, desk.now_ms):
            desk.note(LocalEnded(row.alert.alert), author=MACHINE_AUTHOR)


def _escalate(desk: Desk, cease: CeaseState) -> None:
    """At an end that received it: while nobody has taken it. At its maker: while another end has not."""
    if not cease.stands:
        return
    # Its steps are written from the reserve too, where the disk takes nothing else.
    before = len(desk.entries)
    _escalate_at(desk, cease)
    desk.extras.is_urgent |= len(desk.entries) > before


def _escalate_at(desk: Desk, cease: CeaseState) -> None:
    if cease.by == desk.own:
        _escalate_own(desk, cease)
        return
    for step, due_ms in escalation(cease, stop_steps(desk.picture, cease.by, desk.now_ms), desk.now_ms):
        facts = (("cease", cease.id), ("due", str(due_ms)), ("step", step))
        _alert_once(desk, "overdue", party=cease.by, item=None, facts=facts)


def _escalate_own(desk: Desk, cease: CeaseState) -> None:
    """Nobody at the other end has said that they have our cease, or that crews do: we call by the second path."""
    if cease.cause.is_by_machine:
        return
    for party in sorted(cease.ends - {desk.own}):
        steps = stop_steps(desk.picture, party, desk.now_ms)
        is_reported = any(done.party == party for done in cease.executed)
        is_taken = is_reported or find_taken(desk.picture, cease, party) is not None
        for step, is_done in (("second_path", is_taken), (REPORT, is_reported)):
            due_ms = cease.at_ms + steps[step]
            if not is_done and due_ms <= desk.now_ms:
                facts = (("cease", cease.id), ("due", str(due_ms)), ("end", party), ("step", step))
                _alert_once(desk, "overdue", party=party, item=None, facts=facts)


_STEPPED = frozenset({"FLASH", "IMMEDIATE", "PRIORITY"})
"""Precedences that escalate to further people."""


def _remind(desk: Desk, duty: Duty) -> None:
    """Overdue at its instant; while nobody has taken it, the next officers at twice the time, the commander at four.

    One situation, one alarm: a readback and a check belong to the answer, which escalates for all three.
    """
    if duty.due_ms > desk.now_ms or duty.kind is DutyKind.VERIFICATION:
        return
    length_ms = duty.due_ms - duty.since_ms
    _tell_overdue(desk, duty, "answer")
    if duty.precedence not in _STEPPED or duty.taken_by is not None or duty.kind is DutyKind.READBACK:
        return
    for step, times in (("escalate", 2), ("commander", 4)):
        if duty.since_ms + times * length_ms <= desk.now_ms:
            _tell_overdue(desk, duty, step)


def _tell_overdue(desk: Desk, duty: Duty, step: str) -> None:
    if duty.item is not None and duty.kind in {DutyKind.ANSWER, DutyKind.READBACK, DutyKind.VERIFICATION}:
        subject = ("revision", str(desk.picture.items[duty.item].current))
    else:
        subject = ("message", duty.subject)
    facts: Facts = (("duty", duty.kind.value), subject, ("step", step))
    _alert_once(desk, "overdue", party=duty.party, item=duty.item, facts=facts)


def _alert_once(desk: Desk, code: str, *, party: PartyId | None, item: ItemId | None, facts: Facts) -> None:
    if not _is_raised(desk.picture, code, item, facts):
        desk.note(LocalAlert(MessageId(desk.new_id()), code, party, item, facts), author=MACHINE_AUTHOR)


def _is_raised(picture: Picture, code: str, item: ItemId | None, facts: Facts) -> bool:
    return picture.raised[code, item, facts] > 0
