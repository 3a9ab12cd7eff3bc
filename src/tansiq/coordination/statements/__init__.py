"""What parties say to one another, as values, cut by subject.

A statement is the meaning of one message without its envelope. The wire form of each is in ``wire``; what a node notes
for itself alone is in ``noted``.
"""

from __future__ import annotations

from tansiq.coordination.statements.accounts import AccountPoint, AssessmentAct, Count, CountedThing
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
from tansiq.coordination.statements.stops import Cease, CeaseCause, CeaseExecuted, ResumeAgreed
from tansiq.coordination.statements.talk import Ack, AckLevel, Note, Rejected, Test

__all__ = [
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
    "Count",
    "CountedThing",
    "Disclosure",
    "Doubt",
    "Element",
    "Held",
    "KeyChange",
    "KeySerials",
    "Match",
    "Note",
    "Notify",
    "Readback",
    "Rejected",
    "Release",
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
    "Verdict",
    "Verified",
    "Verify",
]

Said = (
    Notify | Amend | Cancel | Readback | Answer | Resolution | Doubt | Held | Release | Verify | Verified | Cease
    | CeaseExecuted | ResumeAgreed | AgreementAct | SheetAct | AssessmentAct | StatusReport | Situation | Test | Ack
    | Note | Rejected | KeyChange
)  # fmt: skip
"""What goes over a line."""
