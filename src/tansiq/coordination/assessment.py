"""Accounts of what happened, side by side: what agrees, what is open, and whether the counts add up.

Both accounts are kept whatever they say. Nothing is weighed and nobody is believed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tansiq.base.ids import AssessmentId, PartyId
from tansiq.coordination.picture import Account, Picture
from tansiq.coordination.statements import Count


@dataclass(frozen=True, slots=True)
class Sum:
    """Whether one party's count adds up."""

    party: PartyId
    what: str
    total: int
    parts: int
    """Sum of the parts."""

    @property
    def adds_up(self) -> bool:
        """Whether the parts make the total."""
        return self.total == self.parts


@dataclass(frozen=True, slots=True)
class SideBySide:
    """An assessment over all accounts."""

    assessment: AssessmentId
    title: str
    accounts: tuple[Account, ...]
    """By party."""
    agreed: tuple[str, ...]
    """Keys of points on which all accounts with a position, two at least, say the same: it happened, or it did not."""
    open: tuple[str, ...]
    """All other keys."""
    totals: tuple[tuple[str, tuple[tuple[PartyId, int], ...]], ...]
    """Each counted thing with every party's total."""
    sums: tuple[Sum, ...]
    """Of each count that names parts."""


def find_accounts(picture: Picture, assessment: AssessmentId) -> list[Account]:
    """Every party's latest account."""
    found = [account for account in picture.assessments.values() if account.act.assessment == assessment]
    return sorted(found, key=lambda account: account.party)


def set_side_by_side(assessment: AssessmentId, accounts: Sequence[Account]) -> SideBySide:
    """Compare accounts point by point and count by count."""
    keys = dict.fromkeys(point.key for account in accounts for point in account.act.points)
    agreed = tuple(key for key in keys if _is_agreed(key, accounts))
    counts = [(account.party, count) for account in accounts for count in account.act.counts]
    things = dict.fromkeys(count.what.value for _, count in counts)
    return SideBySide(
        assessment=assessment,
        title=accounts[0].act.title if accounts else "",
        accounts=tuple(accounts),
        agreed=agreed,
        open=tuple(key for key in keys if key not in agreed),
        totals=tuple(
            (thing, tuple((party, count.total) for party, count in counts if count.what == thing)) for thing in things
        ),
        sums=tuple(_sum(party, count) for party, count in counts if count.parts),
    )


def _is_agreed(key: str, accounts: Sequence[Account]) -> bool:
    positions = [
        point.agrees
        for account in accounts
        for point in account.act.points
        if point.key == key and point.agrees is not None
    ]
    return len(positions) > 1 and len(set(positions)) == 1


def _sum(party: PartyId, count: Count) -> Sum:
    return Sum(party, count.what.value, count.total, sum(number for _, number in count.parts))
