"""A part of a line as a file, carried by hand, by mail or over a third party's network. Lines of JSON.

| row | fields | meaning |
|---|---|---|
| first | courier, line, from, to, exercise, made_ms | version 1; whose part of which line; when it was written |
| envelope | raw | a signed wrapper as it is kept, of either end's chains |
| frame | frame | a signed frame: the writer's receipts for the other end's chains |
| slip | slip | a stop that waits unsigned, as its spoken form: it stops, and is not proved |

Nothing in the file is trusted for being in it: every envelope and frame is judged as if it had come over the line.
"""

from __future__ import annotations

from typing import ClassVar, Final

import msgspec

from tansiq.base.errors import BadRequest
from tansiq.base.ids import LineId, PartyId

COURIER_VERSION: Final = 1


class BadCourier(BadRequest):
    """A file is no part of a line, or is torn."""

    code: ClassVar[str] = "bad_courier"


class CourierOfOtherLine(BadRequest):
    """A file belongs to another line."""

    code: ClassVar[str] = "courier_line"


class CourierForOther(BadRequest):
    """A file is by or for another party, or our own."""

    code: ClassVar[str] = "courier_party"


class CourierExercise(BadRequest):
    """A file of an exercise at a real node, or the other way round."""

    code: ClassVar[str] = "courier_exercise"


class CourierHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The first row."""

    courier: int
    line: LineId
    sender: PartyId = msgspec.field(name="from")
    to: PartyId
    exercise: bool
    made_ms: int


class CourierRow(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """Any other row: exactly one of the three."""

    raw: str | None = None
    frame: str | None = None
    slip: str | None = None


def write_row(row: CourierHead | CourierRow) -> str:
    """One line, with its end."""
    return msgspec.json.encode(row).decode("utf-8") + "\n"


def parse_head(text: str) -> CourierHead:
    """The first row.

    Raises:
        BadCourier: it is none, or of a version that is not known here.
    """
    try:
        head = msgspec.json.decode(text, type=CourierHead)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        advice = "Take the file as it came from the other node's `tansiq line export`."
        raise BadCourier("this file does not begin as a part of a line", where="line 1", advice=advice) from error
    if head.courier != COURIER_VERSION:
        raise BadCourier(f"version {head.courier} of courier files is not known here", where="line 1")
    return head


def parse_row(text: str, *, number: int) -> CourierRow:
    """Any other row.

    Raises:
        BadCourier: naming the line of the file.
    """
    try:
        row = msgspec.json.decode(text, type=CourierRow)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise BadCourier("this line of the file cannot be read", where=f"line {number}") from error
    if [row.raw, row.frame, row.slip].count(None) != 2:
        raise BadCourier("a line holds one envelope, frame or slip", where=f"line {number}")
    return row


def check_head(head: CourierHead, *, line: LineId, own: PartyId, peer: PartyId, exercise: bool) -> None:
    """A file must be by the peer, for us, of our line, and of the same world.

    Raises:
        CourierForOther, CourierOfOtherLine, CourierExercise.
    """
    if head.to != own or head.sender != peer:
        fault = f"this file is by {head.sender[:40]} for {head.to[:40]}; here {own} takes what {peer} wrote"
        raise CourierForOther(fault, where="line 1", advice="Import it at the node and from the peer that it names.")
    if head.exercise != exercise:
        worlds = ("an exercise", "a real node") if head.exercise else ("a real node", "an exercise")
        raise CourierExercise(f"this file is of {worlds[0]}, and this is {worlds[1]}", where="line 1")
    if head.line != line:
        advice = "It was written before the line was paired anew; ask for a new file."
        raise CourierOfOtherLine(f"this file is of another line with {peer}", where="line 1", advice=advice)
