"""What a node knows now: the tables, their rows, and how one transaction over them is undone.

Every row is an immutable value put or replaced under a text key, so a change is a list of (table, key) and the stored
picture is the same rows (I5). How an entry changes the rows is in ``fold``. What is only true while the process runs,
the liveness of lines, is kept apart in ``live`` and never stored.
"""

from __future__ import annotations

from tansiq.coordination.picture.items import (
    AnswerState,
    Declared,
    DoubtState,
    ItemState,
    ReadbackState,
    ResolutionState,
    Revision,
    Standing,
    Told,
    VerificationState,
)
from tansiq.coordination.picture.papers import (
    Account,
    EarlyAct,
    EarlyActs,
    EarlySheetActs,
    SheetState,
    SituationState,
)
from tansiq.coordination.picture.shift import HandoverState, WatchState
from tansiq.coordination.picture.stops import CeaseState, DistressFound, EarlyResume, Executed
from tansiq.coordination.picture.tables import TABLES, Picture, ack_key, answer_key, pair_key, situation_key
from tansiq.coordination.picture.talk import (
    AckState,
    CorrectedState,
    IncidentState,
    ProtestState,
    QueryState,
    ReplyState,
    ReportedState,
    UnitsState,
)
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
    Shelved,
    TakenState,
)

__all__ = [
    "TABLES",
    "Account",
    "AckState",
    "AlertState",
    "AnswerState",
    "CeaseState",
    "CorrectedState",
    "Declared",
    "DistressFound",
    "DoubtState",
    "EarlyAct",
    "EarlyActs",
    "EarlyResume",
    "EarlySheetActs",
    "Executed",
    "HandoverState",
    "IncidentState",
    "ItemState",
    "LineLive",
    "LineRecord",
    "LineTests",
    "NoticeState",
    "NotifiedState",
    "OutageState",
    "PathState",
    "Picture",
    "Position",
    "ProtestState",
    "QueryState",
    "ReadbackState",
    "ReplyState",
    "ReportedState",
    "ResolutionState",
    "Revision",
    "SetAside",
    "SheetState",
    "Shelved",
    "SituationState",
    "Standing",
    "TakenState",
    "Told",
    "UnitsState",
    "VerificationState",
    "WatchState",
    "ack_key",
    "answer_key",
    "pair_key",
    "situation_key",
]
