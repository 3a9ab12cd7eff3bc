"""Which reader a file is for, told by its first sign and its keys; its name decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tansiq.formats.csv_table import read_csv
from tansiq.formats.f3548 import is_f3548, read_f3548
from tansiq.formats.geojson import read_geojson, read_geojson_points
from tansiq.formats.kml import read_kml, read_kml_points
from tansiq.formats.reading import BadFile, Loss, Mark, Progress, Reading, ignore_progress
from tansiq.formats.rings import Edges
from tansiq.geometry.datum import WGS84

_LOOKED_AT = 200
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Format(StrEnum):
    """What a file is written in."""

    GEOJSON = "geojson"
    KML = "kml"
    F3548 = "f3548"
    CSV = "csv"


EDGES = {Format.GEOJSON: Edges.STRAIGHT, Format.KML: Edges.CHORD, Format.F3548: Edges.GEODESIC}
"""What each format says about the line between two corners."""


@dataclass(frozen=True, slots=True)
class StatedPlace:
    """One place of a file, not yet resolved."""

    name: str
    text: str
    datum: str | None
    mark: Mark


def find_format(data: bytes) -> Format:
    """The format of a file; what is neither JSON nor XML counts as a table."""
    head = data.removeprefix(_BYTE_ORDER_MARK)[:_LOOKED_AT].lstrip()
    if head[:1] in (b"{", b"["):
        return Format.F3548 if is_f3548(data) else Format.GEOJSON
    if head[:1] == b"<" or head[:2] in (b"PK", b"\xff\xfe", b"\xfe\xff"):
        return Format.KML
    return Format.CSV


def read_features(
    data: bytes, *, file: str, edges: Edges | None = None, progress: Progress = ignore_progress
) -> Reading:
    """The areas of a file.

    Args:
        data: its bytes.
        file: its name, for errors and ids.
        edges: what lies between two corners; None: as its format says.
        progress: told how far the reading is.

    Raises:
        BadFile: it is a table, or not what its format says.
        BadRequest: a feature cannot be read; `where` is its file, line and column.
    """
    found = find_format(data)
    if found is Format.CSV:
        raise BadFile(
            "this is neither GeoJSON nor KML nor JSON of F3548",
            mark=Mark(file, 1, 1),
            advice="A table holds places, not areas: see tansiq locate.",
        )
    as_meant = edges or EDGES[found]
    if found is Format.KML:
        return read_kml(data, file=file, edges=as_meant, progress=progress)
    if found is Format.F3548:
        return read_f3548(data, file=file, edges=as_meant, progress=progress)
    return read_geojson(data, file=file, edges=as_meant, progress=progress)


def read_places(data: bytes, *, file: str) -> tuple[list[StatedPlace], list[Loss]]:
    """The places of a file: the rows of a table, the points of GeoJSON or KML, which are WGS 84 by definition.

    Raises:
        BadFile: it is not what its format says, or one that holds no places.
    """
    found = find_format(data)
    if found is Format.F3548:
        raise BadFile("JSON of F3548 holds areas, not places", mark=Mark(file, 1, 1))
    if found is Format.CSV:
        rows = read_csv(data, file=file)
        return [StatedPlace(row.name, row.text, row.datum, row.mark) for row in rows], []
    if found is Format.KML:
        points, losses = read_kml_points(data, file=file)
        return [StatedPlace(one.name, _write(one.point), WGS84, one.mark) for one in points], losses
    spots, text, losses = read_geojson_points(data, file=file)
    return [StatedPlace(one.name, _write(one.point), WGS84, text.mark(one.at)) for one in spots], losses


def _write(point: tuple[float, float]) -> str:
    """As the parser of places takes it: latitude first, with the digits that the file gives."""
    return " ".join(f"{value:.7f}" if "e" in repr(value) else repr(value) for value in reversed(point))
