"""What time itself brings: ends and expiries, lapsed concurs, overdue answers, a cease that nobody has taken.

Called every second of a real node, and by the player's word in an exercise. Escalation goes by clock and to nobody in
person: each step is an alert on every console, told once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from tansiq.base.ids import CeaseId, ItemId, MessageId, PartyId
from tansiq.coordination.agreement import DEFAULT_ARTICLES
from tansiq.coordination.noted import LocalAlert
from tansiq.coordination.picture import CeaseState, Picture, answer_key
from tansiq.node.affected import find_open
from tansiq.node.kernel import MACHINE_AUTHOR, Desk
from tansiq.node.react import judge

_STEPS = (
    ("answer", DEFAULT_ARTICLES.cease_answer_ms),
    ("escalate", DEFAULT_ARTICLES.cease_escalate_ms),
    ("second_path", DEFAULT_ARTICLES.cease_second_path_ms),
    ("commander", DEFAULT_ARTICLES.cease_commander_ms),
)
"""Steps of an untaken cease and how long after its arrival they fall due."""


_CEASES_AT_A_TIME = 64
_ITEMS_AT_A_TIME = 4


def judge_time(desk: Desk) -> None:
    """Raise what is overdue and judge every movement that is not over at the present instant, in one decision."""
    for piece in time_pieces(desk.picture):
        piece(desk)


def time_pieces(picture: Picture) -> Iterator[Callable[[Desk], None]]:
    """The same in decisions so small that nothing urgent waits behind them, to be taken one after the other.

    Between them the picture may change, and after a failure of the store be another one, read anew.
    """
    for at in range(0, len(ceases := list(picture.standing_ceases)), _CEASES_AT_A_TIME):
        yield partial(_escalate_each, ceases=ceases[at : at + _CEASES_AT_A_TIME])
    for at in range(0, len(items := sorted(find_open(picture))), _ITEMS_AT_A_TIME):
        yield partial(_judge_each, items=items[at : at + _ITEMS_AT_A_TIME])


def _escalate_each(desk: Desk, *, ceases: Sequence[CeaseId]) -> None:
    for id_ in ceases:
        if (cease := desk.picture.ceases.get(id_)) is not None:
            _escalate(desk, cease)


def _judge_each(desk: Desk, *, items: Sequence[ItemId]) -> None:
    for item in items:
        if item in desk.picture.items:
            _remind(desk, item)
            judge(desk, item)


def escalation(cease: CeaseState, now_ms: int) -> list[tuple[str, int]]:
    """Steps of a cease that have fallen due, with their instants; none once it is taken."""
    until_ms = now_ms if cease.taken_ms is None else cease.taken_ms
    due = [(step, cease.at_ms + after_ms) for step, after_ms in _STEPS if cease.at_ms + after_ms <= until_ms]
    report_ms = cease.at_ms + DEFAULT_ARTICLES.cease_report_ms
    if not cease.executed and cease.stands and report_ms <= now_ms:
        due.append(("report", report_ms))
    return due


def _escalate(desk: Desk, cease: CeaseState) -> None:
    """Only at the ends that received it, while it stands; its maker need not take its own."""
    if cease.by == desk.own or not cease.stands:
        return
    for step, due_ms in escalation(cease, desk.now_ms):
        facts = (("cease", cease.id), ("due", str(due_ms)), ("step", step))
        _alert_once(desk, "overdue", party=cease.by, item=None, facts=facts)


def _remind(desk: Desk, id_: ItemId) -> None:
    """A peer's movement that waits for our own answer beyond its clock."""
    state = desk.picture.items[id_]
    if state.owner == desk.own or answer_key(state.current, desk.own) in desk.picture.answers:
        return
    revision = desk.picture.revisions[state.current]
    due_ms = revision.answer_by_ms
    if due_ms is not None and due_ms <= desk.now_ms < revision.item.end_ms:
        facts = (("revision", state.current), ("step", "answer"))
        _alert_once(desk, "overdue", party=state.owner, item=id_, facts=facts)


def _alert_once(
    desk: Desk, code: str, *, party: PartyId | None, item: ItemId | None, facts: tuple[tuple[str, str], ...]
) -> None:
    if not _is_raised(desk.picture, code, item, facts):
        desk.note(LocalAlert(MessageId(desk.new_id()), code, party, item, facts), author=MACHINE_AUTHOR)


def _is_raised(picture: Picture, code: str, item: ItemId | None, facts: tuple[tuple[str, str], ...]) -> bool:
    return picture.raised[code, item, facts] > 0
