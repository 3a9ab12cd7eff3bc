"""Of an alert: how pressing it is, and whether what it was about is over.

Pure judgement of rows; raising, taking and shelving are elsewhere. A code not known here is taken as pressing.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from tansiq.airspace.states import OVER
from tansiq.base.ids import CeaseId, ItemId, MessageId, PartyId, Sha256
from tansiq.base.units import MS_PER_MIN
from tansiq.coordination.cease import find_taken
from tansiq.coordination.concerned import own_articles
from tansiq.coordination.noted import LocalAlert
from tansiq.coordination.picture import AlertState, Picture, answer_key
from tansiq.coordination.plan import find_plan
from tansiq.coordination.reach import find_unreached, is_wanted
from tansiq.coordination.statements import Reported


class AlarmPriority(StrEnum):
    """How an alert sounds and is shown on the watch floor."""

    P1 = "P1"
    """FLASH."""
    P2 = "P2"
    """IMMEDIATE."""
    P3 = "P3"
    """PRIORITY."""


_P1: Final = frozenset({"unilateral", "prose_cease", "not_shown", "no_console"})
_P3: Final = frozenset({
    "late", "overdue", "clock", "line_degraded", "gap", "probing", "bad_frame", "expiring", "test_overdue",
    "human_test", "human_test_asked", "test_missing", "second_path",
})  # fmt: skip
_CONFLICT: Final = "conflict"
_CONFLICT_HOLDS: Final = frozenset({"conflict", "not_comparable", "bound"})
_OF_A_LINE: Final = {
    "line_silent": frozenset({"up", "degraded"}),
    "line_degraded": frozenset({"up"}),
    "outage_over": frozenset({"up", "degraded"}),
    "second_run": frozenset({"up"}),
    "run_refused": frozenset({"up"}),
}
"""Alerts about a line, and the states of it in which they are over."""

SHELVED_MS: Final = {AlarmPriority.P2: 15 * MS_PER_MIN, AlarmPriority.P3: 60 * MS_PER_MIN}
"""Longest shelving; the first priority has none."""


def find_priority(picture: Picture, alert: LocalAlert) -> AlarmPriority:
    """How pressing an alert is."""
    if alert.code in _P1 or is_of_active(picture, alert):
        return AlarmPriority.P1
    if alert.code == "overdue":
        facts = dict(alert.facts)
        if "cease" in facts:
            return AlarmPriority.P2 if facts.get("step") == "report" else AlarmPriority.P1
        return AlarmPriority.P2 if facts.get("step") in {"escalate", "commander"} else AlarmPriority.P3
    return AlarmPriority.P3 if alert.code in _P3 else AlarmPriority.P2


def is_of_active(picture: Picture, alert: LocalAlert) -> bool:
    """Whether it is a conflict of an activity that is being flown: never shelved."""
    state = None if alert.item is None else picture.items.get(alert.item)
    return alert.code == _CONFLICT and state is not None and state.declared == "active"


def is_over(picture: Picture, row: AlertState, now_ms: int) -> bool:
    """Whether what it was about is over; what cannot be judged here stays until an officer has it."""
    alert, facts = row.alert, dict(row.alert.facts)
    if alert.code in _OF_A_LINE and alert.party is not None:
        line = picture.lines.get(alert.party)
        return line is not None and line.since_ms >= row.at_ms and line.state in _OF_A_LINE[alert.code]
    match alert.code:
        case "conflict":
            return not _has_conflict(picture, alert.item, facts.get("item"))
        case "late" | "unilateral":
            return alert.item is not None and _is_item_over(picture, alert.item)
        case "not_shown" | "no_console":
            return _is_cease_done(picture, CeaseId(facts["cease"]), "answer", alert)
        case "nobody_on_watch":
            return bool(picture.watch)
        case "not_in_plan":
            return alert.party is not None and _is_in_plan(picture, alert.party, facts["name"])
        case "not_reached":
            return alert.item is not None and alert.party is not None and not _is_unreached(picture, alert, now_ms)
        case "overdue":
            return _is_done(picture, facts, alert, now_ms)
        case "human_test" | "human_test_asked" | "test_missing" | "second_path":
            return alert.party is not None and _is_tested_since(picture, alert.party, alert.code, row.at_ms)
    return False


def _is_tested_since(picture: Picture, party: PartyId, code: str, at_ms: int) -> bool:
    """Whether persons, or the other end's machine, have tested a line since; or its usual way carries it again."""
    if code == "second_path":
        way = picture.paths.get(party)
        return way is not None and way.path == "first" and way.at_ms >= at_ms
    tests = picture.tests.get(party)
    last_ms = None if tests is None else tests.came_ms if code == "test_missing" else tests.human_ms
    return last_ms is not None and last_ms >= at_ms


def _has_conflict(picture: Picture, item: ItemId | None, other: str | None) -> bool:
    standing = None if item is None else picture.standings.get(item)
    return standing is not None and any(
        hold.code in _CONFLICT_HOLDS and dict(hold.facts).get("item") == other for hold in standing.holds
    )


def _is_in_plan(picture: Picture, party: PartyId, name: str) -> bool:
    """Where the latest report of an aircraft is; alerts of the same instant as the report stand."""
    known = picture.reported.get(f"{party}/{Reported.AIRCRAFT}/{name}")
    return known is not None and find_plan(picture, party, known.report) is not None


def _is_item_over(picture: Picture, item: ItemId) -> bool:
    standing = picture.standings.get(item)
    return standing is not None and standing.state in OVER


def _is_unreached(picture: Picture, alert: LocalAlert, now_ms: int) -> bool:
    state = None if alert.item is None else picture.items.get(alert.item)
    if state is None or ("revision", state.current) not in alert.facts:
        return False
    revision = picture.revisions[state.current]
    missing = find_unreached(picture, state, own_articles(picture, revision.item))
    return is_wanted(state, revision, now_ms) and any(each.party == alert.party for each in missing)


def _is_done(picture: Picture, facts: dict[str, str], alert: LocalAlert, now_ms: int) -> bool:
    if "cease" in facts:
        return _is_cease_done(picture, CeaseId(facts["cease"]), facts.get("step", ""), alert)
    if "revision" in facts:
        hash_ = Sha256(facts["revision"])
        revision = picture.revisions.get(hash_)
        key = answer_key(hash_, picture.own)
        table = picture.readbacks if facts.get("duty") == "readback" else picture.answers
        return revision is None or key in table or not revision.is_live or now_ms >= revision.item.end_ms
    if "message" in facts:
        id_ = MessageId(facts["message"])
        query = picture.queries.get(id_)
        return id_ not in picture.notices if query is None else query.reply is not None
    return False


def _is_cease_done(picture: Picture, id_: CeaseId, step: str, alert: LocalAlert) -> bool:
    cease = picture.ceases.get(id_)
    if cease is None or not cease.stands:
        return True
    if cease.by == picture.own:
        return any(report.party == alert.party for report in cease.executed) or (
            step != "report" and alert.party is not None and find_taken(picture, cease, alert.party) is not None
        )
    if step == "report":
        return any(report.party == picture.own for report in cease.executed)
    return cease.taken_by is not None
