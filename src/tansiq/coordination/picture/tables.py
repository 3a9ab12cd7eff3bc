"""The tables, and how one transaction over them is undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from tansiq.airspace.conflict import Conflict
from tansiq.airspace.item_index import ItemIndex
from tansiq.base.ids import AgreementId, AreaId, CeaseId, ItemId, MessageId, PartyId, Sha256
from tansiq.coordination.agreement import Agreement
from tansiq.coordination.picture.items import (
    AnswerState,
    DoubtState,
    ItemState,
    ReadbackState,
    ResolutionState,
    Revision,
    Standing,
    VerificationState,
)
from tansiq.coordination.picture.papers import Account, EarlyActs, EarlySheetActs, SheetState, SituationState
from tansiq.coordination.picture.shift import HandoverState, WatchState
from tansiq.coordination.picture.stops import CeaseState, EarlyResume
from tansiq.coordination.picture.talk import (
    AckState,
    CorrectedState,
    IncidentState,
    ProtestState,
    QueryState,
    ReportedState,
    UnitsState,
)
from tansiq.coordination.picture.veils import Veil
from tansiq.coordination.picture.watch import (
    AlertState,
    LineLive,
    LineRecord,
    LineTests,
    NoticeState,
    NotifiedState,
    OutageState,
    PathState,
    Position,
    SetAside,
    TakenState,
)


@dataclass(slots=True)
class Picture:
    """The tables. One key a row; only `put` and `drop` write."""

    own: PartyId
    agreements: dict[str, Agreement] = field(default_factory=dict)
    early_acts: dict[str, EarlyActs] = field(default_factory=dict)
    revisions: dict[str, Revision] = field(default_factory=dict)
    items: dict[str, ItemState] = field(default_factory=dict)
    answers: dict[str, AnswerState] = field(default_factory=dict)
    readbacks: dict[str, ReadbackState] = field(default_factory=dict)
    verifications: dict[str, VerificationState] = field(default_factory=dict)
    resolutions: dict[str, ResolutionState] = field(default_factory=dict)
    doubts: dict[str, DoubtState] = field(default_factory=dict)
    ceases: dict[str, CeaseState] = field(default_factory=dict)
    early_resumes: dict[str, EarlyResume] = field(default_factory=dict)
    sheets: dict[str, SheetState] = field(default_factory=dict)
    early_sheet_acts: dict[str, EarlySheetActs] = field(default_factory=dict)
    assessments: dict[str, Account] = field(default_factory=dict)
    situations: dict[str, SituationState] = field(default_factory=dict)
    standings: dict[str, Standing] = field(default_factory=dict)
    lines: dict[str, LineRecord] = field(default_factory=dict)
    outages: dict[str, OutageState] = field(default_factory=dict)
    tests: dict[str, LineTests] = field(default_factory=dict)
    paths: dict[str, PathState] = field(default_factory=dict)
    set_asides: dict[str, SetAside] = field(default_factory=dict)
    alerts: dict[str, AlertState] = field(default_factory=dict)
    queries: dict[str, QueryState] = field(default_factory=dict)
    protests: dict[str, ProtestState] = field(default_factory=dict)
    incidents: dict[str, IncidentState] = field(default_factory=dict)
    reported: dict[str, ReportedState] = field(default_factory=dict)
    corrections: dict[str, CorrectedState] = field(default_factory=dict)
    units: dict[str, UnitsState] = field(default_factory=dict)
    acks: dict[str, AckState] = field(default_factory=dict)
    taken: dict[str, TakenState] = field(default_factory=dict)
    notices: dict[str, NoticeState] = field(default_factory=dict)
    notified: dict[str, NotifiedState] = field(default_factory=dict)
    watch: dict[str, WatchState] = field(default_factory=dict)
    handovers: dict[str, HandoverState] = field(default_factory=dict)
    positions: dict[str, Position] = field(default_factory=dict)
    live: dict[PartyId, LineLive] = field(default_factory=dict)
    index: ItemIndex[Sha256] = field(default_factory=ItemIndex)
    """Live revisions by place and time; derived, never stored."""
    asked: dict[PartyId, list[Sha256]] = field(default_factory=dict)
    """Each party's movements in the order in which they became known here; derived, never stored."""
    standing_ceases: dict[CeaseId, None] = field(default_factory=dict)
    """Those that stand, in the order in which they came; derived, never stored."""
    wide_ceases: dict[CeaseId, None] = field(default_factory=dict)
    """Of these the ones that may stand on what they do not name; derived, never stored."""
    ceases_naming: dict[ItemId, list[CeaseId]] = field(default_factory=dict)
    """The others by what they name; derived, never stored. Some may stand no more."""
    open_alerts: dict[str, None] = field(default_factory=dict)
    """Those that have not ended, in order; derived, never stored."""
    alerts_of: dict[str, dict[str, None]] = field(default_factory=dict)
    """Alerts about each cease, in order; derived, never stored."""
    calls_of: dict[str, dict[str, None]] = field(default_factory=dict)
    """Keys of the calls to people about each subject, in order; derived, never stored."""
    raised: Counter[tuple[object, ...]] = field(default_factory=Counter)
    """How often there is an alert of a code, item and facts; derived, never stored."""
    veils: dict[PartyId, Veil] = field(default_factory=dict)
    """What each party that asked is answered by; derived, never stored."""
    _undo: list[tuple[str, str, Any]] = field(default_factory=list)

    def put(self, table: str, key: str, row: Any) -> None:
        """Write one row, remembering what it replaces until `commit`."""
        rows: dict[str, Any] = getattr(self, table)
        self._undo.append((table, key, rows.get(key)))
        self._set(table, key, row)

    def commit(self) -> dict[tuple[str, str], Any]:
        """The rows written since the last commit, latest value each; they can no longer be undone."""
        changed = {(table, key): getattr(self, table).get(key) for table, key, _ in self._undo}
        self._undo.clear()
        return changed

    def rollback(self) -> None:
        """Take back every row written since the last commit."""
        while self._undo:
            table, key, row = self._undo.pop()
            self._set(table, key, row)

    def tables(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Every stored table with its rows."""
        for table in TABLES:
            yield table, getattr(self, table)

    def load_all(self, rows: Iterable[tuple[str, str, Any]]) -> None:
        """Write rows read from the store, table, key and row; the index is told of all at once."""
        for table, key, row in rows:
            if table == "revisions":
                self.revisions[key] = row
            else:
                self._set(table, key, row)
        revisions = sorted(self.revisions.values(), key=lambda revision: revision.entry)
        self.index.insert_all((each.hash, each.item) for each in revisions if each.is_live)
        for revision in revisions:
            self._note_asked(revision)

    def _set(self, table: str, key: str, row: Any) -> None:
        rows: dict[str, Any] = getattr(self, table)
        before = rows.get(key)
        if row is None:
            rows.pop(key, None)
        else:
            rows[key] = row
        match table:
            case "revisions":
                self._index(before, row)
                self._unveil(Sha256(key))
            case "items":
                for hash_ in () if row is None else row.revisions:
                    self._unveil(hash_)
            case "answers":
                self._unveil(Sha256(key.partition("/")[0]))
            case "agreements":
                # The grain is an article.
                self.veils.clear()
            case "ceases":
                self._index_cease(CeaseId(key), row)
            case "alerts":
                self._index_alert(key, before, row)
            case "notified":
                self._index_call(key, before or row, is_there=row is not None)

    def _index(self, before: Revision | None, revision: Revision | None) -> None:
        """A revision's item never changes: only whether it is live."""
        was_live, is_live = before is not None and before.is_live, revision is not None and revision.is_live
        if before is None and revision is not None:
            self._note_asked(revision)
        if before is not None and revision is None and before.item.is_movement:
            self.asked[before.item.owner].remove(before.hash)
        if is_live and not was_live and revision is not None:
            self.index.insert(revision.hash, revision.item)
        elif was_live and not is_live and before is not None:
            self.index.remove(before.hash)

    def _unveil(self, hash_: Sha256) -> None:
        for veil in self.veils.values():
            veil.stale[hash_] = None

    def _note_asked(self, revision: Revision) -> None:
        if revision.item.is_movement:
            self.asked.setdefault(revision.item.owner, []).append(revision.hash)

    def _index_cease(self, id_: CeaseId, cease: CeaseState | None) -> None:
        if cease is None or not cease.stands:
            self.standing_ceases.pop(id_, None)
            self.wide_ceases.pop(id_, None)
            return
        is_new = id_ not in self.standing_ceases
        self.standing_ceases[id_] = None
        # An item once known stays known, so a cease of which all is known never grows wide.
        if not cease.items or any(item not in self.items for item in cease.items):
            self.wide_ceases[id_] = None
        elif is_new:
            for item in cease.items:
                self.ceases_naming.setdefault(item, []).append(id_)

    def _index_call(self, key: str, call: NotifiedState | None, *, is_there: bool) -> None:
        if call is None:
            return
        kept = self.calls_of.setdefault(call.subject, {})
        if is_there:
            kept[key] = None
        else:
            kept.pop(key, None)

    def _index_alert(self, id_: str, before: AlertState | None, row: AlertState | None) -> None:
        if row is not None and row.ended_ms is None:
            self.open_alerts[id_] = None
        else:
            self.open_alerts.pop(id_, None)
        shown = row or before
        cease = None if shown is None else dict(shown.alert.facts).get("cease")
        if cease is not None:
            kept = self.alerts_of.setdefault(cease, {})
            if row is None:
                kept.pop(id_, None)
            else:
                kept[id_] = None
        if before is not None:
            self.raised[before.alert.code, before.alert.item, before.alert.facts] -= 1
        if row is not None:
            self.raised[row.alert.code, row.alert.item, row.alert.facts] += 1

    def find_near(self, revision: Revision) -> list[Revision]:
        """Live revisions in whose way a revision stands, or stood while it was live; never too few."""
        if revision.hash in self.index:
            return self._in_order(self.index.conflicts_of(revision.hash))
        return self._in_order(self.index.find_beneath(revision.item))

    def find_conflicts(self, revision: Revision) -> list[tuple[Revision, Conflict]]:
        """Live revisions that stand in a revision's way, by when they became known here, with how."""
        if revision.hash in self.index:
            found = self.index.conflicts_of(revision.hash)
        else:
            found = self.index.find_conflicts(revision.item)
        return [(other, found[other.hash]) for other in self._in_order(found)]

    def _in_order(self, keys: Iterable[Sha256]) -> list[Revision]:
        return sorted((self.revisions[key] for key in keys), key=lambda revision: revision.entry)

    def live_of(self, party: PartyId) -> LineLive:
        """The liveness of the line with a party."""
        return self.live.setdefault(party, LineLive())


TABLES: dict[str, type] = {
    "agreements": Agreement,
    "early_acts": EarlyActs,
    "revisions": Revision,
    "items": ItemState,
    "answers": AnswerState,
    "readbacks": ReadbackState,
    "verifications": VerificationState,
    "resolutions": ResolutionState,
    "doubts": DoubtState,
    "ceases": CeaseState,
    "early_resumes": EarlyResume,
    "sheets": SheetState,
    "early_sheet_acts": EarlySheetActs,
    "assessments": Account,
    "situations": SituationState,
    "standings": Standing,
    "lines": LineRecord,
    "outages": OutageState,
    "tests": LineTests,
    "paths": PathState,
    "set_asides": SetAside,
    "alerts": AlertState,
    "queries": QueryState,
    "protests": ProtestState,
    "incidents": IncidentState,
    "reported": ReportedState,
    "corrections": CorrectedState,
    "units": UnitsState,
    "acks": AckState,
    "taken": TakenState,
    "notices": NoticeState,
    "notified": NotifiedState,
    "watch": WatchState,
    "handovers": HandoverState,
    "positions": Position,
}
"""The type of each stored table's rows."""


def answer_key(revision: Sha256, party: PartyId) -> str:
    """Key of answers, readbacks and verifications."""
    return f"{revision}/{party}"


def ack_key(message: MessageId, party: PartyId, unit: str) -> str:
    """Key of acks."""
    return f"{message}/{party}/{unit}"


def pair_key(a: Sha256, b: Sha256) -> str:
    """Key of resolutions: the two hashes in order."""
    return "/".join(sorted((a, b)))


def situation_key(agreement: AgreementId, area: AreaId, party: PartyId) -> str:
    """Key of situations."""
    return f"{agreement}/{area}/{party}"
