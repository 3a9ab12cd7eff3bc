"""Heights that an altimeter shows: the standard atmosphere, and how far an altimeter and the day may be off."""

from __future__ import annotations

from tansiq.base.units import M_PER_FT

STANDARD_HPA = 1013.25
LEAST_HPA, MOST_HPA = 850.0, 1090.0
"""Settings outside of these are slips: no such pressure was ever measured at sea level."""
INSTRUMENT_M = 75 * M_PER_FT
"""An altimeter's tolerance."""
TEMPERATURE_SHARE = 0.06
"""Error of a pressure height above ground for a day 15 K off the standard atmosphere: 4 % for 10 K."""
# The standard atmosphere below 11 km (ICAO Doc 7488): height = 44,330.77 m * (1 - (p / 1013.25) ** 0.190263).
_SCALE_M, _EXPONENT = 44_330.77, 0.190263


def standard_height_m(hpa: float) -> float:
    """Height of a pressure in the standard atmosphere: what an altimeter set to 1013.25 hPa shows there."""
    return _SCALE_M * (1.0 - float((hpa / STANDARD_HPA) ** _EXPONENT))
