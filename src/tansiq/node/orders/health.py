"""What an officer says of this node's own end: that it will be away."""

from __future__ import annotations

from collections.abc import Sequence

from tansiq.base.errors import BadRequest
from tansiq.base.ids import PartyId
from tansiq.base.units import MS_PER_DAY
from tansiq.coordination.statements import Outage
from tansiq.node.kernel import Desk

MOST_MS = 7 * MS_PER_DAY
"""An outage that is longer is announced again: a line must not be quiet for ever by one word."""


def announce_outage(desk: Desk, outage: Outage, lines: Sequence[PartyId]) -> None:
    """Tell every peer from when to when this node will be away; a later one replaces it.

    Raises:
        BadRequest: it is over before it starts, or takes longer than a week.
    """
    if outage.ends_ms <= outage.starts_ms:
        raise BadRequest("an outage ends after it starts", where="ends")
    if outage.ends_ms - outage.starts_ms > MOST_MS:
        raise BadRequest("an outage is announced for a week at most", where="ends", advice="Announce it again then.")
    told = [party for party in lines if desk.has_line(party)]
    for party in told:
        desk.say(party, outage)
    if not told:
        desk.note(outage)
