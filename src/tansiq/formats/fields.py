"""What the properties of a feature say, whichever of the known names they use: id, operation, height, time, extent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tansiq.formats.json_text import Json, Path
from tansiq.formats.reading import FOR_EVER_MS, FROM_EVER_MS, Limits
from tansiq.formats.stated import (
    as_number,
    bad_stated,
    parse_altitude,
    parse_length_mm,
    parse_time,
    write_altitude,
    write_time,
)
from tansiq.geometry.height import Altitude, AltitudeReference

LOWER = ("lower", "lower_m", "altitude_lower", "floor")
UPPER = ("upper", "upper_m", "altitude_upper", "ceiling")
START = ("start", "time_start", "begin")
END = ("end", "time_end")
REFERENCE = "altitude_reference"
RADIUS = "radius_m"
WIDTH = "width_m"


@dataclass(frozen=True, slots=True)
class Fields:
    """The properties of one feature, and the path to them."""

    of: Mapping[str, Json]
    path: Path
    reference: AltitudeReference = AltitudeReference.W84
    """Of heights that name none."""

    def text(self, *names: str) -> str | None:
        """The first of these that is there, a text or a number."""
        for name in names:
            found = self.of.get(name)
            if isinstance(found, str | int | float) and not isinstance(found, bool) and str(found).strip():
                return str(found).strip()
        return None

    def limits(self) -> tuple[Limits, bool]:
        """Height and time, and whether a date had to be widened."""
        reference = self._reference()
        lower, upper = (self._altitude(names, reference) for names in (LOWER, UPPER))
        start_ms, is_start_wide = self._time(START, "start_ms", is_end=False)
        end_ms, is_end_wide = self._time(END, "end_ms", is_end=True)
        return Limits(lower, upper, start_ms, end_ms), is_start_wide or is_end_wide

    def length_mm(self, name: str) -> int | None:
        """A length in metres; None where it is not stated."""
        found = self.of.get(name)
        return None if found is None else parse_length_mm(found, path=(*self.path, name))

    def _reference(self) -> AltitudeReference:
        said = self.of.get(REFERENCE)
        if said is None:
            return self.reference
        probe = parse_altitude({"value": 0, "reference": said}, reference=self.reference, path=(*self.path, REFERENCE))
        return self.reference if probe is None else probe.reference

    def _altitude(self, names: tuple[str, ...], reference: AltitudeReference) -> Altitude | None:
        name = self._only(names)
        return None if name is None else parse_altitude(self.of[name], reference=reference, path=(*self.path, name))

    def _time(self, names: tuple[str, ...], in_ms: str, *, is_end: bool) -> tuple[int, bool]:
        name = self._only((*names, in_ms))
        if name is None:
            return (FOR_EVER_MS if is_end else FROM_EVER_MS), False
        if name == in_ms:
            return _whole_ms(self.of[name], (*self.path, name)), False
        return parse_time(self.of[name], path=(*self.path, name), is_end=is_end)

    def _only(self, names: tuple[str, ...]) -> str | None:
        there = [name for name in names if self.of.get(name) is not None]
        if len(there) > 1:
            raise bad_stated(f"{there[0]!r} and {there[1]!r} say the same thing twice", path=(*self.path, there[1]))
        return there[0] if there else None


def write_fields(limits: Limits) -> dict[str, Json]:
    """Height and time as `Fields.limits` reads them back."""
    made: dict[str, Json] = {}
    if limits.lower is not None:
        made["lower"] = write_altitude(limits.lower)
    if limits.upper is not None:
        made["upper"] = write_altitude(limits.upper)
    for name, at_ms in (("start", limits.start_ms), ("end", limits.end_ms)):
        written = write_time(at_ms)
        if written is not None:
            made[name] = written
    return made


def _whole_ms(stated: Json, path: Path) -> int:
    found = as_number(stated) if isinstance(stated, str) else stated
    if isinstance(found, bool) or not isinstance(found, int | float) or not FROM_EVER_MS <= found <= FOR_EVER_MS:
        raise bad_stated("milliseconds since 1970 UTC were expected", path=path)
    return round(found)
