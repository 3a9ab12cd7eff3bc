"""Areas of a file, read as volumes that a person then files: nothing is kept, and every loss is said."""

from __future__ import annotations

import asyncio
import base64
import binascii

import msgspec

from tansiq.base.clock import write_instant
from tansiq.base.errors import BadRequest
from tansiq.formats.files import find_format, read_features
from tansiq.formats.reading import FOR_EVER_MS, FROM_EVER_MS
from tansiq.geometry.footprints import Circle, Footprint
from tansiq.geometry.height import Altitude
from tansiq.geometry.level import write_level
from tansiq.geometry.positions import Position
from tansiq.geometry.volumes import Volume
from tansiq.web.ask import Ask
from tansiq.wire.fields import Text
from tansiq.wire.http import Write

MOST_FEATURES = 200
MOST_CORNERS = 20_000


class AreasForm(Write, frozen=True, kw_only=True):
    """A file of areas: GeoJSON, KML, KMZ or JSON of F3548."""

    content: str = ""
    """Its text; or nothing, where its bytes are given."""
    packed: str = ""
    """Its bytes in base64, in whatever encoding they say; a KMZ only so."""
    file: Text = "file"
    """Its name, for the places of faults."""


class ReadVolumeView(msgspec.Struct, frozen=True, kw_only=True):
    """A volume as the form takes it: coordinates and levels as text on WGS 84."""

    centre: str | None
    radius_m: float | None
    vertices: tuple[str, ...]
    """Of a polygon; empty for a circle."""
    lower: str | None
    upper: str | None
    start: str | None
    """Null where the file leaves it open; so is the end."""
    end: str | None


class FeatureView(msgspec.Struct, frozen=True):
    """One thing of the file that takes up air."""

    name: str
    where: str
    volumes: tuple[ReadVolumeView, ...]


class FileLossView(msgspec.Struct, frozen=True):
    """What the file says and an item cannot hold."""

    where: str
    what: str


class AreasView(msgspec.Struct, frozen=True):
    """What a file holds."""

    format: str
    features: tuple[FeatureView, ...]
    losses: tuple[FileLossView, ...]


async def read_areas(ask: Ask[AreasForm]) -> AreasView:
    """Read the areas of a file, at most 200, as volumes to file; every loss is said and nothing is kept."""
    data = _bytes_of(ask.form)
    return await asyncio.to_thread(_read, data, ask.form.file)


def _bytes_of(form: AreasForm) -> bytes:
    if not form.packed:
        return form.content.encode("utf-8", "surrogatepass")
    try:
        return base64.b64decode(form.packed, validate=True)
    except binascii.Error as error:
        raise BadRequest("this is not base64", where="packed") from error


def _read(data: bytes, file: str) -> AreasView:
    found = read_features(data, file=file)
    if len(found.features) > MOST_FEATURES:
        raise BadRequest(
            f"the file has {len(found.features)} areas, more than {MOST_FEATURES}",
            where="content",
            advice="Send it in parts.",
        )
    features = tuple(
        FeatureView(one.name, str(one.mark), tuple(_show(volume) for volume in one.volumes())) for one in found.features
    )
    corners = sum(len(volume.vertices) for one in features for volume in one.volumes)
    if corners > MOST_CORNERS:
        raise BadRequest(f"the file has {corners} corners, more than {MOST_CORNERS}", where="content")
    losses = tuple(FileLossView(loss.where, loss.what) for loss in found.losses)
    return AreasView(find_format(data).value, features, losses)


def _show(volume: Volume) -> ReadVolumeView:
    centre, radius_m, vertices = _footprint(volume.footprint)
    return ReadVolumeView(
        centre=centre,
        radius_m=radius_m,
        vertices=vertices,
        lower=_level(volume.lower),
        upper=_level(volume.upper),
        start=None if volume.start_ms <= FROM_EVER_MS else write_instant(volume.start_ms),
        end=None if volume.end_ms >= FOR_EVER_MS else write_instant(volume.end_ms),
    )


def _footprint(footprint: Footprint) -> tuple[str | None, float | None, tuple[str, ...]]:
    if isinstance(footprint, Circle):
        return _place(footprint.centre), footprint.radius_m, ()
    return None, None, tuple(_place(vertex) for vertex in footprint.vertices)


def _place(position: Position) -> str:
    return f"{position.lat_deg:.7f} {position.lon_deg:.7f}"


def _level(altitude: Altitude | None) -> str | None:
    return None if altitude is None else write_level(altitude)
