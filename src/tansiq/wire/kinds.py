"""The one table of kinds: which statement, which layout, which chain, how fast a person must see it.

A kind may have several versions of its layout. A statement is written in the lowest version that has a field for all it
says, so what an older node could always be told is still written as it reads it, and keeps its hash. A body in a higher
version than it needs is a second form of the same statement and is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tansiq.base.ids import Sha256
from tansiq.coordination import statements as said
from tansiq.coordination.statements import Said
from tansiq.ledger.canonical import digest
from tansiq.ledger.envelope import URGENT_KINDS, Chain, Precedence, chain_of
from tansiq.wire import (
    ack,
    agreement,
    amend,
    answer,
    assessment,
    cancel,
    cease,
    cease_executed,
    correction,
    distress,
    doubt,
    held,
    incident,
    key_change,
    note,
    notify,
    position,
    protest,
    query,
    readback,
    rejected,
    release,
    reply,
    resolution,
    resume_agreed,
    sheet,
    status,
    test,
    verified,
    verify,
)
from tansiq.wire.bodies import Layout, layout
from tansiq.wire.errors import BadBody, UnknownKind, UnknownVersion

__all__ = ["KINDS", "URGENT_KINDS", "Kind", "content_hash", "decode", "encode", "get_kind", "kind_of"]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of message."""

    name: str
    statements: tuple[type[Said], ...]
    precedence: Precedence
    """Unless an officer chooses another."""
    layouts: Mapping[int, Layout]
    """Every version that is read, by number; the lowest that says all of a statement is written."""

    @property
    def version(self) -> int:
        """The highest version that is read."""
        return max(self.layouts)

    def version_for(self, statement: Said) -> int:
        """The version in which a statement is written."""
        return next(
            (number for number, layout in sorted(self.layouts.items()) if layout.can_say(statement)), self.version
        )

    @property
    def chain(self) -> Chain:
        """The chain on which it travels."""
        return chain_of(self.name)


def _kind(name: str, precedence: Precedence, *layouts: Layout) -> Kind:
    """A kind whose layouts are given from version 1 on."""
    versions = dict(enumerate(layouts, start=1))
    statements = tuple(dict.fromkeys(form for layout in layouts for form in layout.statements))
    return Kind(name, statements, precedence, versions)


