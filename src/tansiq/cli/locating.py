"""What `tansiq locate` does: one place or a file of them, resolved and written in the forms asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tansiq.base.errors import BadRequest
from tansiq.base.units import MM_PER_M
from tansiq.cli.errors import BAD_INPUT, DONE, BadInput, describe
from tansiq.cli.output import print_json, print_table, say, warn
from tansiq.cli.progress import Progress
from tansiq.formats.csv_table import write_csv
from tansiq.formats.files import StatedPlace, read_places
from tansiq.formats.json_text import Json
from tansiq.formats.located import Located, locate, say_operation, show_located
from tansiq.formats.points import write_geojson_points, write_kml_points
from tansiq.formats.reading import Loss
from tansiq.geometry.notation import EVERYDAY, Notation, Profile
from tansiq.words.catalogue import LANGUAGES

_MOST_ROWS = 200
_MOST_ERRORS = 50


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked for beside the places."""

    datum: str | None
    to: tuple[str, ...]
    profile: Profile
    is_json: bool


def read_profile(*, pins: Sequence[str], notations: Sequence[str], variation_deg: float | None) -> Profile:
    """How the sender writes places, as the options say."""
    known = {each.value: each for each in Notation}
    for name in notations:
        if name not in known:
            advice = f"Notations are {', '.join(known)}."
            raise BadInput(f"{name[:40]!r} is not a notation", where="--notation", advice=advice)
    return Profile(
        notations=frozenset(known[name] for name in notations) or EVERYDAY,
        pins=read_pins(pins),
        variation_deg=variation_deg,
    )


def read_pins(stated: Sequence[str]) -> Mapping[str, str]:
    """Operations by datum, from ``DATUM=NAME OF THE OPERATION``."""
    pins: dict[str, str] = {}
    for pin in stated:
        datum, sign, operation = pin.partition("=")
        if not sign or not datum.strip() or not operation.strip():
            raise BadInput(
                f"{pin!r} pins nothing", where="--pin", advice='Write --pin "ED50=ED50 to WGS 84 (3)".'
            )  # fmt: skip
        pins[datum.strip()] = operation.strip()
    return pins


def locate_text(text: str, wish: Wish) -> int:
    """One place; the exit code."""
    found = locate(text, datum=wish.datum, to=wish.to, profile=wish.profile, where="TEXT")
    if wish.is_json:
        print_json(show_located(found))
        return DONE
    location = found.location
    position = location.position
    say(
        f"{position.lat_deg:.7f} {position.lon_deg:.7f} (WGS 84, latitude and longitude)",
        f"Read as {location.notation.value.replace('_', ' ')} on {location.datum};"
        f" good to {location.uncertainty_mm / MM_PER_M:.1f} m as written.",
        f"Operation: {say_operation(location.operation, is_extrapolated=location.is_extrapolated)}.",
    )
    for form in found.forms:
        say(
            f"{form.datum:<8} {form.text}",
            f"         {form.notation.value.replace('_', ' ')};"
            f" {say_operation(form.operation, is_extrapolated=form.is_extrapolated)}",
        )
    for lang in LANGUAGES:
        say(f"{lang}: {'; '.join(found.descriptions[lang])}")
    return DONE


def locate_file(path: Path, wish: Wish, out: Path | None) -> int:
    """Every place of a file; refused ones are named with file, line and column, and the exit code says so."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInput(f"the file cannot be read: {error.strerror}", where=str(path)) from error
    stated, losses = read_places(data, file=str(path))
    progress = Progress("locating")
    found: list[tuple[StatedPlace, Located]] = []
    refused: list[BadRequest] = []
    for number, place in enumerate(stated, start=1):
        datum = place.datum or wish.datum
        try:
            found.append((place, locate(place.text, datum=datum, to=wish.to, profile=wish.profile)))
        except BadRequest as error:
            error.where = str(place.mark)
            refused.append(error)
        progress(number, len(stated))
    progress.end()
    if out is not None:
        _write(out, found)
    if wish.is_json:
        print_json(_show(found, refused, losses))
    else:
        _print(found, refused, losses, out)
    return BAD_INPUT if refused else DONE


def _show(found: list[tuple[StatedPlace, Located]], refused: list[BadRequest], losses: list[Loss]) -> Json:
    return {
        "places": [{"name": place.name, "where": str(place.mark), **show_located(one)} for place, one in found],
        "refused": [
            {"code": error.code, "message": error.message, "where": error.where, "advice": error.advice()}
            for error in refused
        ],
        "losses": [{"where": loss.where, "what": loss.what} for loss in losses],
    }


def _print(
    found: list[tuple[StatedPlace, Located]], refused: list[BadRequest], losses: list[Loss], out: Path | None
) -> None:
    if found:
        print_table(
            ("place", "WGS 84", "good to", "forms", "where"),
            (
                (
                    place.name,
                    f"{one.location.position.lat_deg:.7f} {one.location.position.lon_deg:.7f}",
                    f"{one.location.uncertainty_mm / MM_PER_M:.1f} m",
                    "\n".join(form.text for form in one.forms),
                    one.descriptions["en"][0],
                )
                for place, one in found[:_MOST_ROWS]
            ),
        )
    if len(found) > _MOST_ROWS:
        say(f"and {len(found) - _MOST_ROWS} more; --json or --out gives them all")
    for loss in losses[:_MOST_ERRORS]:
        warn(f"note: {loss.what} ({loss.where})")
    for error in refused[:_MOST_ERRORS]:
        warn(describe(error))
    if len(refused) > _MOST_ERRORS:
        warn(f"and {len(refused) - _MOST_ERRORS} more were refused; --json lists them all")
    say(f"{len(found)} located, {len(refused)} refused")
    if out is not None:
        say(f"written: {out}")


def _write(out: Path, found: list[tuple[StatedPlace, Located]]) -> None:
    if out.suffix == ".csv":
        data = _write_table(found)
    elif out.suffix in (".geojson", ".json"):
        data = write_geojson_points(found)
    elif out.suffix == ".kml":
        data = write_kml_points(found)
    else:
        raise BadInput(f"{out.suffix or 'no suffix'} is not .csv, .geojson or .kml", where="--out")
    try:
        out.write_bytes(data)
    except OSError as error:
        raise BadInput(f"the file cannot be written: {error.strerror}", where=str(out)) from error


def _write_table(found: list[tuple[StatedPlace, Located]]) -> bytes:
    """A row a place; with `place` and `datum` as received it can be located again."""
    width = max((len(one.forms) for _, one in found), default=0)
    head = ["name", "place", "datum", "lat", "lon", "uncertainty_m", "operation"]
    head += [f"form_{number}" for number in range(1, width + 1)] + [f"description_{lang}" for lang in LANGUAGES]
    rows = []
    for place, one in found:
        location = one.location
        row = [
            place.name,
            location.text,
            location.datum,
            f"{location.position.lat_deg:.7f}",
            f"{location.position.lon_deg:.7f}",
            f"{location.uncertainty_mm / MM_PER_M:.3f}",
            say_operation(location.operation, is_extrapolated=location.is_extrapolated),
        ]
        row += [form.text for form in one.forms] + [""] * (width - len(one.forms))
        rows.append(row + ["; ".join(one.descriptions[lang]) for lang in LANGUAGES])
    return write_csv(head, rows)
