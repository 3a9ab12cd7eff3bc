"""How long things may wait for a person: the articles between two parties, and who of several is asked for most.

Cease and distress need no agreement: where none is in force the defaults hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from tansiq.base.ids import PartyId
from tansiq.coordination.agreement import DEFAULT_ARTICLES, AgreementStatus, Articles
from tansiq.coordination.picture import CeaseState, Picture

STEPS = ("answer", "escalate", "second_path", "commander")
"""Of what nobody has taken, in order."""
REPORT = "report"


def find_articles(picture: Picture, party: PartyId, now_ms: int) -> list[Articles]:
    """Every set of articles in force between this node's party and another, those of areas too; or the defaults."""
    found = list(_in_force(picture, party, now_ms))
    return found or [DEFAULT_ARTICLES]


def _in_force(picture: Picture, party: PartyId, now_ms: int) -> Iterator[Articles]:
    for agreement in picture.agreements.values():
        if not {party, picture.own} <= set(agreement.terms.parties):
            continue
        if agreement.status(now_ms) is AgreementStatus.IN_FORCE:
            yield agreement.terms.articles
            yield from (area.articles for area in agreement.terms.areas if area.articles is not None)


def stop_steps(picture: Picture, party: PartyId, now_ms: int) -> dict[str, int]:
    """Steps of a cease between us and a party, each with its time from the arrival; the shortest of all articles."""
    found = find_articles(picture, party, now_ms)
    return {
        "answer": min(each.cease_answer_ms for each in found),
        "escalate": min(each.cease_escalate_ms for each in found),
        "second_path": min(each.cease_second_path_ms for each in found),
        "commander": min(each.cease_commander_ms for each in found),
        REPORT: min(each.cease_report_ms for each in found),
    }


def console_ms(picture: Picture, party: PartyId, now_ms: int) -> int:
    """Within which a cease is on every console."""
    return min(each.cease_console_ms for each in find_articles(picture, party, now_ms))


def answer_ms(articles: list[Articles], precedence: str) -> int:
    """Within which a person answers a message of a precedence."""
    match precedence:
        case "FLASH":
            return min(each.cease_answer_ms for each in articles)
        case "IMMEDIATE":
            return min(each.immediate_answer_ms for each in articles)
        case "PRIORITY":
            return min(each.priority_answer_ms for each in articles)
    return min(each.routine_answer_ms for each in articles)


def escalation(cease: CeaseState, steps: dict[str, int], now_ms: int) -> list[tuple[str, int]]:
    """Steps of a cease that have fallen due at an end that received it, with their instants; none once it is taken."""
    until_ms = now_ms if cease.taken_ms is None else cease.taken_ms
    due = [(step, cease.at_ms + steps[step]) for step in STEPS if cease.at_ms + steps[step] <= until_ms]
    report_ms = cease.at_ms + steps[REPORT]
    if not cease.executed and cease.stands and report_ms <= now_ms:
        due.append((REPORT, report_ms))
    return due
