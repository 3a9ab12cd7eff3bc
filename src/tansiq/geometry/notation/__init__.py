"""Places as people write them, each with its datum, its precision and how it came to WGS 84.

The datum is never guessed: one left out, or one that is not taken, is refused with the reason. Anything that can be
read in two ways is refused with both readings and how far apart they lie. Text is kept as it came. Errors name the
character at fault, counted from 1.
"""

from tansiq.geometry.datum import WGS84, MissingDatum, UnknownDatum
from tansiq.geometry.notation.location import (
    EVERYDAY,
    USUAL,
    AmbiguousLocation,
    AmbiguousPlaceName,
    BadNotation,
    DatumMismatch,
    Location,
    MissingVariation,
    Notation,
    NotationNotAgreed,
    Profile,
    UnknownPlaceName,
)
from tansiq.geometry.notation.parse import parse_location
from tansiq.geometry.notation.write import CannotWrite, Written, rewrite, write_as, write_bearing, write_place

__all__ = [
    "EVERYDAY",
    "USUAL",
    "WGS84",
    "AmbiguousLocation",
    "AmbiguousPlaceName",
    "BadNotation",
    "CannotWrite",
    "DatumMismatch",
    "Location",
    "MissingDatum",
    "MissingVariation",
    "Notation",
    "NotationNotAgreed",
    "Profile",
    "UnknownDatum",
    "UnknownPlaceName",
    "Written",
    "parse_location",
    "rewrite",
    "write_as",
    "write_bearing",
    "write_place",
]