_TABLE = (
    _kind(
        "notify",
        Precedence.PRIORITY,
        layout(
            (said.Notify,), notify.NotifyV1, to_body=notify.to_body, from_body=notify.from_body, can_say=notify.is_v1
        ),
        layout((said.Notify,), notify.NotifyV1, to_body=notify.to_body, from_body=notify.from_body),
    ),
    _kind(
        "amend",
        Precedence.PRIORITY,
        layout((said.Amend,), amend.AmendV1, to_body=amend.to_body, from_body=amend.from_body, can_say=amend.is_v1),
        layout((said.Amend,), amend.AmendV1, to_body=amend.to_body, from_body=amend.from_body),
    ),
    _kind(
        "cancel",
        Precedence.PRIORITY,
        layout((said.Cancel,), cancel.CancelV1, to_body=cancel.to_body, from_body=cancel.from_body),
    ),
    _kind(
        "readback",
        Precedence.PRIORITY,
        layout((said.Readback,), readback.ReadbackV1, to_body=readback.to_body, from_body=readback.from_body),
    ),
    _kind(
        "answer",
        Precedence.PRIORITY,
        layout(
            (said.Answer,), answer.AnswerV1, to_body=answer.to_body, from_body=answer.from_body, can_say=answer.is_v1
        ),
        layout((said.Answer,), answer.AnswerV1, to_body=answer.to_body, from_body=answer.from_body),
    ),
    _kind(
        "resolution",
        Precedence.PRIORITY,
        layout((said.Resolution,), resolution.ResolutionV1, to_body=resolution.to_body, from_body=resolution.from_body),
    ),
    _kind(
        "doubt",
        Precedence.IMMEDIATE,
        layout((said.Doubt,), doubt.DoubtV1, to_body=doubt.to_body, from_body=doubt.from_body),
    ),
    _kind(
        "held", Precedence.PRIORITY, layout((said.Held,), held.HeldV1, to_body=held.to_body, from_body=held.from_body)
    ),
    _kind(
        "release",
        Precedence.PRIORITY,
        layout((said.Release,), release.ReleaseV1, to_body=release.to_body, from_body=release.from_body),
    ),
    _kind(
        "verify",
        Precedence.PRIORITY,
        layout((said.Verify,), verify.VerifyV1, to_body=verify.to_body, from_body=verify.from_body),
    ),
    _kind(
        "verified",
        Precedence.PRIORITY,
        layout(
            (said.Verified,),
            verified.VerifiedV1,
            to_body=verified.to_body,
            from_body=verified.from_body,
            can_say=verified.is_v1,
        ),
        layout((said.Verified,), verified.VerifiedV1, to_body=verified.to_body, from_body=verified.from_body),
    ),
    _kind(
        "cease",
        Precedence.FLASH,
        layout((said.Cease,), cease.CeaseV1, to_body=cease.to_body, from_body=cease.from_body),
    ),
    _kind(
        "distress",
        Precedence.FLASH,
        layout((said.Distress,), distress.DistressV1, to_body=distress.to_body, from_body=distress.from_body),
    ),
    _kind(
        "cease_executed",
        Precedence.IMMEDIATE,
        layout(
            (said.CeaseExecuted,),
            cease_executed.CeaseExecutedV1,
            to_body=cease_executed.to_body,
            from_body=cease_executed.from_body,
        ),
    ),
    _kind(
        "resume_agreed",
        Precedence.IMMEDIATE,
        layout(
            (said.ResumeAgreed,),
            resume_agreed.ResumeAgreedV1,
            to_body=resume_agreed.to_body,
            from_body=resume_agreed.from_body,
        ),
    ),
    _kind(
        "agreement",
        Precedence.ROUTINE,
        layout(
            (said.AgreementAct,),
            agreement.AgreementV1,
            to_body=agreement.to_body,
            from_body=agreement.from_body,
            can_say=agreement.is_v1,
        ),
        layout((said.AgreementAct,), agreement.AgreementV1, to_body=agreement.to_body, from_body=agreement.from_body),
    ),
    _kind(
        "sheet",
        Precedence.ROUTINE,
        layout((said.SheetAct,), sheet.SheetV1, to_body=sheet.to_body, from_body=sheet.from_body),
    ),
    _kind(
        "assessment",
        Precedence.ROUTINE,
        layout(
            (said.AssessmentAct,), assessment.AssessmentV1, to_body=assessment.to_body, from_body=assessment.from_body
        ),
    ),
    _kind(
        "status",
        Precedence.PRIORITY,
        layout(
            (said.StatusReport, said.Situation, said.DistressCheck, said.Units, said.Outage),
            status.StatusV1,
            to_body=status.to_body,
            from_body=status.from_body,
        ),
    ),
    _kind(
        "test", Precedence.ROUTINE, layout((said.Test,), test.TestV1, to_body=test.to_body, from_body=test.from_body)
    ),
    _kind(
        "ack",
        Precedence.ROUTINE,
        layout((said.Ack,), ack.AckV1, to_body=ack.to_body_v1, from_body=ack.from_body_v1, can_say=ack.is_v1),
        layout((said.Ack,), ack.AckV2, to_body=ack.to_body, from_body=ack.from_body),
    ),
    _kind(
        "note", Precedence.ROUTINE, layout((said.Note,), note.NoteV1, to_body=note.to_body, from_body=note.from_body)
    ),
    _kind(
        "query",
        Precedence.PRIORITY,
        layout((said.Query,), query.QueryV1, to_body=query.to_body, from_body=query.from_body),
    ),
    _kind(
        "reply",
        Precedence.PRIORITY,
        layout((said.Reply,), reply.ReplyV1, to_body=reply.to_body, from_body=reply.from_body),
    ),
    _kind(
        "correction",
        Precedence.PRIORITY,
        layout((said.Correction,), correction.CorrectionV1, to_body=correction.to_body, from_body=correction.from_body),
    ),
    _kind(
        "incident",
        Precedence.PRIORITY,
        layout((said.Incident,), incident.IncidentV1, to_body=incident.to_body, from_body=incident.from_body),
    ),
    _kind(
        "protest",
        Precedence.ROUTINE,
        layout((said.Protest,), protest.ProtestV1, to_body=protest.to_body, from_body=protest.from_body),
    ),
    _kind(
        "position",
        Precedence.PRIORITY,
        layout(
            (said.PositionReport,), position.PositionReportV1, to_body=position.to_body, from_body=position.from_body
        ),
    ),
    _kind(
        "rejected",
        Precedence.ROUTINE,
        layout((said.Rejected,), rejected.RejectedV1, to_body=rejected.to_body, from_body=rejected.from_body),
    ),
    _kind(
        "key_change",
        Precedence.ROUTINE,
        layout((said.KeyChange,), key_change.KeyChangeV1, to_body=key_change.to_body, from_body=key_change.from_body),
    ),
)

KINDS: Final[Mapping[str, Kind]] = {kind.name: kind for kind in _TABLE}
_KIND_OF: Final = {statement: kind for kind in _TABLE for statement in kind.statements}


def kind_of(statement: Said) -> str:
    """The kind of message that a statement is."""
    return _KIND_OF[type(statement)].name


def get_kind(name: str) -> Kind:
    """The row of a kind; `UnknownKind` where there is none."""
    if name not in KINDS:
        raise UnknownKind(name)
    return KINDS[name]


def encode(statement: Said) -> tuple[str, int, bytes]:
    """Kind, version and body of a statement.

    Raises:
        BadBody: no peer would take it; ``where`` is the path of the field.
    """
    kind = _KIND_OF[type(statement)]
    version = kind.version_for(statement)
    return kind.name, version, kind.layouts[version].encode(statement)


def decode(kind: str, version: int, body: bytes) -> Said:
    """The statement of a body.

    Raises:
        BadBody: with the path of the field; `UnknownKind`, `UnknownVersion`.
    """
    row = get_kind(kind)
    if version not in row.layouts:
        raise UnknownVersion(kind=kind, version=version)
    statement = row.layouts[version].decode(body)
    written = row.version_for(statement)
    if written != version:
        raise BadBody(f"a {kind} that says this is written in version {written}, not {version}", where="$")
    return statement


def content_hash(statement: Said) -> Sha256:
    """SHA-256 of the body's bytes: for notify and amend the hash of the revision."""
    return digest(encode(statement)[2])
