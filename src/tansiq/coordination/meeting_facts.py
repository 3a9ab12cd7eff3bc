"""What the hold of a conflict says of it, and to whom by how much and what would part the two.

Rule: whatever is not a flight, and every flight that the held movement's owner was not told exactly, gives no number.
"""

from __future__ import annotations

from tansiq.airspace.lifting import find_lifting
from tansiq.base.clock import write_instant
from tansiq.base.units import MM_PER_M, MS_PER_MIN
from tansiq.coordination.binding import Meeting
from tansiq.coordination.picture import Picture, Revision
from tansiq.coordination.veil import is_told_exactly

Facts = tuple[tuple[str, str], ...]


def facts_of_meeting(picture: Picture, revision: Revision, meeting: Meeting) -> Facts:
    """For the hold of a movement's revision; values as text, minutes and metres rounded up."""
    other = meeting.other.item
    facts = (("kind", str(other.kind)), ("item", other.id), ("name", other.name), ("owner", other.owner))
    return facts + (_numbers(revision, meeting) if _are_both_known(picture, revision, meeting.other) else ())


def _are_both_known(picture: Picture, revision: Revision, other: Revision) -> bool:
    """Whether the held movement's owner knows the other flight exactly. What a peer tells us of its flights is all."""
    if not (revision.item.is_movement and other.item.is_movement):
        return False
    if revision.item.owner == picture.own:
        return True
    return is_told_exactly(picture, other, revision.item.owner)


def _numbers(revision: Revision, meeting: Meeting) -> Facts:
    found = find_lifting(revision.item, meeting.other.item)
    if found is None:
        return ()
    facts = [
        # Two flights keep no distance over the ground: where they conflict their footprints share a place.
        ("distance_m", "0"),
        ("shared_from", write_instant(found.start_ms)),
        ("shared_min", _up(found.shared_ms, MS_PER_MIN)),
        ("later_min", _up(found.later_ms, MS_PER_MIN)),
        ("earlier_min", _up(found.earlier_ms, MS_PER_MIN)),
    ]
    for name, value_mm in (("shared_height_m", found.shared_mm), ("up_m", found.up_mm), ("down_m", found.down_mm)):
        facts += [] if value_mm is None else [(name, _up(value_mm, MM_PER_M))]
    return tuple(facts)


def _up(value: int, unit: int) -> str:
    return str(-(-value // unit))
