"""Who was told of an item when: sent, on disk there, read back, checked, answered, withdrawn, conflict shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from tansiq.scenario.doc import Doc
from tansiq.scenario.facts import Facts
from tansiq.scenario.timeline import find_arrivals, find_ms, find_receipt_ms


@dataclass(frozen=True, slots=True)
class Told:
    """One item and one party; instants by the exercise clock, None where it never happened."""

    item: str
    name: str
    owner: str
    party: str
    sent_ms: int | None
    on_disk_ms: int | None
    readback_ms: int | None
    verified_ms: int | None
    match: str
    answered_ms: int | None
    verdict: str
    withdrawn_ms: int | None
    conflict_ms: int | None
    conflict_real_ms: float | None
    """Real time from the first durable append of what conflicts, at its owner, to the alert being readable here."""


def find_told(facts: Facts) -> tuple[Told, ...]:
    """For the items that the report watches, or all movements: every other party that knows, and the owner."""
    rows: list[Told] = []
    arrivals = find_arrivals(facts)
    for owner, centre in facts.centres.items():
        for view in centre.items():
            label = facts.labels.get(view.text("item"), "")
            is_wanted = label in facts.scenario.report.watch or not facts.scenario.report.watch
            if view.text("owner") == owner and is_wanted:
                rows += [_told(facts, view, party, arrivals) for party in facts.centres if _is_told(facts, view, party)]
    order = {label: number for number, label in enumerate(facts.scenario.report.watch)}
    return tuple(sorted(rows, key=lambda row: order.get(facts.labels.get(row.item, ""), len(order))))


def _is_told(facts: Facts, view: Doc, party: str) -> bool:
    return any(item.text("item") == view.text("item") for item in facts.centres[party].items())


def _told(facts: Facts, view: Doc, party: str, arrivals: Mapping[tuple[str, str], int]) -> Told:
    item, owner = view.text("item"), view.text("owner")
    names = {item} | {revision.text("hash") for revision in view.list("revisions")} | {view.text("hash")}
    own, theirs = facts.centres[owner].record("en"), facts.centres[party].record("en")

    def first(entries: Iterable[Doc], is_wanted: Callable[[Doc], bool]) -> Doc:
        fitting = (entry for entry in entries if is_wanted(entry) and names & set(entry.at("body").walk_texts()))
        return next(fitting, Doc(None))

    def said(kind: str) -> Doc:
        return first(theirs, lambda entry: entry.text("kind") == kind and entry.text("source") == party)

    sent = first(own, lambda entry: entry.text("kind") in {"notify", "amend"} and entry.text("to") == party)
    is_other = party != owner
    alert = first(
        theirs,
        lambda entry: entry.text("kind") == "local.alert" and entry.text("body", "code") == "conflict",
    )
    answers = [entry for entry in theirs if entry.text("kind") == "answer" and entry.text("body", "revision") in names]
    answer = answers[-1] if is_other and answers else Doc(None)  # the latest counts
    verified = said("verified") if is_other else Doc(None)
    return Told(
        item=item,
        name=view.text("name"),
        owner=owner,
        party=party,
        sent_ms=find_ms(sent, "at") if is_other else None,
        on_disk_ms=find_receipt_ms(sent, party, arrivals) if is_other else None,
        readback_ms=find_ms(said("readback"), "at") if is_other else None,
        verified_ms=find_ms(verified, "at"),
        match=verified.text("body", "match"),
        answered_ms=find_ms(answer, "at"),
        verdict=answer.text("body", "verdict"),
        withdrawn_ms=find_ms(said("doubt"), "at") if is_other else None,
        conflict_ms=find_ms(alert, "at"),
        conflict_real_ms=_conflict_real_ms(facts, alert),
    )


def _conflict_real_ms(facts: Facts, alert: Doc) -> float | None:
    """Both stamps are of one machine's clock, since an exercise plays on one."""
    readable = alert.number("real_ms")
    other = dict((pair.text(0), pair.text(1)) for pair in alert.list("body", "facts")).get("item")
    begun = [
        stamp
        for centre in facts.centres.values()
        for entry in centre.record("en")
        if entry.text("kind") in {"notify", "amend", "local.item"}
        and other in set(entry.at("body").walk_texts())
        and (stamp := entry.number("real_ms")) is not None
    ]
    return max(0.0, readable - min(begun)) if readable is not None and begun else None
