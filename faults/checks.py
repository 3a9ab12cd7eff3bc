"""What must always hold (I1 to I7), looked for in the evidence of one run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from faults.evidence import Entry, Evidence
from faults.house import PARTIES
from faults.replay import Book, Revision
from faults.work import KEPT_FROM, Said
from tansiq.ledger.envelope import Chain, parse_sealed
from tansiq.ledger.export import compare_logs, verify_log

COUNTED = {"coordinated", "active"}


@dataclass(slots=True)
class Outcome:
    """Of one run."""

    breaks: list[str] = field(default_factory=list)
    messages: int = 0
    receipts: int = 0
    """Messages that their senders hold receipts for."""
    lost: int = 0
    duplicated: int = 0
    equivocations: int = 0
    ceases: int = 0
    """Pressed."""
    ceases_there: int = 0
    """Of the ends that a pressed cease names, how many have it."""
    ceases_due: int = 0
    cease_delays_s: list[float] = field(default_factory=list)
    """From the answer to the officer to durable at a peer, real time, where the peer's process still knows."""
    coordinated: int = 0
    """How often a movement became coordinated."""


def check(evidence: Evidence, said: Mapping[str, Said], restored: set[str]) -> Outcome:
    """Everything.

    Args:
        evidence: what the nodes hand out once all has settled.
        said: what officers were told is done.
        restored: parties whose record was put back to an older copy; what they alone knew since may be gone.
    """
    found = Outcome()
    _count(evidence, found)
    found.breaks += _check_lines(evidence, found)
    found.breaks += _check_notes(evidence, said, restored, found)
    found.breaks += _check_duplicates(evidence, found)
    found.breaks += _check_ceases(evidence, said, restored, found)
    found.breaks += _check_pictures(evidence)
    found.breaks += _check_kept(evidence)
    for party in PARTIES:
        found.breaks += _check_rules(evidence, party, is_whole=party not in restored)
    found.breaks += _check_end(evidence)
    return found


def _count(evidence: Evidence, found: Outcome) -> None:
    for log in evidence.logs.values():
        found.messages += sum(len(log.chains["out", chain]) for chain in Chain)
        found.receipts += sum(each.receipt.serial for each in log.receipts)
    for party in PARTIES:
        own = {entry.body["item"]["id"] for entry in evidence.entries(party, "local.item")}
        found.coordinated += sum(
            entry.body["state"] == "coordinated" and entry.body["item"] in own
            for entry in evidence.entries(party, "local.standing")
        )


def _check_lines(evidence: Evidence, found: Outcome) -> Iterator[str]:
    """I2, I3: each log proves itself, both ends are the same, nothing was signed twice under a number."""
    for (party, peer), log in evidence.logs.items():
        for finding in verify_log(log).findings:
            yield f"I3: log of {party} to {peer}: {finding.where} {finding.what}"
    for one, other in combinations(PARTIES, 2):
        compared = compare_logs(evidence.logs[one, other], evidence.logs[other, one])
        if compared.difference is not None:
            first = compared.difference
            found.lost += first.received is None
            yield f"I3: {one} and {other} differ at {first.sender} {first.chain} {first.serial} byte {first.byte}"
        for chain in compared.chains:
            if chain.in_flight:
                found.lost += chain.in_flight
                yield f"I2: {chain.in_flight} of {chain.sender} on {chain.chain} ({one}, {other}) never came"
    for party in PARTIES:
        for entry in evidence.entries(party, "local.set_aside", "local.line"):
            if entry.body.get("code") == "forked" or entry.body.get("state") == "untrusted":
                found.equivocations += 1
                yield f"I2: {party} holds {entry.body} against {entry.body['party']}"
            elif entry.kind == "local.set_aside":
                yield f"I2: {party} set aside what no fault can make: {entry.body}"


