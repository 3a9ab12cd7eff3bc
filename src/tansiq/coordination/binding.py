"""When a party may concur, and how long a concur binds it (rules 6, 7, 10, 16)."""

from __future__ import annotations

from dataclasses import dataclass

from tansiq.airspace.conflict import Conflict
from tansiq.base.ids import PartyId, Sha256
from tansiq.coordination.agreement import Articles
from tansiq.coordination.picture import AnswerState, Picture, Revision, answer_key, pair_key
from tansiq.coordination.statements import Verdict


@dataclass(frozen=True, slots=True)
class Meeting:
    """A live revision that stands in another's way, with how."""

    other: Revision
    conflict: Conflict


def find_meetings(picture: Picture, revision: Revision, now_ms: int) -> list[Meeting]:
    """Everything known here that a movement's revision conflicts with and that is not yet past.

    Conflicts under a resolution or a sheet that is complete here are left out (rule 16). Items not disclosed to anyone
    are in; what of it may be told is judged elsewhere.
    """
    found = []
    for other, conflict in picture.find_conflicts(revision):
        if other.item.id == revision.item.id or not _is_current(picture, other):
            continue
        if conflict.end_ms <= now_ms or is_resolved(picture, revision.hash, other.hash):
            continue
        found.append(Meeting(other, conflict))
    return found


def _is_current(picture: Picture, revision: Revision) -> bool:
    """Rule 5: live until released. A movement that ended or was cancelled is out of its volume when it is released."""
    return revision.is_live and revision.item.id in picture.items


def is_resolved(picture: Picture, a: Sha256, b: Sha256) -> bool:
    """Rule 16: complete here when the owners of both named revisions have signed, by resolution or by a sheet."""
    owners = {picture.revisions[hash_].item.owner for hash_ in (a, b) if hash_ in picture.revisions}
    if len(owners) != 2:
        return False
    resolution = picture.resolutions.get(pair_key(a, b))
    if resolution is not None and resolution.signed_by >= owners:
        return True
    for sheet in picture.sheets.values():
        named = {line.revision for line in sheet.sheet.lines}
        signers = {line.party for line in sheet.sheet.lines}
        # Whoever a sheet says a line is of: the owners themselves must have signed.
        if {a, b} <= named and sheet.signed_by >= signers | owners and not sheet.is_withdrawn:
            return True
    return False


def is_bound(picture: Picture, party: PartyId, revision: Revision, *, now_ms: int, articles: Articles) -> bool:
    """Rule 7: whether a party's concur binds it to a revision.

    From its concur until (a) the owner releases the revision, (b) the owner confirms the withdrawal, or (c) the concur
    has lapsed: withdrawn, and this node's own last heartbeat, T and the drift margin are past (rule 15).
    """
    answer = picture.answers.get(answer_key(revision.hash, party))
    if answer is None or answer.answer.verdict is not Verdict.CONCUR or not revision.is_live:
        return False
    if answer.withdrawn_by is None:
        return True
    return not answer.is_held and not _has_lapsed(picture, revision.item.owner, now_ms, articles)


def _has_lapsed(picture: Picture, owner: PartyId, now_ms: int, articles: Articles) -> bool:
    live = picture.live.get(owner)
    if live is None or live.sent_beat_ms is None:
        return False
    return now_ms > live.sent_beat_ms + articles.freshness_ms + articles.drift_margin_ms


def find_obstacles(picture: Picture, revision: Revision, *, now_ms: int, articles: Articles) -> list[Meeting]:
    """Rule 6: what forbids this node to concur to another party's revision now.

    Our own live revisions, others' revisions that we are bound to, and every protective item that we know.
    """
    return [
        meeting
        for meeting in find_meetings(picture, revision, now_ms)
        if not meeting.other.item.is_movement
        or meeting.other.item.owner == picture.own
        or is_bound(picture, picture.own, meeting.other, now_ms=now_ms, articles=articles)
    ]


def is_newcomer(picture: Picture, revision: Revision, other: Revision, concurs: list[AnswerState]) -> bool:
    """Rule 10: whether another's revision came only after every concur to ours had.

    Such a newcomer does not unseat ours and is itself held. With no concur yet, neither came first and both are held.
    """
    return bool(concurs) and all(concur.entry < other.entry for concur in concurs)
