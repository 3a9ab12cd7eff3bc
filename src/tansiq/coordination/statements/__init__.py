"""What parties say to one another, as values, cut by subject.

A statement is the meaning of one message without its envelope. The wire form of each is in ``wire``; what a node notes
for itself alone is in ``noted``.
"""

from __future__ import annotations

from tansiq.coordination.agreement import AckLevel
from tansiq.coordination.statements.accounts import (
    AccountPoint,
    AssessmentAct,
    Count,
    CountedThing,
    Incident,
    PositionReport,
    Reported,
)
from tansiq.coordination.statements.agreements import (
    AgreementAct,
    AgreementAction,
    Sheet,
    SheetAct,
    SheetAction,
    SheetLine,
    Situation,
)
from tansiq.coordination.statements.answers import (
    Answer,
    CannotReason,
    Doubt,
    Element,
    Held,
    Match,
    Readback,
    Resolution,
    Verdict,
    Verified,
    Verify,
)
from tansiq.coordination.statements.health import Outage
from tansiq.coordination.statements.items import (
    ActivityStatus,
    Amend,
    Cancel,
    Disclosure,
    Notify,
    Release,
    StatusReport,
)
from tansiq.coordination.statements.keys import KeyChange, KeySerials
from tansiq.coordination.statements.stops import (
    Cease,
    CeaseCause,
    CeaseExecuted,
    Distress,
    DistressCheck,
    DistressOutcome,
    ResumeAgreed,
)
from tansiq.coordination.statements.talk import (
    LEVELS,
    Ack,
    Correctable,
    Correction,
    Note,
    Protest,
    Query,
    Rejected,
    Reply,
    Test,
    Unit,
    Units,
)

__all__ = [
    "LEVELS",
    "AccountPoint",
    "Ack",
    "AckLevel",
    "ActivityStatus",
    "AgreementAct",
    "AgreementAction",
    "Amend",
    "Answer",
    "AssessmentAct",
    "Cancel",
    "CannotReason",
    "Cease",
    "CeaseCause",
    "CeaseExecuted",
    "Correctable",
    "Correction",
    "Count",
    "CountedThing",
    "Disclosure",
    "Distress",
    "DistressCheck",
    "DistressOutcome",
    "Doubt",
    "Element",
    "Held",
    "Incident",
    "KeyChange",
    "KeySerials",
    "Match",
    "Note",
    "Notify",
    "Outage",
    "PositionReport",
    "Protest",
    "Query",
    "Readback",
    "Rejected",
    "Release",
    "Reply",
    "Reported",
    "Resolution",
    "ResumeAgreed",
    "Said",
    "Sheet",
    "SheetAct",
    "SheetAction",
    "SheetLine",
    "Situation",
    "StatusReport",
    "Test",
    "Unit",
    "Units",
    "Verdict",
    "Verified",
    "Verify",
]

Said = (
    Notify | Amend | Cancel | Readback | Answer | Resolution | Doubt | Held | Release | Verify | Verified | Cease
    | CeaseExecuted | ResumeAgreed | AgreementAct | SheetAct | AssessmentAct | StatusReport | Situation | Test | Ack
    | Note | Rejected | KeyChange | Distress | DistressCheck | Query | Reply | Correction | Incident | Protest
    | PositionReport | Units | Outage
)  # fmt: skip
"""What goes over a line."""