def _check_notes(evidence: Evidence, said: Mapping[str, Said], restored: set[str], found: Outcome) -> Iterator[str]:
    """I2: what an officer was told is done is at all ends, once."""
    notes = {
        (reader, writer): Counter(
            entry.body["text"] for entry in evidence.entries(reader, "note") if entry.source == writer
        )
        for reader in PARTIES
        for writer in PARTIES
    }
    for writer, their in said.items():
        peers = [party for party in PARTIES if party != writer]
        for text, is_done in their.notes.items():
            here = notes[writer, writer][text]
            there = [notes[peer, writer][text] for peer in peers]
            if max([*there, here // len(peers)]) > 1:
                found.duplicated += 1
                yield f"I2: note {text!r} stands {there} times at {peers}, {here} times at {writer}"
            is_excused = writer in restored and not all(there)
            if is_done and not is_excused and (here < len(peers) or not all(there)):
                found.lost += 1
                yield f"I2: note {text!r} was done, and stands {there} times at {peers}, {here} times at {writer}"
            if here != sum(there):
                found.lost += 1
                yield f"I2: note {text!r} stands {there} times at {peers}, {here} times at {writer}"
        known = {entry.body["item"]["id"] for entry in evidence.entries(writer, "local.item", "notify")}
        if writer not in restored and not their.items <= known:
            found.lost += 1
            yield f"I2: items of {writer} are gone: {their.items - known}"


def _check_duplicates(evidence: Evidence, found: Outcome) -> Iterator[str]:
    """One place on a chain stands once in a record."""
    for party in PARTIES:
        places = Counter((entry.source, entry.to, entry.id) for entry in evidence.records[party] if entry.id)
        for place, times in places.items():
            if times > 1:
                found.duplicated += 1
                yield f"I2: {place} stands {times} times in the record of {party}"
        for before, after in pairwise(evidence.records[party]):
            if after.number != before.number + 1:
                yield f"I5: the record of {party} has a gap after {before.number}"


def _check_ceases(evidence: Evidence, said: Mapping[str, Said], restored: set[str], found: Outcome) -> Iterator[str]:
    """I4: a cease that was pressed is at every end that it names, and holds there what it names."""
    there = {party: {entry.body["cease"]: entry for entry in evidence.entries(party, "cease")} for party in PARTIES}
    for party, their in said.items():
        for cease, pressed_s in their.ceases.items():
            found.ceases += 1
            entry = there[party].get(cease)
            if entry is None:
                if party not in restored:
                    yield f"I4: cease {cease} was pressed at {party} and is not in its record"
                continue
            for peer in entry.body.get("told", ()):
                found.ceases_due += 1
                came = there[peer].get(cease)
                if came is not None and came.real_ms is not None:
                    found.cease_delays_s.append(max(0.0, came.real_ms / 1000 - pressed_s))
                found.ceases_there += cease in there[peer]
                if cease not in there[peer]:
                    yield f"I4: cease {cease} of {party} never came to {peer}"
    for party in PARTIES:
        yield from _check_held(evidence.records[party], party)


def _check_held(record: tuple[Entry, ...], party: str) -> Iterator[str]:
    """What a standing cease names is neither coordinated nor active, at the end of the record.

    Who must resume it, as far as a node's lines reach: its maker and the node itself; at its maker all who were told.
    """
    book, states, ceases = Book(party), {}, []
    for entry in record:
        book.take(entry)
        if entry.kind == "local.standing":
            states[entry.body["item"]] = entry.body["state"]
        elif entry.kind == "cease":
            ceases.append(
                {
                    **entry.body,
                    "ends": {entry.source, *(entry.body.get("told", ()) if entry.source == party else (party,))},
                }
            )
    for cease in ceases:
        if book.resumed.get(cease["cease"], set()) >= cease["ends"]:
            continue
        for item in cease.get("items", ()):
            if states.get(item) in COUNTED:
                yield f"I4: {item} is {states[item]} at {party} under cease {cease['cease']}"


def _check_pictures(evidence: Evidence) -> Iterator[str]:
    """I5."""
    for party, said in evidence.checks.items():
        if not said["equal"]:
            yield f"I5: the picture of {party} differs from its record at {said['first_difference']}"


def _check_kept(evidence: Evidence) -> Iterator[str]:
    """I6: the bytes for a party have nothing that is kept from it; and they are what their hash says."""
    for (party, peer), log in evidence.logs.items():
        for chain in Chain:
            for serial, raw in log.chains["out", chain].items():
                sealed = parse_sealed(raw)
                if f"{KEPT_FROM}{peer}".encode() in sealed.payload:
                    yield f"I6: {party} told {peer} in {chain} {serial} what is kept from it"


def _check_rules(evidence: Evidence, party: str, *, is_whole: bool) -> Iterator[str]:
    """I1 and I7 where they are decided: rules 6, 7, 8 and 12 at every entry of a record.

    A record that was put back has lost what only it knew and is in another order; only its end is looked at.
    """
    book, owed = Book(party), dict[str, str]()
    for entry in evidence.records[party]:
        if entry.source != party and owed:
            yield from (f"I7: {party} did not withdraw from {hash_} at once: {why}" for hash_, why in owed.items())
            owed.clear()
        if is_whole and entry.source == party:
            if entry.kind == "answer" and entry.body["verdict"] == "concur":
                yield from _check_concur(book, party, entry)
            if entry.kind == "local.standing" and entry.body["state"] == "coordinated":
                yield from _check_coordinated(book, party, entry)
        book.take(entry)
        if entry.kind in {"local.item", "notify", "amend"}:
            owed |= _find_owed(book, party, entry)
        if entry.kind == "doubt" and entry.source == party:
            owed.pop(entry.body.get("revision") or "", None)
    if owed:
        yield f"I7: {party} owes withdrawals: {owed}"


def _check_concur(book: Book, party: str, entry: Entry) -> Iterator[str]:
    """Rule 6."""
    revision = book.revisions.get(entry.body["revision"])
    if revision is None:
        return
    for other in book.find_conflicts(revision, entry.at_ms):
        if not other.is_movement or other.owner == party or book.is_bound(party, other):
            yield (
                f"I1: {party} concurred at {entry.number} to {revision.hash[:8]} of {revision.owner}"
                f" against {other.kind} {other.hash[:8]} of {other.owner}"
            )


def _check_coordinated(book: Book, party: str, entry: Entry) -> Iterator[str]:
    """Rule 8, at an owner; freshness and clocks are not in a record."""
    revision = book.revisions.get(entry.body["revision"])
    if revision is None or revision.owner != party:
        return
    missing = [peer for peer in PARTIES if peer != party and not book.is_bound(peer, revision)]
    if missing:
        yield f"I1: {party} counts {revision.hash[:8]} at {entry.number} without the concur of {missing}"
    for other in book.find_conflicts(revision, entry.at_ms):
        if not other.is_movement or (other.owner != party and book.is_bound(party, other)):
            yield (
                f"I1: {party} counts {revision.hash[:8]} at {entry.number} against {other.kind} {other.hash[:8]}"
                f" of {other.owner}"
            )


def _find_owed(book: Book, party: str, entry: Entry) -> dict[str, str]:
    """Rule 12: revisions that a party is bound to and that a protective item now stands in the way of."""
    learned = book.revisions.get(entry.body["hash"] if entry.kind == "local.item" else entry.content)
    if learned is None or learned.is_movement:
        return {}
    return {
        other.hash: f"{learned.kind} {learned.hash[:8]} at {entry.number}"
        for other in book.find_conflicts(learned, entry.at_ms)
        if other.is_movement and other.owner != party and book.is_bound(party, other)
    }


def _check_end(evidence: Evidence) -> Iterator[str]:
    """I1 across nodes: what two owners count as coordinated once all has settled does not conflict."""
    counted: list[tuple[Book, Revision, int]] = []
    for party in PARTIES:
        book, states = Book(party), dict[str, Entry]()
        for entry in evidence.records[party]:
            book.take(entry)
            if entry.kind == "local.standing":
                states[entry.body["item"]] = entry
        for entry in states.values():
            revision = book.revisions.get(entry.body["revision"])
            if revision is not None and revision.owner == party and entry.body["state"] in COUNTED:
                counted.append((book, revision, evidence.records[party][-1].at_ms))
    for (book, one, now_ms), (_, other, _) in combinations(counted, 2):
        if one.owner != other.owner and other in book.find_conflicts(one, now_ms):
            yield f"I1: {one.hash[:8]} of {one.owner} and {other.hash[:8]} of {other.owner} are both coordinated"
